package coach.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the JSON schemas of answers in one line each, so that they stay small and get read. */
public final class Output {
  private Output() {}

  /**
   * The schema of an object. A field without a value is left out of an answer, because there is no
   * spelling of "or null" that every client understands: some take one type each, some know none of
   * that name.
   *
   * @param fields such as {@code "unit string, total integer, trend object?"}; a question mark
   *     means that the field may be missing
   */
  public static ObjectNode of(String fields) {
    ObjectNode schema = Json.object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (String field : fields.split(",")) {
      String[] words = field.strip().split(" ");
      boolean optional = words[1].endsWith("?");
      if (!optional) {
        required.add(words[0]);
      }
      properties.putObject(words[0]).put("type", words[1].replace("?", ""));
    }
    return schema;
  }
}
