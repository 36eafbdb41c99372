package coach.accounts;

/** Passwords that cost little work, for tests that are about something else. */
public final class QuickPasswords {
  private QuickPasswords() {}

  public static Passwords create() {
    return new Passwords(1_000, 2, 200);
  }
}
