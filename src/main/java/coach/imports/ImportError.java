package coach.imports;

/**
 * A file that cannot be imported at all; its message is one sentence for the person who sent it.
 */
public final class ImportError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImportError(String sentence) {
    super(sentence);
  }

  public ImportError(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
