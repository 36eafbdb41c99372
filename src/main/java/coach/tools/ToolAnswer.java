package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The same facts twice: for programs, and for a model that is shown only text. */
public final class ToolAnswer {
  private final ObjectNode structured;
  private final String text;
  private final ObjectNode packed;

  /**
   * Leaves out what has no value, as {@link Output} promises, and shows what would be unseen.
   *
   * @param structured conforms to the tool's output schema
   * @param text lines and small tables, never the JSON again
   */
  public ToolAnswer(ObjectNode structured, String text) {
    ObjectNode valued = Json.object();
    for (var field : structured.properties()) {
      if (!field.getValue().isNull()) {
        valued.set(field.getKey(), shown(field.getValue()));
      }
    }
    this.structured = valued;
    this.text = Shown.text(text);
    packed = Packed.of(valued);
  }

  public ObjectNode structured() {
    return structured;
  }

  public String text() {
    return text;
  }

  /** The structured answer as it is sent: lists of records are tables under a row of names. */
  public ObjectNode packed() {
    return packed;
  }

  private static JsonNode shown(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(shown(field.getValue())));
    } else if (value instanceof ArrayNode array) {
      for (int place = 0; place < array.size(); place++) {
        array.set(place, shown(array.get(place)));
      }
    } else if (value.isTextual()) {
      String words = Shown.text(value.textValue());
      return words.equals(value.textValue()) ? value : TextNode.valueOf(words);
    }
    return value;
  }
}
