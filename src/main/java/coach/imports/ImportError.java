package coach.imports;

/**
 * A file that cannot be imported at all; its message is one sentence for the person who sent it.
 */
public class ImportError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImportError(String sentence) {
    super(sentence);
  }

  public ImportError(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** The file does not say in which unit its weights are, and its sender did not either. */
  public static final class NoUnit extends ImportError {
    private static final long serialVersionUID = 1L;

    NoUnit() {
      super(
          "The file does not say whether its weights are kilograms or pounds; send --unit kg or"
              + " --unit lb.");
    }
  }
}
