package coach.tools;

import coach.Caller;
import coach.db.Database;
import java.util.List;

/** Everything that one server offers; its instructions tell a model in under 200 words what for. */
public record Catalog(
    List<Tool> tools,
    List<Resource> resources,
    List<Prompt> prompts,
    Completion completion,
    String instructions) {
  /** Proposes values while a person types an argument of a prompt or a resource template. */
  @FunctionalInterface
  public interface Completion {
    /**
     * At most 100 values, best first; none for an argument that has no completions.
     *
     * @param argument the argument's or variable's name, such as {@code exercise}
     * @param typed what has been typed so far, perhaps empty
     */
    List<String> complete(Caller caller, String argument, String typed, Database database);
  }

  public Catalog {
    tools = List.copyOf(tools);
    resources = List.copyOf(resources);
    prompts = List.copyOf(prompts);
  }
}
