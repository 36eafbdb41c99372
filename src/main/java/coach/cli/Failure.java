package coach.cli;

/** A command could not do its work: one sentence that says what to do next, and exit code 1. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String sentence) {
    super(sentence);
  }
}
