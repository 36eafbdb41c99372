package coach.accounts;

import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.net.OutgoingHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One person's sign-in at a Supabase project, kept in a file that only they can read and fresh for
 * as long as the project lets it. Every method throws {@link DatabaseException} with what to do.
 */
public final class SupabaseSession implements Supplier<String> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A token that is about to end would end under way. */
  private static final long EARLY_SECONDS = 60;

  private final OutgoingHttp http = new OutgoingHttp(PATIENCE);
  private final String url;
  private final String key;
  private final Path file;
  private final Clock clock;
  private JsonNode kept = MissingNode.getInstance();

  /**
   * @param url of the project, without a trailing slash
   * @param key its publishable key
   * @param file where the sign-in is kept
   */
  public SupabaseSession(String url, String key, Path file, Clock clock) {
    this.url = url;
    this.key = key;
    this.file = file;
    this.clock = clock;
  }

  /** Whom a token of the project names; its signature is the project's to check. */
  public static UUID person(String token) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]);
      return UUID.fromString(JSON.readTree(claims).path("sub").asText());
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException noToken) {
      throw ended(
          "USER_JWT_TOKEN is no token of a person's. Run \"coach login\" instead, or set an access token of the project.");
    }
  }

  /** Signs in and keeps it. */
  public void signIn(String email, String password) {
    ObjectNode sent = JSON.createObjectNode().put("email", email).put("password", password);
    HttpResponse<byte[]> answer = post("/token?grant_type=password", sent, key);
    JsonNode said = read(answer);
    if (answer.statusCode() >= 500) {
      throw unreachable(null);
    }
    if (answer.statusCode() != 200 || !isSession(said)) {
      throw refusedSignIn(said);
    }
    keep(said);
  }

  /** A page of something else may have the status of an answer. */
  private static boolean isSession(JsonNode said) {
    return said.path("access_token").isTextual() && said.path("refresh_token").isTextual();
  }

  private DatabaseException refusedSignIn(JsonNode said) {
    return switch (said.path("error_code").asText("")) {
      case "invalid_credentials" ->
          ended("The Supabase project knows no such e-mail and password. Type them again.");
      case "email_not_confirmed" ->
          ended("This e-mail is not confirmed yet. Open the link that the app sent to it first.");
      case "" ->
          ended(
              "SUPABASE_URL leads to no Supabase sign-in; it is \"%s\". Check the address, the key and that the project is not paused."
                  .formatted(url));
      default ->
          ended("The Supabase project refused the sign-in: " + said.path("error_code").asText());
    };
  }

  /** The access token, renewed where it is about to end. */
  @Override
  public synchronized String get() {
    if (isOld(kept)) {
      kept = load();
    }
    if (isOld(kept)) {
      renew();
    }
    return kept.path("access_token").asText();
  }

  private boolean isOld(JsonNode session) {
    return session.path("expires_at").asLong(0) - clock.instant().getEpochSecond() < EARLY_SECONDS;
  }

  private JsonNode load() {
    try {
      JsonNode session = JSON.readTree(Files.readAllBytes(file));
      if (session.path("url").asText().equals(url)) {
        return session;
      }
    } catch (IOException missing) {
      // The same as one of another project.
    }
    throw ended("Nobody is signed in here. Run \"coach login EMAIL\".");
  }

  /** A refresh token is good once, so other processes wait and then use what this one was given. */
  private void renew() {
    Path turn = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      kept = load();
      if (isOld(kept) && held.isValid()) {
        ObjectNode sent = JSON.createObjectNode();
        sent.set("refresh_token", kept.path("refresh_token"));
        HttpResponse<byte[]> answer = post("/token?grant_type=refresh_token", sent, key);
        if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
          throw unreachable(null);
        }
        if (answer.statusCode() != 200) {
          throw ended("This sign-in has ended. Run \"coach login EMAIL\" again.");
        }
        JsonNode said = read(answer);
        if (!isSession(said)) {
          throw unreachable(null);
        }
        keep(said);
      }
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private void keep(JsonNode said) {
    ObjectNode session = JSON.createObjectNode().put("url", url);
    session.set("access_token", said.path("access_token"));
    session.set("refresh_token", said.path("refresh_token"));
    long ends = clock.instant().getEpochSecond() + said.path("expires_in").asLong(0);
    session.put("expires_at", ends);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "session", ".tmp", ownersOnly());
      Files.write(fresh, JSON.writeValueAsBytes(session));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
    kept = session;
  }

  private FileAttribute<?>[] ownersOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Ends the sign-in here and at the project. Returns whether there was one. */
  public boolean signOut() {
    try {
      Optional<String> token = Optional.empty();
      if (Files.exists(file)) {
        token = Optional.of(JSON.readTree(Files.readAllBytes(file)).path("access_token").asText());
      }
      boolean was = Files.deleteIfExists(file);
      kept = MissingNode.getInstance();
      token.ifPresent(t -> post("/logout?scope=local", JSON.createObjectNode(), t));
      return was;
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private HttpResponse<byte[]> post(String path, ObjectNode body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/auth/v1" + path))
            .header("apikey", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!token.equals(key)) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), PATIENCE);
    } catch (IOException away) {
      throw unreachable(away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unreachable(stopping);
    }
  }

  private static JsonNode read(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static DatabaseException ended(String sentence) {
    return new DatabaseException(Kind.SIGNED_OUT, sentence, 0, null);
  }

  private static DatabaseException unreachable(Throwable cause) {
    return new DatabaseException(
        Kind.UNAVAILABLE,
        "The Supabase project cannot be reached: check SUPABASE_URL and that the project is not paused.",
        5,
        cause);
  }

  private DatabaseException unwritable(IOException cause) {
    return new DatabaseException(
        Kind.UNAVAILABLE, "The sign-in cannot be kept in %s.".formatted(file), 0, cause);
  }
}
