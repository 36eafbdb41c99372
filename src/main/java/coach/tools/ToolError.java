package coach.tools;

/**
 * Something the caller can put right: one sentence that says what was wrong with which value, then
 * what to do. It goes out as the tool's result; everything else is a bug and says nothing.
 */
public class ToolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ToolError(String sentence) {
    super(sentence);
  }

  /** Refuses what is wrong; formatted as by {@link String#format} where there are values. */
  public static void when(boolean wrong, String sentence, Object... values) {
    if (wrong) {
      throw new ToolError(values.length == 0 ? sentence : sentence.formatted(values));
    }
  }
}
