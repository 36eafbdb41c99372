package coach.accounts;

/** Nobody can be signed in for a reason that is not theirs; the message is for the person. */
public final class SignInTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * @param passing whether the same attempt may work in a few seconds
   */
  SignInTrouble(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  public boolean isPassing() {
    return passing;
  }
}
