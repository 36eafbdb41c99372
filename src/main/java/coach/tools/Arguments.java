package coach.tools;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments of one call after validation: every value is of its kind and within its bounds. */
public final class Arguments {
  private final ObjectNode values;

  private Arguments(ObjectNode values) {
    this.values = values;
  }

  /**
   * Validates what a caller sent.
   *
   * @param sent an object, or JSON null for no arguments
   * @throws ToolError naming the field, the value and what to send
   */
  public static Arguments read(List<Param> params, JsonNode sent) {
    ObjectNode none = Json.object();
    JsonNode object = sent == null || sent.isNull() ? none : sent;
    return new Arguments(Validation.object("", params, object));
  }

  public boolean has(String name) {
    return values.hasNonNull(name);
  }

  /** True where a note was longer than its limit, and only its beginning is kept. */
  boolean isNoteCut() {
    return values.findValuesAsText("note").stream().anyMatch(n -> n.endsWith(Validation.CUT));
  }

  /** The text, or null where it was left out. */
  public String text(String name) {
    return has(name) ? values.get(name).textValue() : null;
  }

  /** The whole number; only for required arguments and those with a fallback. */
  public int integer(String name) {
    return values.get(name).intValue();
  }

  /** The number, or null where it was left out. */
  public Double number(String name) {
    return has(name) ? values.get(name).doubleValue() : null;
  }

  /** The flag; false where it was left out. */
  public boolean flag(String name) {
    return has(name) && values.get(name).booleanValue();
  }

  /** The date, or null where it was left out. */
  public LocalDate date(String name) {
    return has(name) ? LocalDate.parse(values.get(name).textValue()) : null;
  }

  /** The same with another text at a path such as {@code exercises[1].exercise}. */
  Arguments with(String path, String text) {
    ObjectNode changed = values.deepCopy();
    JsonPointer place =
        JsonPointer.compile("/" + path.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/'));
    ((ObjectNode) changed.at(place.head())).put(place.last().getMatchingProperty(), text);
    return new Arguments(changed);
  }

  /** The whole validated object, fallbacks filled in. */
  public ObjectNode json() {
    return values.deepCopy();
  }

  /** Every argument as a statement takes it: scalars as text, lists and objects as JSON. */
  public Map<String, String> values() {
    Map<String, String> rendered = new LinkedHashMap<>();
    for (var field : values.properties()) {
      JsonNode value = field.getValue();
      String text = value.isValueNode() ? value.asText() : value.toString();
      rendered.put(field.getKey(), value.isNull() ? null : text);
    }
    return rendered;
  }
}
