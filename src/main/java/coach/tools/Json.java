package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The one JSON configuration of the tools: snake_case names, no surprises. */
public final class Json {
  /** Thread-safe once built, and never reconfigured. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What becomes of each of them, as an array. */
  public static <T> ArrayNode array(Collection<T> all, Function<T, ? extends JsonNode> shape) {
    return MAPPER.createArrayNode().addAll(all.stream().map(shape).toList());
  }

  /** Their texts as an array. */
  public static ArrayNode array(Collection<?> texts) {
    return array(texts, text -> TextNode.valueOf(text.toString()));
  }

  /** What becomes of each element of an array; nothing of what is no array. */
  public static <T> List<T> list(JsonNode array, Function<JsonNode, T> shape) {
    List<T> list = new ArrayList<>();
    array.forEach(element -> list.add(shape.apply(element)));
    return list;
  }

  /** A day as the database writes it; Java's own parser takes a format apart for every set. */
  public static LocalDate day(JsonNode date) {
    String text = date.textValue();
    return text.length() == 10
        ? LocalDate.of(
            Integer.parseInt(text, 0, 4, 10),
            Integer.parseInt(text, 5, 7, 10),
            Integer.parseInt(text, 8, 10, 10))
        : LocalDate.parse(text);
  }

  /** The texts of an array; none of what is no array. */
  public static List<String> texts(JsonNode array) {
    return list(array, JsonNode::asText);
  }

  /** The texts of an array in one line. */
  public static String join(JsonNode array) {
    return String.join(", ", texts(array));
  }
}
