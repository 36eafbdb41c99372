package coach.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Ends a call with questions to the person; it comes again with their answers. Only for one who
 * {@link UserInput#canAnswer}.
 */
public final class InputRequired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Question> questions;
  private final transient ObjectNode memo;

  /**
   * @param memo given back to the handler with the answers; the client can read it
   */
  public InputRequired(List<Question> questions, ObjectNode memo) {
    super("asks the person", null, false, false);
    this.questions = List.copyOf(questions);
    this.memo = memo;
  }

  public List<Question> questions() {
    return questions;
  }

  public ObjectNode memo() {
    return memo;
  }
}
