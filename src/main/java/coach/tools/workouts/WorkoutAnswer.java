package coach.tools.workouts;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import coach.tools.records.NewRecords;
import coach.tools.records.RecordLines;
import coach.tools.sets.StoredSet;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tool that wrote a session answers: what changed, the session as it is stored now, records
 * and what looks like a slip.
 */
final class WorkoutAnswer {
  static final String OUTPUT =
      Write.OUTPUT
          + ", already_logged boolean, changes array, session object?, exercises array,"
          + " exercises_total integer, new_records array, warnings array, time_zone string,"
          + " unit string";

  private final Lifter lifter;
  private final JsonNode data;

  /** The session as shown; a preview of a new one has no id, since none will be stored. */
  private final JsonNode after;

  private WorkoutAnswer(Answer answer) {
    lifter = Lifter.of(answer.context());
    data = answer.data();
    after = data.path("after").deepCopy();
    if (Write.isPreview(data) && data.path("before").isNull()) {
      ((ObjectNode) after.get("session")).putNull("id");
    }
  }

  static ToolAnswer of(Answer answer) {
    WorkoutAnswer workout = new WorkoutAnswer(answer);
    int exercises = workout.after.path("exercises").size();
    return Budget.fit(exercises, workout::render);
  }

  private ToolAnswer render(int shown) {
    ObjectNode json = lifter.answer();
    Write.describe(json, data);
    boolean already = data.path("already_logged").booleanValue();
    json.put("already_logged", already);
    List<String> changes =
        already ? List.of() : SessionAnswer.changes(lifter, data.path("before"), after);
    changes.forEach(json.putArray("changes")::add);
    Text text = new Text();
    text.line("%s%s", Write.taken(data), headline(already, changes.isEmpty()));
    // A new session says it all below; anything else is clearer as a difference.
    boolean isNew = data.path("before").isNull() && !already;
    changes.forEach(change -> text.lineIf(!isNew || Write.isPreview(data), "* %s", change));
    after(json, text, shown);
    records(json, text, already);
    warnings(json, text);
    return new ToolAnswer(json, text.toString());
  }

  private String headline(boolean already, boolean unchanged) {
    if (already) {
      return "Already logged within the last ten minutes; nothing was added. To log it once more,"
          + " send an idempotency_key.";
    }
    if (unchanged) {
      return "Nothing changed: it was already so.";
    }
    return Write.isPreview(data)
        ? "Preview, nothing is stored yet:"
        : data.get("summary").textValue() + ". undo_last_change takes it back.";
  }

  private void after(ObjectNode json, Text text, int shown) {
    if (after.isNull()) {
      json.putNull("session").putArray("exercises");
      json.put("exercises_total", 0);
      return;
    }
    int total = after.get("exercises").size();
    SessionAnswer.add(lifter, after, 0, shown, json, text);
    if (Write.isPreview(data)) {
      // What is only previewed gets another id when it is stored.
      for (JsonNode exercise : json.get("exercises")) {
        if (before(exercise) == null) {
          ((ObjectNode) exercise).putNull("id");
        }
      }
    }
    json.put("exercises_total", total);
    text.lineIf(shown < total, "%d more exercises: get_session shows them.", total - shown);
  }

  private void records(ObjectNode json, Text text, boolean already) {
    ArrayNode records = json.putArray("new_records");
    if (already || !data.has("history")) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (NewRecords.Of record : NewRecords.read(lifter, data)) {
      ObjectNode one = RecordLines.json(lifter, record.record());
      one.remove("session");
      records.add(one.put("exercise", record.exercise()));
      lines.add(NewRecords.line(lifter, record));
    }
    text.lineIf(!lines.isEmpty(), "New records: %s.", String.join("; ", lines));
  }

  private void warnings(ObjectNode json, Text text) {
    ArrayNode warnings = json.putArray("warnings");
    for (JsonNode exercise : after.path("exercises")) {
      JsonNode history = data.path("history").path(exercise.path("exercise_id").asText(""));
      if (!history.isMissingNode() && isTouched(exercise)) {
        load(exercise, history).forEach(warnings::add);
      }
    }
    for (JsonNode other : data.path("beside")) {
      warnings.add(
          "The session of %s \"%s\" (%s) %s."
              .formatted(
                  other.get("started_at").asText(),
                  other.path("day").asText("Workout"),
                  other.get("id").textValue(),
                  other.get("open").booleanValue() ? "is still open" : "is at the same time"));
    }
    warnings.forEach(warning -> text.line("Warning: %s", warning.textValue()));
  }

  private boolean isTouched(JsonNode exercise) {
    return !exercise.equals(before(exercise));
  }

  /** The same exercise of the session before the write, or null. */
  private JsonNode before(JsonNode exercise) {
    for (JsonNode before : data.path("before").path("exercises")) {
      if (before.get("id").equals(exercise.get("id"))) {
        return before;
      }
    }
    return null;
  }

  private List<String> load(JsonNode exercise, JsonNode history) {
    int top = NewRecords.top(exercise);
    int last = history.get("last_g").intValue();
    String name = exercise.get("name").textValue();
    if (Unit.isSlip(top, last)) {
      return List.of(
          "%s was %s the session before and is %s now. If another unit was meant, correct it with edit_workout."
              .formatted(name, NewRecords.weight(lifter, last), NewRecords.weight(lifter, top)));
    }
    JsonNode sets = exercise.get("sets");
    boolean isAssisted = !sets.isEmpty() && new StoredSet(sets.get(0)).isAssisted();
    if (top == 0 && last > 0 && !isAssisted) {
      return List.of(
          "%s has no weight now and had %s the session before. If that was forgotten, add it with edit_workout."
              .formatted(name, NewRecords.weight(lifter, last)));
    }
    return List.of();
  }
}
