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
 * there; its tokens are not kept, and the session is ended at once.
 */
public final class SupabaseAuth {
  private static final Logger log = LoggerFactory.getLogger(SupabaseAuth.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For what is only worth a link on a page that a user waits for. */
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(3);

  /** To a person whom the provider names no address for. */
  public static final String NO_EMAIL =
      "Your account has no e-mail address, which coach knows you by. Add one in your workout app, or sign in another way.";

  /** Whom Supabase vouches for; {@code name} is the e-mail where Supabase knows none. */
  public record Person(UUID id, String email, String name) {
    /** With what may be missing: an e-mail of null, a blank name. */
    public static Person of(UUID id, String email, String name) {
      String known = email == null ? "" : email.strip();
      return new Person(id, known, name.isBlank() ? known : name.strip());
    }
  }

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
    if (response.statusCode() == 200) {
      JsonNode session = body(response, grant);
      end(session.path("access_token").asText());
      return Optional.of(person(session.path("user")));
    }
    String code = read(response).path("error_code").asText("");
    if (code.isEmpty() || !List.of(400, 403, 404, 422).contains(response.statusCode())) {
      throw unusable(grant, response.statusCode(), null);
    }
    log.info("supabase={} outcome=refused status={}", grant, response.statusCode());
    complain(code);
    // Unknown, wrong, banned: the caller is not told which.
    return Optional.empty();
  }

  /**
   * Ends the session that a sign-in has left there: coach needs it no longer, and in a project that
   * allows one session a person it would end the workout app's.
   */
  private void end(String token) {
    try {
      HttpRequest request =
          request("/logout?scope=local")
              .header("Authorization", "Bearer " + token)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      int status = send(request, lookPatience).statusCode();
      if (status != 204) {
        log.warn("supabase=logout outcome=refused status={}", status);
      }
    } catch (SignInTrouble | IllegalArgumentException left) {
      log.warn("supabase=logout outcome=failed");
    }
  }

  /** What a typing error does not explain; Supabase says it only where the password was right. */
  private static void complain(String code) {
    String sentence =
        switch (code) {
          case "captcha_failed" ->
              "This Supabase project asks for a captcha with a password, which coach cannot show. Sign in another way.";
          case "email_provider_disabled" ->
              "This Supabase project has switched passwords off. Sign in another way.";
          case "email_not_confirmed" ->
              "Your e-mail address is not confirmed yet. Open the link in the message from your workout app, then sign in again.";
          default -> null;
        };
    if (sentence != null) {
      throw new SignInTrouble(sentence);
    }
  }

  private static Person person(JsonNode user) {
    JsonNode about = user.path("user_metadata");
    String name = about.path("full_name").asText(about.path("name").asText(""));
    refuseSecondFactor(user);
    try {
      UUID id = UUID.fromString(user.path("id").asText());
      return Person.of(id, user.path("email").asText(""), name);
    } catch (IllegalArgumentException noId) {
      throw unusable("user", 200, noId);
    }
  }

  private static void refuseSecondFactor(JsonNode user) {
    for (JsonNode factor : user.path("factors")) {
      if (factor.path("status").asText().equals("verified")) {
        throw new SignInTrouble(
            "Your account asks for a second factor, which coach cannot ask for. Remove it in your workout app, or sign in with another account.");
      }
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
      default ->
          new SignInTrouble(
              "Supabase does not answer as it should: it is away, or SUPABASE_URL is not the project's address, which \"coach doctor\" tells the operator.",
              true,
              cause);
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
