package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * One argument of a tool: its meaning, its bounds and what it is when left out.
 *
 * @param description null for the elements of a list, which its own description covers
 * @param min smallest number, shortest text or fewest elements; null for none
 * @param max largest number, longest text or most elements; null for none
 * @param fallback used when the argument is absent; null means that there is no value
 * @param choices the allowed texts; empty for any
 * @param fields what an object holds, or, for a list, its one element
 * @param sample shown to models; null for none
 */
public record Param(
    String name,
    Kind kind,
    String description,
    boolean mandatory,
    Double min,
    Double max,
    JsonNode fallback,
    List<String> choices,
    List<Param> fields,
    JsonNode sample) {
  /** What JSON an argument is made of. */
  public enum Kind {
    TEXT("string"),
    INTEGER("integer"),
    NUMBER("number"),
    FLAG("boolean"),
    /** A local date, {@code yyyy-MM-dd}. */
    DATE("string"),
    LIST("array"),
    OBJECT("object");

    private final String jsonType;

    Kind(String jsonType) {
      this.jsonType = jsonType;
    }

    public String jsonType() {
      return jsonType;
    }
  }

  /** The description of an argument that is taken and not listed: another one does the same. */
  public static final String UNLISTED = "Another argument does the same.";

  /** In a description, before the tool or argument where the same choices are listed. */
  static final String AS_IN = ", as in ";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  public Param {
    choices = List.copyOf(choices);
    fields = List.copyOf(fields);
  }

  private static Param of(String name, Kind kind, String description, Double min, Double max) {
    return new Param(name, kind, description, false, min, max, null, List.of(), List.of(), null);
  }

  private Param holding(List<String> choices, List<Param> fields) {
    return new Param(
        name, kind, description, mandatory, min, max, fallback, choices, fields, sample);
  }

  public static Param text(String name, String description, int maxLength) {
    return of(name, Kind.TEXT, description, 1.0, (double) maxLength);
  }

  public static Param integer(String name, String description, int min, int max) {
    return of(name, Kind.INTEGER, description, (double) min, (double) max);
  }

  public static Param number(String name, String description, double min, double max) {
    return of(name, Kind.NUMBER, description, min, max);
  }

  public static Param flag(String name, String description) {
    return of(name, Kind.FLAG, description, null, null);
  }

  public static Param date(String name, String description) {
    return of(name, Kind.DATE, description, null, null);
  }

  public static Param choice(String name, String description, List<String> choices) {
    return of(name, Kind.TEXT, description, null, null).holding(choices, List.of());
  }

  public static Param list(String name, String description, int maxElements, Param element) {
    return of(name, Kind.LIST, description, 0.0, (double) maxElements)
        .holding(List.of(), List.of(element));
  }

  /** A list of objects with these fields. */
  public static Param list(String name, String description, int most, List<Param> fields) {
    return list(name, description, most, object(name, null, fields));
  }

  /** A list of texts. */
  public static Param texts(String name, String description, int most, int maxLength) {
    return list(name, description, most, text(name, null, maxLength));
  }

  /** A list of some of these texts. */
  public static Param choices(String name, String description, int most, List<String> choices) {
    return list(name, description, most, choice(name, null, choices));
  }

  public static Param object(String name, String description, List<Param> fields) {
    return of(name, Kind.OBJECT, description, null, null).holding(List.of(), fields);
  }

  /** The same argument, which the caller must send. */
  public Param required() {
    return new Param(name, kind, description, true, min, max, fallback, choices, fields, sample);
  }

  /** The same argument with a value for when it is left out. */
  public Param defaultsTo(Object value) {
    return new Param(
        name, kind, description, mandatory, min, max, node(value), choices, fields, sample);
  }

  /** The same argument with an example for models. */
  public Param example(Object value) {
    return new Param(
        name, kind, description, mandatory, min, max, fallback, choices, fields, node(value));
  }

  /** The same argument, described as it is meant in one tool. */
  public Param describedAs(String words) {
    return new Param(name, kind, words, mandatory, min, max, fallback, choices, fields, sample);
  }

  private static JsonNode node(Object value) {
    // The mapper would look at classes by reflection, which every start would pay for.
    if (value instanceof String text) {
      return TextNode.valueOf(text);
    }
    if (value instanceof Integer number) {
      return IntNode.valueOf(number);
    }
    if (value instanceof Boolean flag) {
      return BooleanNode.valueOf(flag);
    }
    if (value instanceof JsonNode json) {
      return json;
    }
    return value instanceof List<?> list
        ? Json.array(list, Param::node)
        : Json.MAPPER.valueToTree(value);
  }

  /** The JSON schema of this argument alone. */
  public ObjectNode schema() {
    ObjectNode schema = kind == Kind.OBJECT ? objectSchema(fields) : JSON.objectNode();
    schema.remove("additionalProperties");
    schema.put("type", kind.jsonType());
    if (description != null && !description.isEmpty()) {
      schema.put("description", description);
    }
    if (kind == Kind.DATE) {
      schema.put("format", "date");
    }
    if (kind == Kind.LIST) {
      ObjectNode item = fields.get(0).schema();
      item.remove("maxLength");
      if (isListedElsewhere()) {
        item.remove("enum");
      }
      schema.set("items", item);
    }
    bounds(schema);
    if (!choices.isEmpty() && !isListedElsewhere()) {
      choices.forEach(schema.putArray("enum")::add);
    }
    if (fallback != null && !fallback.equals(BooleanNode.FALSE)) {
      schema.set("default", fallback);
    }
    if (sample != null && mandatory) {
      schema.putArray("examples").add(sample);
    }
    return schema;
  }

  private boolean isListedElsewhere() {
    return description != null && description.contains(AS_IN);
  }

  private void bounds(ObjectNode schema) {
    String[] words =
        switch (kind) {
          case TEXT -> new String[] {"minLength", "maxLength"};
          case LIST -> new String[] {"minItems", "maxItems"};
          default -> new String[] {"minimum", "maximum"};
        };
    put(schema, words[0], min);
    put(schema, words[1], max);
  }

  private static void put(ObjectNode schema, String word, Double bound) {
    // What a model would not send anyway is checked, but not listed.
    if (bound == null || word.equals("minLength") || (bound == 0 && word.startsWith("min"))) {
      return;
    }
    if (bound == Math.rint(bound)) {
      schema.put(word, bound.longValue());
    } else {
      schema.put(word, bound);
    }
  }

  /** The JSON schema of an object with these fields and no others. */
  static ObjectNode objectSchema(List<Param> fields) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Param field : fields) {
      if (UNLISTED.equals(field.description())) {
        continue;
      }
      properties.set(field.name(), field.schema());
      if (field.mandatory()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
