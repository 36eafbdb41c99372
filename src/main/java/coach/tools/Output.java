package coach.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the JSON schemas of answers in one line each, so that they stay small and get read. */
final class Output {
  private Output() {}

  /**
   * The schema of an object whose every field is present.
   *
   * @param fields such as {@code "unit string, total integer, trend object?"}; a question mark
   *     means that the value may be null
   */
  static ObjectNode of(String fields) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (String field : fields.split(",")) {
      String[] words = field.strip().split(" ");
      required.add(words[0]);
      ObjectNode property = properties.putObject(words[0]);
      if (words[1].endsWith("?")) {
        String type = words[1].substring(0, words[1].length() - 1);
        property.putArray("type").add(type).add("null");
      } else {
        property.put("type", words[1]);
      }
    }
    return schema;
  }
}
