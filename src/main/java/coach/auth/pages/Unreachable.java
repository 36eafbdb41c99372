package coach.auth.pages;

/** A service that is needed for an answer cannot be asked now; the message is for the person. */
final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
