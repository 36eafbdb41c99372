package coach.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Structured answers as they are sent: a list of records is a table, whose first row names the
 * columns once. A column whose cells are tables is named by an object with their columns: {@code
 * {"sets":["weight","reps"]}}. In a row, null and what is missing at its end mean none or false.
 */
final class Packed {
  /** Whole numbers beyond this are not written without a fraction. */
  private static final double MOST_WHOLE = 1e15;

  /** A column; without {@code inner} ones its cells are no tables. */
  private record Column(String name, List<Column> inner) {}

  private Packed() {}

  /** The same facts without what is none, empty or, outside of settings and the like, false. */
  static ObjectNode of(ObjectNode answer) {
    ObjectNode packed = Json.object();
    for (Map.Entry<String, JsonNode> field : answer.properties()) {
      if (!isBlank(field.getValue())) {
        packed.set(field.getKey(), value(field.getValue()));
      }
    }
    return packed;
  }

  private static JsonNode value(JsonNode value) {
    if (isTable(value)) {
      List<Column> columns = columns(List.of(value));
      ArrayNode table = Json.MAPPER.createArrayNode().add(header(columns));
      return rows(value, columns, table);
    }
    if (value instanceof ObjectNode object) {
      ObjectNode packed = Json.object();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (!isNothing(field.getValue())) {
          packed.set(field.getKey(), value(field.getValue()));
        }
      }
      return packed;
    }
    return value.isArray()
        ? Json.array(Json.list(value, element -> element), Packed::value)
        : whole(value);
  }

  private static JsonNode whole(JsonNode value) {
    double number = value.isFloatingPointNumber() ? value.doubleValue() : Double.NaN;
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < MOST_WHOLE;
    return isWhole ? LongNode.valueOf((long) number) : value;
  }

  private static boolean isTable(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    for (JsonNode row : value) {
      if (!row.isObject()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || value.isContainerNode() && value.isEmpty();
  }

  private static boolean isBlank(JsonNode cell) {
    return cell == null || isNothing(cell) || cell.isBoolean() && !cell.booleanValue();
  }

  /** The columns that all these tables share; what is seldom there comes last. */
  private static List<Column> columns(List<JsonNode> tables) {
    Map<String, List<JsonNode>> cells = new LinkedHashMap<>();
    for (JsonNode table : tables) {
      for (JsonNode row : table) {
        for (Map.Entry<String, JsonNode> field : row.properties()) {
          if (!isBlank(field.getValue())) {
            cells.computeIfAbsent(field.getKey(), name -> new ArrayList<>()).add(field.getValue());
          }
        }
      }
    }
    return cells.entrySet().stream()
        .sorted(Comparator.comparingInt(column -> -column.getValue().size()))
        .map(column -> new Column(column.getKey(), inner(column.getValue())))
        .toList();
  }

  private static List<Column> inner(List<JsonNode> cells) {
    return cells.stream().allMatch(Packed::isTable) ? columns(cells) : List.of();
  }

  private static ArrayNode header(List<Column> columns) {
    return Json.array(
        columns,
        column ->
            column.inner().isEmpty()
                ? TextNode.valueOf(column.name())
                : Json.object().set(column.name(), header(column.inner())));
  }

  private static ArrayNode rows(JsonNode table, List<Column> columns, ArrayNode into) {
    for (JsonNode record : table) {
      ArrayNode row = into.addArray();
      for (Column column : columns) {
        row.add(cell(record.get(column.name()), column));
      }
      for (int last = row.size() - 1; last >= 0 && row.get(last).isNull(); last--) {
        row.remove(last);
      }
    }
    return into;
  }

  private static JsonNode cell(JsonNode cell, Column column) {
    if (isBlank(cell)) {
      return NullNode.getInstance();
    }
    return column.inner().isEmpty()
        ? value(cell)
        : rows(cell, column.inner(), Json.MAPPER.createArrayNode());
  }
}
