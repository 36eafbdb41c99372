package coach.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A tool as a value: its entry in {@link Tools} is its whole definition.
 *
 * @param name snake_case; also the name of its file in {@code sql/tools}
 * @param title a few words for people
 * @param description what it answers and when to use it, written for a model
 * @param effect what it does to data, which decides its scope and hints
 * @param params what it takes, in the order shown
 * @param output the JSON schema of its structured answer
 * @param handler turns validated arguments into the answer
 */
public record Tool(
    String name,
    String title,
    String description,
    Effect effect,
    List<Param> params,
    ObjectNode output,
    Handler handler) {

  /** The work of a tool. Throws {@link ToolError} for what the caller can put right. */
  @FunctionalInterface
  public interface Handler {
    ToolAnswer answer(ToolCall call);
  }

  public Tool {
    params = List.copyOf(params);
  }

  /** The JSON schema of the arguments; unknown arguments are refused. */
  public ObjectNode input() {
    return Param.objectSchema(params);
  }
}
