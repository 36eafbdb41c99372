package coach.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The same facts twice: for programs, and for a model that is shown only text.
 *
 * @param structured conforms to the tool's output schema
 * @param text lines and small tables, never the JSON again
 */
public record ToolAnswer(ObjectNode structured, String text) {
  /** Leaves out what has no value, as {@link Output} promises. */
  public ToolAnswer {
    ObjectNode valued = JsonNodeFactory.instance.objectNode();
    structured
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                valued.set(field.getKey(), field.getValue());
              }
            });
    structured = valued;
  }
}
