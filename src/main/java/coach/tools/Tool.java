package coach.tools;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A tool as a value: its entry in the table of contents is its whole definition.
 *
 * @param name snake_case; also the name of its file in {@code sql/tools}
 * @param title a few words for people
 * @param description what it answers and when to use it, written for a model
 * @param effect what it does to data, which decides its scope and hints
 * @param params what it takes, in the order shown
 * @param output the JSON schema of its structured answer
 * @param handler turns validated arguments into the answer
 * @param view address of the {@link Resource} that shows the answer; empty for none
 */
public record Tool(
    String name,
    String title,
    String description,
    Effect effect,
    List<Param> params,
    ObjectNode output,
    Handler handler,
    Optional<String> view) {
  /** The work of a tool. Throws {@link ToolError} for what the caller can put right. */
  @FunctionalInterface
  public interface Handler {
    ToolAnswer answer(ToolCall call);
  }

  public Tool {
    params = List.copyOf(params);
  }

  /** A tool whose answer is read, not shown. */
  public Tool(
      String name,
      String title,
      String description,
      Effect effect,
      List<Param> params,
      ObjectNode output,
      Handler handler) {
    this(name, title, description, effect, params, output, handler, Optional.empty());
  }

  /** The same tool with a view of its answer, for clients that show views. */
  public Tool showing(String uri) {
    return new Tool(name, title, description, effect, params, output, handler, Optional.of(uri));
  }

  /** The scope that a call with these arguments needs. */
  public String scope(JsonNode arguments) {
    boolean saves = effect == Effect.SAVE && arguments.path("save").asBoolean();
    return saves ? Caller.WRITE : effect.scope();
  }

  /** The JSON schema of the arguments; unknown arguments are refused. */
  public ObjectNode input() {
    return Param.objectSchema(params);
  }
}
