package coach.oauth;

import coach.net.MediaType;
import coach.pages.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters of a request to OAuth's endpoints: each at most once, and an empty one counts as
 * absent (RFC 6749 section 3.2).
 */
record Parameters(Map<String, String> values) {
  /** By which apps would prove who they are, had they been given anything to do so. */
  private static final List<String> CREDENTIALS =
      List.of("client_secret", "client_assertion", "client_assertion_type");

  private static final String NO_SECRETS =
      "Apps have no secret here. Send client_id in the form and nothing else.";

  /** RFC 6749 appendix A.1; PostgreSQL would call some of the other characters a fault of ours. */
  private static final Pattern ID = Pattern.compile("[\\x20-\\x7E]+");

  private static final int MOST_BYTES = 16 * 1024;

  /** The posted form. Throws {@link OAuthError} for anything else. */
  static Parameters posted(HttpServletRequest request) throws IOException {
    if (!MediaType.of(request.getContentType()).equals(MediaType.FORM)) {
      throw OAuthError.invalidRequest(
          "The body is not a form. Send Content-Type: " + MediaType.FORM + ".");
    }
    try {
      if (request.getContentLengthLong() > MOST_BYTES) {
        // Not waited for: the answer could be lost while it still comes.
        throw Form.Unusable.tooLong(MOST_BYTES);
      }
      return new Parameters(Form.read(request.getInputStream(), MOST_BYTES).values());
    } catch (Form.Unusable unusable) {
      throw OAuthError.invalidRequest(unusable.getMessage());
    }
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The value. Throws {@link OAuthError} where there is none. */
  String need(String name) {
    return get(name)
        .orElseThrow(() -> OAuthError.invalidRequest("%s is missing. Send it.".formatted(name)));
  }

  /**
   * Which app speaks, which proves nothing about itself: the id in the form, or in a Basic header
   * without a password, as some clients have it.
   *
   * @throws OAuthError {@code invalid_client} for a secret, which no app was given, or no id at all
   */
  String clientId(HttpServletRequest request, HttpServletResponse response) {
    if (CREDENTIALS.stream().anyMatch(name -> get(name).isPresent())) {
      // OAuth 2.1 section 3.2.2: what is sent is checked, and there is none that is right.
      throw OAuthError.invalidClient(NO_SECRETS);
    }
    String header = request.getHeader("Authorization");
    if (header == null) {
      return get("client_id")
          .orElseThrow(() -> OAuthError.invalidClient("client_id is missing. Send it."));
    }
    // RFC 6749 section 5.2: answered in the scheme that was tried.
    response.setHeader("WWW-Authenticate", "Basic realm=\"coach\"");
    String[] parts = decoded(header).split(":", 2);
    String id = parts.length < 2 || !parts[1].isEmpty() ? "" : unescaped(parts[0]);
    if (!ID.matcher(id).matches()) {
      throw OAuthError.invalidClient(NO_SECRETS);
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
}
