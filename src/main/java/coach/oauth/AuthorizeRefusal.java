package coach.oauth;

import coach.net.RedirectUri;
import coach.pages.Authorization.AuthorizationOutcome.SentBack;
import java.util.Optional;

/**
 * A request for access that cannot be granted. Until it is proved where the app wants the browser
 * back, the person is told on a page of ours; from then on the app is (RFC 6749 section 4.1.2.1).
 */
public final class AuthorizeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient SentBack sentBack;
  private final int retrySeconds;

  private AuthorizeRefusal(int status, OAuthError error, SentBack sentBack) {
    super(error.getMessage(), null, false, false);
    this.status = status;
    this.sentBack = sentBack;
    this.retrySeconds = error.retrySeconds();
  }

  /** For the person: the app cannot be told. */
  static AuthorizeRefusal page(OAuthError error) {
    int status = error.status() == 401 ? 400 : error.status();
    return new AuthorizeRefusal(status, error, null);
  }

  /** For the app, at its proved address. */
  static AuthorizeRefusal redirect(RedirectUri to, String location, OAuthError error) {
    return new AuthorizeRefusal(302, error, new SentBack(to, location));
  }

  /** Where the browser is to be sent; empty where a page of ours must say it. */
  public Optional<SentBack> redirect() {
    return Optional.ofNullable(sentBack);
  }

  /** The HTTP status of the page. */
  public int status() {
    return status;
  }

  /** Seconds until another attempt makes sense; 0 where that would change nothing. */
  int retrySeconds() {
    return retrySeconds;
  }
}
