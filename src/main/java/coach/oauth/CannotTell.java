package coach.oauth;

/** Whether a token is good cannot be told now, which is not a no; the message is for the log. */
public final class CannotTell extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotTell(String reason) {
    super(reason, null, false, false);
  }
}
