package coach.oauth;

import coach.accounts.Session;
import coach.accounts.Token;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.oauth.AccessTokens.Grant;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A running server that signs people in, on a database of its own, and the app that a test plays.
 * Who allows an app is played by calling what the consent page calls.
 */
public final class AuthSite implements AutoCloseable {
  static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-standard";
  static final String CALLBACK = "https://app.example/callback";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS_HEADER = "Client-Address";
  private static final FloodLimits USUAL = FloodLimits.usual(Optional.of(ADDRESS_HEADER));

  final CoachDatabase database;
  final CountedSource road;
  final MovedClock clock = new MovedClock(Instant.now());
  final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final boolean owns;
  private final HikariDataSource pool;
  private final WebServer server;
  private AuthorizationServer auth;
  final URI url;

  AuthSite() {
    this(USUAL);
  }

  AuthSite(FloodLimits floods) {
    this(new CoachDatabase(), true, DocumentSource.NONE, "http://localhost:0", floods);
  }

  AuthSite(DocumentSource documents) {
    this(new CoachDatabase(), true, documents, "http://localhost:0", USUAL);
  }

  private AuthSite(
      CoachDatabase database,
      boolean owns,
      DocumentSource documents,
      String publicUrl,
      FloodLimits floods) {
    this.database = database;
    this.owns = owns;
    pool =
        Pool.open(
            database.server().jdbcUrl(), database.server().user(), database.server().password(), 4);
    road = new CountedSource(pool);
    ServerStatements statements = new ServerStatements(new NativeRoad(road));
    server =
        WebServer.guarded(
            WebServer.Settings.local(0, publicUrl, floods),
            new Dispatcher(
                Tools.catalog(),
                database.coach(),
                RequestState.ofOneProcess(Clock.systemUTC()),
                "0",
                false),
            base -> {
              auth = new AuthorizationServer(base, statements, Optional.empty(), documents, clock);
              return auth.open(Map.of());
            },
            database.coach());
    server.start();
    url = URI.create("http://localhost:" + server.port());
  }

  /** A second instance of the same server, as behind a proxy: one public address for both. */
  AuthSite second() {
    return new AuthSite(database, false, DocumentSource.NONE, url.toString(), USUAL);
  }

  AuthorizationServer auth() {
    return auth;
  }

  String resource() {
    return url + "/mcp";
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  HttpResponse<String> get(String path) {
    return send(to(path).build());
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(response.statusCode() + " " + response.body(), notJson);
    }
  }

  static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(form)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Without an address, from this machine itself. */
  HttpResponse<String> register(String metadata, String... address) {
    HttpRequest.Builder request =
        to("/register")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(metadata));
    for (String named : address) {
      request.header(ADDRESS_HEADER, named);
    }
    return send(request.build());
  }

  /** The id of a new app with these addresses. */
  String app(String... redirectUris) {
    String uris =
        Arrays.stream(redirectUris).map(uri -> "\"" + uri + "\"").collect(Collectors.joining(","));
    HttpResponse<String> registered =
        register("{\"client_name\":\"App\",\"redirect_uris\":[" + uris + "]}");
    if (registered.statusCode() != 201) {
      throw new AssertionError(registered.body());
    }
    return json(registered).get("client_id").textValue();
  }

  UUID person() {
    return database.account("Ann").user();
  }

  /** A browser that the person has just signed in. */
  Session session(UUID person) {
    String token = Token.random();
    database.execute(
        "insert into coach_auth.browser_session (session_hash, app_user_id, expires_at)"
            + " values (?, ?::uuid, now() + interval '1 day')",
        Token.hash(token),
        person.toString());
    return new Session(token, person, "Ann", person + "@example.com", true, true);
  }

  /** The parameters of a request that is in order. */
  Map<String, String> asking(String client) {
    Map<String, String> asking = new LinkedHashMap<>();
    asking.put("response_type", "code");
    asking.put("client_id", client);
    asking.put("redirect_uri", CALLBACK);
    asking.put("code_challenge", Token.hash(VERIFIER));
    asking.put("code_challenge_method", "S256");
    asking.put("state", "s1");
    asking.put("scope", "read write");
    asking.put("resource", resource());
    return asking;
  }

  AuthorizeRequest read(Map<String, String> asking) {
    return auth.requests().read(asking, "127.0.0.1");
  }

  /** Where the browser goes when the person allows all of it. */
  String allow(Map<String, String> asking, UUID person) {
    AuthorizeRequest request = read(asking);
    return auth.codes().grant(request, session(person), request.scopes());
  }

  String code(String client, UUID person) {
    return parameter(allow(asking(client), person), "code");
  }

  static String parameter(String location, String name) {
    for (String pair : URI.create(location).getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  static Map<String, String> exchanging(String client, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", client);
    form.put("code", code);
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  static Map<String, String> refreshing(String client, String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("client_id", client);
    form.put("refresh_token", token);
    return form;
  }

  /** What an app holds after everything went well. */
  JsonNode tokens(String client, UUID person) {
    HttpResponse<String> answer = post("/token", exchanging(client, code(client, person)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return json(answer);
  }

  /** A token that was never asked for, to see what it can do. */
  String token(UUID person, String... scopes) {
    return tokenFor(person, resource(), scopes);
  }

  String tokenFor(UUID person, String resource, String... scopes) {
    SigningKeys keys =
        new SigningKeys(new ServerStatements(new NativeRoad(pool)), Optional.empty());
    Grant grant = new Grant(person, "app", UUID.randomUUID(), Set.of(scopes), resource);
    return new AccessTokens(new Addresses(url), keys, clock).issue(grant);
  }

  static String toolCall(String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
        .formatted(tool, arguments);
  }

  HttpRequest.Builder message(String message) {
    return to("/mcp")
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(HttpRequest.BodyPublishers.ofString(message));
  }

  HttpResponse<String> call(String token, String message) {
    return send(message(message).header("Authorization", "Bearer " + token).build());
  }

  HttpResponse<String> profile(String token) {
    return call(token, toolCall("get_profile", "{}"));
  }

  /** The kinds of a person's events, oldest first. */
  List<String> events(UUID person) {
    return database.column(
        "select kind from coach_auth.event where app_user_id = ?::uuid order by event_id",
        person.toString());
  }

  @Override
  public void close() {
    server.stop();
    pool.close();
    if (owns) {
      database.close();
    }
  }
}
