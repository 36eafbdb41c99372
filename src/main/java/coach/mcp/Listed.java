package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Schemas as {@code tools/list} shows them: without what every tool has and without limits that a
 * model keeps anyway. Arguments are checked against the whole schema.
 */
final class Listed {
  /** What the server's instructions say of all answers, and what many answers have in common. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "unit",
          "time_zone",
          "since",
          "to",
          "one_rm_formula",
          "left_out",
          "change",
          "dry_run",
          "taken_for",
          "next_cursor",
          "total",
          "exercise",
          "exercises_total",
          "changes",
          "already_logged",
          "warnings");

  private static final List<String> LIMITS =
      List.of("minimum", "maximum", "maxLength", "maxItems", "additionalProperties");

  private Listed() {}

  /** Limits stand at the numbers and lists that a caller sends first, not inside of lists. */
  static ObjectNode input(ObjectNode schema) {
    ObjectNode listed = schema.deepCopy();
    listed.remove("additionalProperties");
    for (JsonNode property : listed.path("properties")) {
      ((ObjectNode) property).remove("maxLength");
      without(property.path("items"));
      property.path("properties").forEach(Listed::without);
    }
    return listed;
  }

  private static void without(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(LIMITS);
      without(object.path("items"));
      object.path("properties").forEach(Listed::without);
    }
  }

  /** Nothing is required: what is none, empty or false is not sent. */
  static ObjectNode output(ObjectNode schema) {
    ObjectNode listed = schema.deepCopy();
    listed.remove("required");
    if (listed.get("properties") instanceof ObjectNode properties) {
      properties.remove(EVERYWHERE);
    }
    return listed;
  }
}
