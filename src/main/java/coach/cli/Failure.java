package coach.cli;

/**
 * A command could not do its work, exit code 1, or cannot be meant as it was typed, exit code 2:
 * one sentence that says what to do next.
 */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(String sentence) {
    this(sentence, 1);
  }

  private Failure(String sentence, int exitCode) {
    super(sentence);
    this.exitCode = exitCode;
  }

  static Failure wrongUsage(String sentence) {
    return new Failure(sentence, 2);
  }

  int exitCode() {
    return exitCode;
  }
}
