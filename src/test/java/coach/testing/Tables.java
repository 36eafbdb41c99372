package coach.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads structured answers as a client does: tables under a row of names become records. */
public final class Tables {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Tables() {}

  /** The same with a record for each row; what is no table stays. */
  public static JsonNode records(JsonNode value) {
    if (value.isArray() && value.path(0).isArray() && !value.path(0).isEmpty()) {
      ArrayNode records = JSON.arrayNode();
      for (int row = 1; row < value.size(); row++) {
        records.add(record(value.get(0), value.get(row)));
      }
      return records;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode whole = JSON.objectNode();
      object.properties().forEach(field -> whole.set(field.getKey(), records(field.getValue())));
      return whole;
    }
    return value;
  }

  private static ObjectNode record(JsonNode names, JsonNode row) {
    ObjectNode record = JSON.objectNode();
    for (int column = 0; column < row.size(); column++) {
      JsonNode name = names.get(column);
      JsonNode cell = row.get(column);
      if (cell.isNull()) {
        continue;
      }
      if (name.isTextual()) {
        record.set(name.textValue(), records(cell));
      } else {
        var inner = name.properties().iterator().next();
        ArrayNode table = JSON.arrayNode().add(inner.getValue());
        cell.forEach(table::add);
        record.set(inner.getKey(), records(table));
      }
    }
    return record;
  }
}
