package coach.tools.workouts;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Named;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.Write;
import coach.tools.lifter.Lifter;
import coach.tools.records.NewRecords;
import coach.tools.records.RecordLines;
import coach.tools.sets.StoredSet;
import coach.training.DigitSlips;
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
    return Budget.fit(workout.mostRows() + 1, rows -> workout.render(rows - 1));
  }

  /** At least as many as each list of the answer has. */
  private int mostRows() {
    int before = data.path("before").path("exercises").size();
    return before + 2 * after.path("exercises").size() + data.path("beside").size() + 10;
  }

  /** Lists with their first {@code most} rows. Without any, of the note only the beginning. */
  private ToolAnswer render(int most) {
    if (most == 0 && after.path("session").path("note").isTextual()) {
      ((ObjectNode) after.get("session")).put("note", Named.note(after.at("/session/note")));
    }
    ObjectNode json = lifter.answer();
    Write.describe(json, data);
    boolean already = data.path("already_logged").booleanValue();
    json.put("already_logged", already);
    List<String> changes =
        already ? List.of() : SessionAnswer.changes(lifter, data.path("before"), after);
    ArrayNode shown = json.putArray("changes");
    Text text = new Text();
    text.line("%s%s", Write.taken(data), headline(already, changes.isEmpty()));
    // A new session says it all below; anything else is clearer as a difference.
    boolean isNew = data.path("before").isNull() && !already;
    if (!isNew || Write.isPreview(data)) {
      changes.stream().limit(most).forEach(shown::add);
      shown.forEach(change -> text.line("* %s", change.textValue()));
      more(text, changes.size() - most, "changes");
    }
    after(json, text, most);
    records(json, text, already, most);
    warnings(json, text, most);
    return new ToolAnswer(json, text.toString());
  }

  private static void more(Text text, int left, String what) {
    text.lineIf(left > 0, "... and %d more %s", left, what);
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

  private void after(ObjectNode json, Text text, int most) {
    if (after.isNull()) {
      json.putNull("session").putArray("exercises");
      json.put("exercises_total", 0);
      return;
    }
    int total = after.get("exercises").size();
    SessionAnswer.add(lifter, after, 0, Math.min(most, total), json, text);
    json.put("exercises_total", total);
    more(text, total - most, "exercises: get_session shows them.");
  }

  private void records(ObjectNode json, Text text, boolean already, int most) {
    ArrayNode records = json.putArray("new_records");
    if (already || !data.has("history")) {
      return;
    }
    List<String> lines = new ArrayList<>();
    List<NewRecords.Of> all = NewRecords.read(lifter, data);
    for (NewRecords.Of record : all.subList(0, Math.min(most, all.size()))) {
      ObjectNode one = RecordLines.json(lifter, record.record());
      records.add(one.put("exercise", record.exercise()));
      lines.add(NewRecords.line(lifter, record));
    }
    text.lineIf(!lines.isEmpty(), "New records: %s.", String.join("; ", lines));
    more(text, all.size() - most, "new records");
  }

  private void warnings(ObjectNode json, Text text, int most) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode exercise : after.path("exercises")) {
      JsonNode history = data.path("history").path(exercise.path("exercise_id").asText(""));
      // What is only planned yet has no load to compare.
      boolean isDone = !exercise.path("draft").booleanValue() && !exercise.path("sets").isEmpty();
      if (isDone && !history.isMissingNode() && isTouched(exercise)) {
        load(exercise, history).forEach(warnings::add);
      }
    }
    for (JsonNode first : data.path("first_time")) {
      warnings.add(
          "%s is new in this log, and %s is not. If that was meant, send edit_workout with change.exercise."
              .formatted(
                  Named.exercise(first.get("exercise").textValue()),
                  Named.exercise(first.get("own").textValue())));
    }
    for (JsonNode other : data.path("beside")) {
      warnings.add(
          "The session of %s %s (%s) %s."
              .formatted(
                  other.get("started_at").asText(),
                  Named.of(other.path("day"), "Workout"),
                  other.get("id").textValue(),
                  other.get("open").booleanValue() ? "is still open" : "is at the same time"));
    }
    warnings.stream().limit(most).forEach(json.putArray("warnings")::add);
    warnings.stream().limit(most).forEach(warning -> text.line("Warning: %s", warning));
    more(text, warnings.size() - most, "warnings");
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
    String name = Named.exercise(exercise.get("name").textValue());
    if (Unit.isSlip(top, last)) {
      return List.of(
          "%s was %s the session before and is %s now. If another unit was meant, correct it with edit_workout."
              .formatted(name, NewRecords.weight(lifter, last), NewRecords.weight(lifter, top)));
    }
    boolean beyond = DigitSlips.isSlip(top, last);
    if (beyond || DigitSlips.isSlip(last, top)) {
      return List.of(
          "%s was %s the session before and is %s now. If a digit is wrong, correct it with edit_workout%s."
              .formatted(
                  name,
                  NewRecords.weight(lifter, last),
                  NewRecords.weight(lifter, top),
                  beyond ? "; until then records, trends and next weights leave it out" : ""));
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
