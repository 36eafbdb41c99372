package coach.tools.workouts;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.sets.SetLine;
import coach.tools.sets.StoredSet;
import coach.training.LiftTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One session with every stored detail, as {@code coach.session_view} answers it. */
final class SessionAnswer {
  private SessionAnswer() {}

  /** Adds the session and its exercises {@code from} to before {@code to}, as JSON and text. */
  static void add(Lifter lifter, JsonNode view, int from, int to, ObjectNode json, Text text) {
    JsonNode session = view.get("session");
    json.set("session", shown(session));
    ArrayNode exercises = json.putArray("exercises");
    text.line("%s", headline(session));
    text.line("Weights in %s, times in %s.", lifter.unit().symbol(), lifter.context().zone());
    text.lineIf(isDeload(view), "A deload, left out of trends and next weights.");
    text.lineIf(!session.get("note").isNull(), "Note: %s", Named.note(session.get("note")));
    for (int index = from; index < to; index++) {
      ObjectNode exercise = exercise(lifter, view.get("exercises").get(index));
      exercises.add(exercise);
      text.line("- %s", line(exercise));
    }
  }

  /** Without what is as it mostly is: a known time, and an end. */
  private static ObjectNode shown(JsonNode session) {
    ObjectNode shown = session.deepCopy();
    if (shown.get("time_known").booleanValue()) {
      shown.remove("time_known");
    }
    return shown.get("in_progress").booleanValue() ? shown : shown.without("in_progress");
  }

  /** {@code 2026-01-31 18:30 "Push" of "Upper Lower", 45 min (id)}. */
  static String headline(JsonNode session) {
    boolean timed =
        session.get("time_known").booleanValue() && session.get("started_at").isTextual();
    String start = timed ? " " + session.get("started_at").textValue().substring(11) : "";
    String plan = session.get("plan").isNull() ? "" : " of " + Named.of(session.get("plan"), "");
    String minutes =
        session.get("minutes").isNull() ? "" : ", " + session.get("minutes").asText() + " min";
    String progress = session.get("in_progress").booleanValue() ? ", in progress" : "";
    String id = session.get("id").isNull() ? "" : " (" + session.get("id").textValue() + ")";
    return session.get("date").textValue()
        + start
        + "  "
        + Named.of(session.path("day"), "Workout")
        + plan
        + minutes
        + progress
        + id;
  }

  private static ObjectNode exercise(Lifter lifter, JsonNode row) {
    // Tools take exercises by their names, so the ids of the database stay there.
    ObjectNode exercise = row.deepCopy();
    exercise.remove(List.of("id", "exercise_id", "written_name"));
    ArrayNode sets = Json.MAPPER.createArrayNode();
    row.get("sets").forEach(set -> sets.add(new StoredSet(set).json(lifter)));
    exercise.set("sets", sets);
    if (exercise.get("planned") instanceof ObjectNode planned) {
      JsonNode grams = planned.remove("weight_g");
      planned.put("weight", grams.isNumber() ? lifter.weight(grams.doubleValue()) : null);
    }
    return exercise;
  }

  /** "planned 3 x 5 at 80, never performed". */
  private static String planned(JsonNode planned) {
    List<String> reps = Json.texts(planned.get("reps"));
    if (reps.isEmpty()) {
      return "planned, never performed";
    }
    boolean equal = reps.stream().distinct().count() == 1;
    return "planned %s%s, never performed"
        .formatted(
            equal ? reps.size() + " x " + reps.get(0) : String.join("/", reps),
            planned.get("weight").asDouble(0) > 0
                ? " at " + SetLine.number(planned, "weight")
                : "");
  }

  /** An exercise of the view as one line, with its rests and notes. */
  static String line(Lifter lifter, JsonNode row) {
    return line(exercise(lifter, row));
  }

  private static String line(JsonNode exercise) {
    boolean movesBody = LiftTable.bodyShare(exercise.get("name").textValue()) > 0;
    List<String> sets = Json.list(exercise.get("sets"), set -> SetLine.text(set, movesBody));
    String superset = exercise.path("superset").asText("");
    return "%s%s: %s%s%s"
        .formatted(
            Named.exercise(exercise.get("name").textValue()),
            superset.isEmpty() || superset.equals("null")
                ? ""
                : " [superset " + Shown.quoted(superset, 20) + "]",
            exercise.get("draft").booleanValue()
                ? planned(exercise.get("planned"))
                : String.join(", ", SetLine.folded(sets)),
            rests(exercise.get("sets")),
            Named.noted(exercise.get("note")));
  }

  /** ", rest 90 s" where all known rests agree, else each of them. */
  private static String rests(JsonNode sets) {
    List<String> rests = Json.list(sets, set -> set.path("rest_seconds").asText("-"));
    Set<String> different = new LinkedHashSet<>(rests);
    if (different.isEmpty() || different.equals(Set.of("-"))) {
      return "";
    }
    return ", rest "
        + (different.size() == 1 ? rests.get(0) : rests.stream().collect(Collectors.joining("/")))
        + " s";
  }

  private static final Map<String, String> FIELDS = fields();

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("started_at", "start");
    fields.put("completed_at", "end");
    fields.put("day", "day");
    fields.put("plan", "plan");
    fields.put("note", "note");
    return fields;
  }

  /** The difference between two views, a line each; null before the first or after the last. */
  static List<String> changes(Lifter lifter, JsonNode before, JsonNode after) {
    List<String> lines = new ArrayList<>();
    boolean isNew = before == null || before.isNull();
    boolean isGone = after == null || after.isNull();
    if (isNew || isGone) {
      JsonNode session = (isNew ? after : before).get("session");
      lines.add((isNew ? "new session " : "removed session ") + headline(session));
    } else {
      sessionFields(before, after, lines);
    }
    Map<String, JsonNode> old = isNew ? Map.of() : byId(before);
    Map<String, JsonNode> now = isGone ? Map.of() : byId(after);
    now.forEach(
        (id, exercise) -> {
          String line = line(lifter, exercise);
          String was = old.containsKey(id) ? line(lifter, old.get(id)) : null;
          if (was == null) {
            lines.add("added " + line);
          } else if (!was.equals(line)) {
            lines.add("changed " + was + " -> " + line);
          }
        });
    old.forEach(
        (id, exercise) -> {
          if (!now.containsKey(id)) {
            lines.add("removed " + line(lifter, exercise));
          }
        });
    return lines;
  }

  /** What taking a change back did to a session or to the settings, a line each. */
  static List<String> reverse(Lifter lifter, JsonNode undone) {
    JsonNode was = undone.path("was");
    JsonNode is = undone.path("is");
    if ((was.isObject() ? was : is).has("exercises")) {
      return changes(lifter, was, is);
    }
    Set<String> names = new TreeSet<>();
    was.fieldNames().forEachRemaining(names::add);
    is.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> was.path(name).equals(is.path(name)));
    return names.stream()
        .map(
            name -> "%s: %s -> %s".formatted(name, setting(was.path(name)), setting(is.path(name))))
        .toList();
  }

  private static String setting(JsonNode value) {
    return value.isMissingNode()
        ? "default"
        : Shown.cut(value.isValueNode() ? value.asText() : value.toString(), 200);
  }

  private static void sessionFields(JsonNode was, JsonNode is, List<String> lines) {
    JsonNode before = was.get("session");
    JsonNode after = is.get("session");
    FIELDS.forEach(
        (field, label) -> {
          if (!before.get(field).equals(after.get(field))) {
            lines.add("%s: %s -> %s".formatted(label, shown(field, before), shown(field, after)));
          }
        });
    if (before.get("in_progress").booleanValue() && !after.get("in_progress").booleanValue()) {
      lines.add("ended");
    }
    if (isDeload(was) != isDeload(is)) {
      lines.add(isDeload(is) ? "marked as a deload" : "no deload any more");
    }
  }

  private static boolean isDeload(JsonNode view) {
    return view.get("exercises").path(0).path("deload").booleanValue();
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
