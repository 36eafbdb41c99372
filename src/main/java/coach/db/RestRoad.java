package coach.db;

import coach.Caller;
import coach.Config;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The road over HTTPS, through PostgREST: each file is a function of {@link ApiFunctions}, which
 * one request calls.
 */
public final class RestRoad implements Road {
  private static final Logger log = LoggerFactory.getLogger(RestRoad.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SHORT = Duration.ofSeconds(3);

  /**
   * The project, and what it lets in.
   *
   * @param url without a trailing slash
   * @param publishableKey the project's, which anybody may know
   * @param tokens a token with which the project takes a request for that lifter's
   * @param secretKey reaches coach's own sign-in state
   * @param only whom alone coach serves, where there is no secret key
   */
  public record Access(
      String url,
      Config.Secret publishableKey,
      Function<Caller, String> tokens,
      Optional<Config.Secret> secretKey,
      Optional<Caller> only) {}

  private final Access access;
  private final RestCalls http;
  private final FairCalls calls = new FairCalls();
  private final Map<String, SqlFile> files = new ConcurrentHashMap<>();

  public RestRoad(Access access) {
    this(access, Clock.systemUTC());
  }

  /** With the clock that goes on while the machine is suspended. */
  RestRoad(Access access, Clock clock) {
    this.access = access;
    http = new RestCalls(clock);
  }

  @Override
  public Reply run(Request request) {
    SqlFile file =
        files.computeIfAbsent(
            request.folder() + "/" + request.file(),
            path -> SqlFile.load(request.folder(), request.file()));
    Duration limit = file.mayTake().orElse(SqlFile.USUAL);
    return calls.run(
        request,
        file,
        limit,
        () -> once(file, request, limit.plus(Pipeline.GRACE)),
        caller -> count(file.name(), caller));
  }

  private Reply once(SqlFile file, Request request, Duration patience) {
    request.cancellation().check();
    HttpRequest sent = post(request.caller(), file.name(), arguments(file, request));
    JsonNode answer = read(send(sent, patience, file, request), request.caller().isEmpty());
    if (request.caller().isEmpty()) {
      return new Reply(MissingNode.getInstance(), answer);
    }
    if (!answer.has("context")) {
      throw RestErrors.noDataApi(null);
    }
    return new Reply(answer.get("context"), answer.path("value"));
  }

  /** PostgREST goes on with a statement whose client has gone, so a change may be stored. */
  private RestCalls.Answer send(
      HttpRequest sent, Duration patience, SqlFile file, Request request) {
    try {
      return http.send(sent, patience, request.cancellation());
    } catch (DatabaseException failed) {
      boolean dropped = failed.kind() == DatabaseException.Kind.CANCELLED;
      throw dropped && request.changes(file)
          ? DatabaseErrors.unsure(failed.kind(), failed.getCause())
          : failed;
    }
  }

  private void count(String tool, Caller caller) {
    try {
      ObjectNode arguments = JSON.createObjectNode().put("tool", tool);
      HttpRequest sent = post(Optional.of(caller), "count_call", arguments);
      read(http.send(sent, SHORT, new Cancellation()), false);
    } catch (DatabaseException uncounted) {
      log.debug("count outcome=failed cause={}", uncounted.kind());
    }
  }

  @Override
  public void ping() {
    HttpRequest sent = post(access.only(), "ping", JSON.createObjectNode());
    Duration patience = SqlFile.USUAL.plus(Pipeline.GRACE);
    if (!read(http.send(sent, patience, new Cancellation()), access.only().isEmpty()).asBoolean()) {
      throw RestErrors.noDataApi(null);
    }
  }

  /** JSON goes as it is; all else as PostgreSQL reads it. */
  private static ObjectNode arguments(SqlFile file, Request request) {
    ObjectNode arguments = JSON.createObjectNode();
    file.params()
        .forEach(
            (param, type) -> {
              String value = request.value(param);
              if (value != null && type.startsWith("json")) {
                arguments.set(param, json(value));
              } else {
                arguments.put(param, value);
              }
            });
    return arguments;
  }

  private static JsonNode json(String value) {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("a parameter is not JSON", notJson);
    }
  }

  private HttpRequest post(Optional<Caller> caller, String function, ObjectNode arguments) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.url() + "/rest/v1/rpc/" + function))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Content-Profile", ApiFunctions.SCHEMA)
            .header("User-Agent", "coach")
            .POST(BodyPublishers.ofByteArray(bytes(arguments)));
    if (caller.isPresent()) {
      return authorized(
          request, access.publishableKey().value(), access.tokens().apply(caller.get()));
    }
    return asServer(request);
  }

  /** A new secret key is no token, and is refused where one belongs. */
  private HttpRequest asServer(HttpRequest.Builder request) {
    String key = access.secretKey().map(Config.Secret::value).orElseThrow(RestErrors::noSecretKey);
    return key.startsWith("eyJ")
        ? authorized(request, key, key)
        : request.header("apikey", key).build();
  }

  private static HttpRequest authorized(HttpRequest.Builder request, String key, String token) {
    return request.header("apikey", key).header("Authorization", "Bearer " + token).build();
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonNode read(RestCalls.Answer answer, boolean asServer) {
    if (answer.status() == 200 && !answer.json().isMissingNode()) {
      return answer.json();
    }
    throw RestErrors.translate(
        answer,
        asServer ? RestErrors.keyRefused() : RestErrors.tokenRefused(access.only().isPresent()));
  }

  @Override
  public void close() {
    // Its connections close themselves when they have rested for half a minute.
  }
}
