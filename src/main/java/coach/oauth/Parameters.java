package coach.oauth;

import coach.net.MediaType;
import coach.pages.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request to OAuth's endpoints: each at most once, and an empty one counts as
 * absent (RFC 6749 section 3.2).
 */
record Parameters(Map<String, String> values) {
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
}
