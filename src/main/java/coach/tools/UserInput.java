package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The person behind a call: whether their client can put a question to them, and what they have
 * answered so far. A call that asks is made again with the answer, from its beginning.
 *
 * @param canAnswer whether a handler may end the call with {@link InputRequired}
 * @param replies to the questions of this call, by {@link Question#key}; each fits its form
 * @param memo what the handler kept when it asked; missing where nothing was asked
 * @param round unlike that of any other round of any call, and the same where the same round comes
 *     again; null where nothing was asked
 */
public record UserInput(
    boolean canAnswer, Map<String, Reply> replies, JsonNode memo, String round) {
  /** No person to ask. */
  public static final UserInput ABSENT =
      new UserInput(false, Map.of(), MissingNode.getInstance(), null);

  /** What someone does with a question. */
  public enum Action {
    ACCEPT,
    /** Says no. */
    DECLINE,
    /** Goes away without saying anything. */
    CANCEL
  }

  /** An answer to a question: one value per field of the form; none unless accepted. */
  public record Reply(Action action, ObjectNode content) {}

  public UserInput {
    replies = Map.copyOf(replies);
  }

  /**
   * Ends a call with questions to the person; it comes again with their answers. Only for one who
   * {@link UserInput#canAnswer}.
   */
  public static final class InputRequired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Question> questions;
    private final transient ObjectNode memo;

    /** The memo is given back with the answers; the client can read it. */
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
}
