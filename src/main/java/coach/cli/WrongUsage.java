package coach.cli;

/** The command line cannot be meant as it was typed: one sentence and exit code 2. */
final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongUsage(String sentence) {
    super(sentence);
  }
}
