package coach.tools.workouts;

import coach.tools.Named;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The difference between two states of a session, one line each. */
final class SessionChange {
  private static final Map<String, String> FIELDS = fields();

  private SessionChange() {}

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("started_at", "start");
    fields.put("completed_at", "end");
    fields.put("day", "day");
    fields.put("plan", "plan");
    fields.put("note", "note");
    return fields;
  }

  /**
   * @param before the view of the session, or null where it is new
   * @param after the view of the session, or null where it is gone
   */
  static List<String> lines(Lifter lifter, JsonNode before, JsonNode after) {
    List<String> lines = new ArrayList<>();
    boolean isNew = before == null || before.isNull();
    boolean isGone = after == null || after.isNull();
    if (isNew || isGone) {
      JsonNode session = (isNew ? after : before).get("session");
      lines.add((isNew ? "new session " : "removed session ") + SessionAnswer.headline(session));
    } else {
      sessionFields(before.get("session"), after.get("session"), lines);
    }
    Map<String, JsonNode> old = isNew ? Map.of() : byId(before);
    Map<String, JsonNode> now = isGone ? Map.of() : byId(after);
    now.forEach(
        (id, exercise) -> {
          String line = SessionAnswer.line(lifter, exercise);
          String was = old.containsKey(id) ? SessionAnswer.line(lifter, old.get(id)) : null;
          if (was == null) {
            lines.add("added " + line);
          } else if (!was.equals(line)) {
            lines.add("changed " + was + " -> " + line);
          }
        });
    old.forEach(
        (id, exercise) -> {
          if (!now.containsKey(id)) {
            lines.add("removed " + SessionAnswer.line(lifter, exercise));
          }
        });
    return lines;
  }

  private static void sessionFields(JsonNode before, JsonNode after, List<String> lines) {
    FIELDS.forEach(
        (field, label) -> {
          if (!before.get(field).equals(after.get(field))) {
            lines.add("%s: %s -> %s".formatted(label, shown(field, before), shown(field, after)));
          }
        });
    if (before.get("in_progress").booleanValue() && !after.get("in_progress").booleanValue()) {
      lines.add("ended");
    }
  }

  private static String shown(String field, JsonNode session) {
    JsonNode value = session.get(field);
    boolean isMoment = field.endsWith("_at");
    return value.isNull() ? "none" : isMoment ? value.asText() : Named.note(value);
  }

  private static Map<String, JsonNode> byId(JsonNode view) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    view.get("exercises").forEach(exercise -> byId.put(exercise.get("id").textValue(), exercise));
    return byId;
  }
}
