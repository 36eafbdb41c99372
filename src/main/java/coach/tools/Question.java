package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a person is asked before a call can go on: a flat form, all of whose fields must be filled.
 *
 * @param key tells the questions of one call apart
 * @param message what the form stands under, in plain text
 */
public record Question(String key, String message, List<Field> fields) {
  /** One field of the form; without options it asks for yes or no. */
  public record Field(String name, String title, List<Option> options) {
    public Field {
      options = List.copyOf(options);
    }

    private ObjectNode schema() {
      ObjectNode schema = Json.object();
      schema.put("type", options.isEmpty() ? "boolean" : "string").put("title", title);
      if (!options.isEmpty()) {
        ArrayNode choices = schema.putArray("oneOf");
        options.forEach(o -> choices.addObject().put("const", o.value()).put("title", o.title()));
      }
      return schema;
    }
  }

  /** One thing to choose, and how it is shown. */
  public record Option(String value, String title) {
    public Option {
      title = Shown.line(title);
    }
  }

  public Question {
    message = Shown.text(message);
    fields = List.copyOf(fields);
  }

  /** The JSON schema of the form. */
  public ObjectNode schema() {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields) {
      properties.set(field.name(), field.schema());
      required.add(field.name());
    }
    return schema;
  }
}
