package coach.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Which app speaks. Apps prove nothing about themselves: what they bring proves enough. */
final class ClientId {
  /** By which apps would prove who they are, had they been given anything to do so. */
  private static final List<String> CREDENTIALS =
      List.of("client_secret", "client_assertion", "client_assertion_type");

  private static final String NO_SECRETS =
      "Apps have no secret here. Send client_id in the form and nothing else.";

  /** RFC 6749 appendix A.1; PostgreSQL would call some of the other characters a fault of ours. */
  private static final Pattern ID = Pattern.compile("[\\x20-\\x7E]+");

  private ClientId() {}

  /**
   * The id in the form, or in a Basic header without a password, as some clients have it.
   *
   * @throws OAuthError {@code invalid_client} for a secret, which no app was given, or no id at all
   */
  static String of(Parameters form, HttpServletRequest request, HttpServletResponse response) {
    if (CREDENTIALS.stream().anyMatch(name -> form.get(name).isPresent())) {
      // OAuth 2.1 section 3.2.2: what is sent is checked, and there is none that is right.
      throw invalid(NO_SECRETS);
    }
    String header = request.getHeader("Authorization");
    if (header == null) {
      return form.get("client_id").orElseThrow(() -> invalid("client_id is missing. Send it."));
    }
    // RFC 6749 section 5.2: answered in the scheme that was tried.
    response.setHeader("WWW-Authenticate", "Basic realm=\"coach\"");
    String[] parts = decoded(header).split(":", 2);
    String id = parts.length < 2 || !parts[1].isEmpty() ? "" : unescaped(parts[0]);
    if (!ID.matcher(id).matches()) {
      throw invalid(NO_SECRETS);
    }
    return id;
  }

  /** RFC 6749 section 2.3.1: a form's encoding inside of Basic's. */
  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException halfAnEscape) {
      return "";
    }
  }

  private static String decoded(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  static OAuthError invalid(String sentence) {
    return new OAuthError(401, "invalid_client", sentence);
  }
}
