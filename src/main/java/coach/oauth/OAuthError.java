package coach.oauth;

import java.util.regex.Pattern;

/**
 * A refusal in the words of OAuth: a code from the standards for the client's program and a
 * sentence for its developer, which says nothing about other users.
 */
public final class OAuthError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a description may hold (RFC 6749 section 5.2). */
  private static final Pattern NOT_PRINTABLE =
      Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");

  private final int status;
  private final String code;
  private final int retrySeconds;

  /**
   * @param status the HTTP status where the error is not carried by a redirect
   * @param code such as {@code invalid_request}
   * @param sentence what was wrong, then what to do
   */
  public OAuthError(int status, String code, String sentence) {
    this(status, code, sentence, 0);
  }

  private OAuthError(int status, String code, String sentence, int retrySeconds) {
    super(NOT_PRINTABLE.matcher(sentence).replaceAll("'"), null, false, false);
    this.status = status;
    this.code = code;
    this.retrySeconds = retrySeconds;
  }

  /** Of too many attempts; {@code seconds} until the next one makes sense. */
  static OAuthError tooMany(String sentence, int seconds) {
    return new OAuthError(429, "temporarily_unavailable", sentence, seconds);
  }

  /** Of too much work of others; {@code seconds} until it may be done. */
  static OAuthError busy(String sentence, int seconds) {
    return new OAuthError(503, "temporarily_unavailable", sentence, seconds);
  }

  static OAuthError badRequest(String code, String sentence) {
    return new OAuthError(400, code, sentence);
  }

  static OAuthError invalidRequest(String sentence) {
    return badRequest("invalid_request", sentence);
  }

  static OAuthError invalidClient(String sentence) {
    return new OAuthError(401, "invalid_client", sentence);
  }

  static OAuthError invalidToken(String sentence) {
    return new OAuthError(401, "invalid_token", sentence);
  }

  public int status() {
    return status;
  }

  /** Seconds until another attempt makes sense; 0 where that would change nothing. */
  int retrySeconds() {
    return retrySeconds;
  }

  public String code() {
    return code;
  }
}
