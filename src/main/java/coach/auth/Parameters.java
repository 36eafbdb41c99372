package coach.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request to OAuth's endpoints: each at most once, and an empty one counts as
 * absent (RFC 6749 section 3.2).
 */
final class Parameters {
  private static final int MOST_BYTES = 16 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, String> values;

  Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** The posted form. Throws {@link OAuthError} for anything else. */
  static Parameters posted(HttpServletRequest request) throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    if (!type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
      throw OAuthError.invalidRequest("The body is not a form. Send Content-Type: " + FORM + ".");
    }
    if (request.getContentLengthLong() > MOST_BYTES) {
      // Not waited for: the answer could be lost while it still comes.
      throw tooLong();
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw tooLong();
    }
    return parse(new String(body, StandardCharsets.UTF_8));
  }

  private static OAuthError tooLong() {
    return OAuthError.invalidRequest(
        "The body is longer than %d bytes. Send less.".formatted(MOST_BYTES));
  }

  static Parameters parse(String encoded) {
    Map<String, String> values = new HashMap<>();
    for (String pair : encoded.split("&")) {
      String[] parts = pair.split("=", 2);
      String name = decode(parts[0]);
      if (values.put(name, parts.length == 2 ? decode(parts[1]) : "") != null) {
        throw OAuthError.invalidRequest("A parameter is there twice. Send each once.");
      }
    }
    return new Parameters(values);
  }

  /** A name or value as it was meant. Throws {@link OAuthError} for what is not encoded so. */
  static String decode(String text) {
    String value;
    try {
      value = URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException halfAnEscape) {
      throw OAuthError.invalidRequest("The parameters are not encoded as a form. Encode them.");
    }
    if (value.indexOf('\0') >= 0) {
      // PostgreSQL stores none, and would call its refusal a fault of ours.
      throw OAuthError.invalidRequest("A parameter holds a zero character. Leave it out.");
    }
    return value;
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The value. Throws {@link OAuthError} where there is none. */
  String need(String name) {
    return get(name)
        .orElseThrow(() -> OAuthError.invalidRequest("%s is missing. Send it.".formatted(name)));
  }
}
