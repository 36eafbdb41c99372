package coach.tools;

import coach.Shown;
import coach.db.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * What a write takes away is shown to the person first, where there is one to ask; it is written
 * only if they say yes, only if it is still what they saw, and once.
 *
 * @param question in a few words, such as {@code Delete this workout?}
 * @param nothing what did not happen if they say no, as the beginning of a sentence
 * @param lost what would be lost by a preview of the write, in lines
 * @param shape makes the answer of what was written or previewed
 */
public record Confirmation(
    String question,
    String nothing,
    Function<ToolAnswer, List<String>> lost,
    Function<Answer, ToolAnswer> shape) {
  private static final String KEY = "confirm";
  private static final String VERSION = "version";
  private static final int MOST_LINES = 15;
  private static final int MOST_CHARACTERS = 160;

  /**
   * Writes, or asks first.
   *
   * @throws InputRequired where the person has not said yes to what is there now
   */
  public ToolAnswer write(ToolCall call, ObjectNode body) {
    UserInput input = call.input();
    UserInput.Reply reply = input.replies().get(KEY);
    boolean isPreview = call.arguments().flag(Write.DRY_RUN);
    if (isPreview || (reply == null && !input.canAnswer())) {
      return shape.apply(Write.run(call, body));
    }
    if (reply != null && !reply.content().path(KEY).booleanValue()) {
      return refused(shape.apply(Write.preview(call, body)));
    }
    Answer answer =
        reply == null
            ? Write.preview(call, body)
            : Write.expecting(call, body, input.memo().path(VERSION).asText());
    // A preview that the caller did not ask for: there is something to ask, or to ask again.
    if (Write.isPreview(answer.data())) {
      throw asking(answer, input, reply != null);
    }
    return shape.apply(answer);
  }

  private RuntimeException asking(Answer preview, UserInput input, boolean again) {
    if (!input.canAnswer()) {
      return new ToolError(
          nothing + ", because it has changed since the question. Send the call again.");
    }
    JsonNode version = preview.data().get(VERSION);
    StringBuilder message = new StringBuilder(again ? "It has changed since. " : "");
    message.append(question);
    List<String> lines = lost.apply(shape.apply(preview));
    lines.stream()
        .limit(MOST_LINES)
        .forEach(line -> message.append("\n- ").append(Shown.cut(line, MOST_CHARACTERS)));
    if (lines.size() > MOST_LINES) {
      message.append("\n- and %d more".formatted(lines.size() - MOST_LINES));
    }
    Question asked =
        new Question(
            KEY, message.toString(), List.of(new Question.Field(KEY, "Yes, do it", List.of())));
    return new InputRequired(List.of(asked), Json.MAPPER.createObjectNode().set(VERSION, version));
  }

  private ToolAnswer refused(ToolAnswer preview) {
    return new ToolAnswer(
        preview.structured(),
        nothing
            + ", because the lifter did not agree to it. It would have been:\n"
            + preview.text());
  }
}
