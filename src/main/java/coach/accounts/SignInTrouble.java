package coach.accounts;

/** Sign-in fails for a reason that is not the user's; the message is for the user. */
public final class SignInTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /** What trying again does not change. */
  public SignInTrouble(String message) {
    this(message, false, null);
  }

  /** Passing where the same attempt may work in a few seconds. */
  SignInTrouble(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  public boolean isPassing() {
    return passing;
  }
}
