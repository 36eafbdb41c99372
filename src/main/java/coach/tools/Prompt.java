package coach.tools;

import coach.Caller;
import coach.db.Database;
import java.util.List;

/**
 * A conversation starter as a value: coach fills in the lifter's data, the assistant does the
 * talking.
 */
public record Prompt(
    String name, String title, String description, List<Param> params, Writer writer) {
  /** Writes the one user message. Throws {@link ToolError} for what the caller can put right. */
  @FunctionalInterface
  public interface Writer {
    String write(Caller caller, Arguments arguments, Database database);
  }

  public Prompt {
    params = List.copyOf(params);
  }
}
