package coach.accounts;

import coach.net.OutgoingHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a Supabase project who a user is. Its answer is believed because it comes straight from
 * there; the tokens in it are not kept.
 */
public final class SupabaseAuth {
  private static final Logger log = LoggerFactory.getLogger(SupabaseAuth.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For what is only worth a link on a page that a user waits for. */
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(3);

  /** Whom Supabase vouches for; {@code name} is the e-mail where Supabase knows none. */
  public record Person(UUID id, String email, String name) {}

  private final OutgoingHttp http;
  private final String url;
  private final String key;
  private final Duration patience;
  private final Duration lookPatience;

  /**
   * @param url of the project, without a trailing slash
   * @param key its publishable (anon) key
   */
  public SupabaseAuth(String url, String key) {
    this(url, key, PATIENCE);
  }

  /** With patience for the whole of an answer. */
  public SupabaseAuth(String url, String key, Duration patience) {
    this.url = url + "/auth/v1";
    this.key = key;
    this.patience = patience;
    this.lookPatience = patience.compareTo(LOOK_PATIENCE) < 0 ? patience : LOOK_PATIENCE;
    http = new OutgoingHttp(patience);
  }

  /** Whose password this is, or nothing. Throws {@link SignInTrouble} without an answer. */
  public Optional<Person> password(String email, String password) {
    return token("password", Map.of("email", email, "password", password));
  }

  /** Where a browser goes to sign in with a provider such as {@code google}. */
  public URI authorize(String provider, String redirectTo, String challenge) {
    return URI.create(
        "%s/authorize?provider=%s&redirect_to=%s&code_challenge=%s&code_challenge_method=s256"
            .formatted(url, encode(provider), encode(redirectTo), encode(challenge)));
  }

  /** Who comes back with this code, or nothing. Throws {@link SignInTrouble} unanswered. */
  public Optional<Person> exchange(String code, String verifier) {
    return token("pkce", Map.of("auth_code", code, "code_verifier", verifier));
  }

  /** The providers switched on, in its words. Throws {@link SignInTrouble} without an answer. */
  public List<String> providers() {
    JsonNode settings = body(send(request("/settings").build(), lookPatience), "settings");
    List<String> on = new ArrayList<>();
    for (var provider : settings.path("external").properties()) {
      if (provider.getValue().asBoolean() && isWebSignIn(provider.getKey())) {
        on.add(provider.getKey());
      }
    }
    return on;
  }

  private static boolean isWebSignIn(String provider) {
    return !List.of("email", "phone", "anonymous_users").contains(provider);
  }

  private Optional<Person> token(String grant, Map<String, String> values) {
    HttpRequest request =
        request("/token?grant_type=" + grant)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(values).toString()))
            .build();
    HttpResponse<byte[]> response = send(request, patience);
    return switch (response.statusCode()) {
      case 200 -> Optional.of(person(body(response, grant).path("user")));
      case 400, 403, 404, 422 -> {
        log.info("supabase={} outcome=refused status={}", grant, response.statusCode());
        complain(read(response).path("error_code").asText());
        // Unknown, wrong, banned, not confirmed: the caller is not told which.
        yield Optional.empty();
      }
      default -> throw unusable(grant, response.statusCode(), null);
    };
  }

  /** What has nothing to do with the person, so that they need not look for a typing error. */
  private static void complain(String code) {
    switch (code) {
      case "captcha_failed" ->
          throw new SignInTrouble(
              "This Supabase project asks for a captcha with a password, which coach cannot show. Sign in another way.",
              false,
              null);
      case "email_provider_disabled" ->
          throw new SignInTrouble(
              "This Supabase project has switched passwords off. Sign in another way.",
              false,
              null);
      default -> {}
    }
  }

  private static Person person(JsonNode user) {
    String email = user.path("email").asText("");
    JsonNode about = user.path("user_metadata");
    String name = about.path("full_name").asText(about.path("name").asText(""));
    try {
      UUID id = UUID.fromString(user.path("id").asText());
      return new Person(id, email, name.isBlank() ? email : name.strip());
    } catch (IllegalArgumentException noId) {
      throw unusable("user", 200, noId);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("apikey", key);
  }

  private HttpResponse<byte[]> send(HttpRequest request, Duration patience) {
    try {
      return http.send(request, patience);
    } catch (IOException unreachable) {
      throw unreachable(unreachable);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new SignInTrouble("coach is stopping.", true, stopping);
    }
  }

  private static SignInTrouble unreachable(Throwable cause) {
    log.warn("supabase=unreachable cause={}", cause.getClass().getSimpleName());
    return new SignInTrouble("Supabase cannot be reached right now.", true, cause);
  }

  private static JsonNode body(HttpResponse<byte[]> response, String what) {
    JsonNode body = read(response);
    if (response.statusCode() != 200 || body.isMissingNode()) {
      throw unusable(what, response.statusCode(), null);
    }
    return body;
  }

  /** The JSON of an answer; missing where it is none. */
  private static JsonNode read(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static SignInTrouble unusable(String what, int status, Throwable cause) {
    log.warn("supabase={} outcome=unusable status={}", what, status);
    return switch (status) {
      case 401 ->
          new SignInTrouble(
              "Supabase does not accept this server's key. The operator must set SUPABASE_ANON_KEY.",
              false,
              cause);
      case 429 -> new SignInTrouble("Supabase is receiving too many sign-ins.", true, cause);
      default -> new SignInTrouble("Supabase does not answer as it should right now.", true, cause);
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sign-in fails for a reason that is not the user's; the message is for the user. */
  public static final class SignInTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** Passing where the same attempt may work in a few seconds. */
    SignInTrouble(String message, boolean passing, Throwable cause) {
      super(message, cause);
      this.passing = passing;
    }

    public boolean isPassing() {
      return passing;
    }
  }
}
