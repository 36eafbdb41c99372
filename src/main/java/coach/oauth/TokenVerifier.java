package coach.oauth;

import coach.Caller;

/** Says whose a bearer token is. */
@FunctionalInterface
public interface TokenVerifier {
  /**
   * The caller that the token speaks for.
   *
   * @throws OAuthError {@code invalid_token} for a token that is not good here
   * @throws CannotTell where the token cannot be checked now
   * @throws coach.db.DatabaseException where the database would have to tell and cannot
   */
  Caller verify(String token);

  /** Whether a token is good cannot be told now, which is not a no; the message is for the log. */
  final class CannotTell extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotTell(String reason) {
      super(reason, null, false, false);
    }
  }
}
