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
}
