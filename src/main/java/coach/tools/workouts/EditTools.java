package coach.tools.workouts;

import coach.tools.Arguments;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Moments;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import coach.tools.Write.Confirmation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Correcting and deleting logged workouts, and the way back from every change. */
public final class EditTools {
  private static final List<String> CLEARABLE =
      List.of(
          ("rpe rest_seconds assistance body_weight duration_s distance_m note superset")
              .split(" "));

  /** Changes that are about the session itself and not about one of its exercises. */
  private static final Set<String> OF_SESSION =
      Set.of("started_at", "ended_at", "plan_day", "name", "deload", "note", "clear");

  private EditTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "edit_workout",
            "Edit workout",
            "Corrects a logged session: one set (set), every work set of an exercise (no set), or,"
                + " without exercise, the session's own time, day, deload or note. \"No, the last one was"
                + " 80\" is set -1 with change.weight 80. Add sets with log_workout append.",
            Effect.DESTROY,
            Write.params(
                SessionTools.selector().defaultsTo("last"),
                Param.text(
                    "exercise", "Exercise, name or id; leave out where there is only one.", 200),
                Param.integer("set", "Number of the set: 1 is the first, -1 the last.", -200, 200),
                Param.object("change", "What to change.", change())
                    .required()
                    .example(Json.object().put("weight", 80)),
                WorkoutArguments.unit()),
            Output.of(WorkoutAnswer.OUTPUT),
            EditTools::edit),
        new Tool(
            "delete_workout",
            "Delete workout",
            "Deletes one logged session with all its sets; undo_last_change brings it back. Name it"
                + " by id. Where the client can show a form, coach asks the lifter; elsewhere ask"
                + " first.",
            Effect.DESTROY,
            Write.params(SessionTools.selector().required()),
            Output.of(WorkoutAnswer.OUTPUT),
            EditTools::delete),
        new Tool(
            "undo_last_change",
            "Undo last change",
            "Takes back the last change made through coach in 30 days and says what that was; again,"
                + " the one before. One older than an hour, or of another client, wants change."
                + " dry_run lists the last ten.",
            Effect.DESTROY,
            Write.params(
                Param.integer(
                    "change", "Number of the change; default the last.", 1, Integer.MAX_VALUE)),
            Output.of(
                Write.OUTPUT
                    + ", undone object, changes array, recent array?, touched array, touched_total integer, time_zone string,"
                    + " unit string"),
            EditTools::undo));
  }

  private static List<Param> change() {
    List<Param> fields = new ArrayList<>(WorkoutArguments.set());
    fields.replaceAll(
        field ->
            field.name().equals("type")
                ? field.describedAs("Kind of set, as in log_workout.")
                : field);
    fields.add(Param.text("exercise", "Move these sets to this exercise.", 200));
    fields.add(Param.text("superset", "Same word on every exercise of a superset.", 20));
    fields.add(
        Param.text("note", "Note on the set, exercise or session.", WorkoutArguments.MOST_NOTE));
    fields.add(Param.flag("remove", "Remove the set, or the exercise."));
    fields.add(Moments.param("started_at", "New start; a date alone keeps the time of day."));
    fields.add(Moments.param("ended_at", "New end; a time alone will do."));
    fields.add(Param.text("plan_day", "Day of a plan, name or id.", 200));
    fields.add(Param.text("name", "Title, for a workout outside any plan.", 100));
    fields.add(Param.flag("deload", "Easy on purpose, or (false) not."));
    fields.add(Param.choices("clear", "Fields to empty.", CLEARABLE.size(), CLEARABLE));
    return fields;
  }

  private static ToolAnswer edit(ToolCall call) {
    ObjectNode body = Write.body(call);
    Arguments arguments = call.arguments();
    SessionTools.selected(arguments.text("session"));
    ObjectNode change = (ObjectNode) body.get("change");
    List<String> sent = new ArrayList<>();
    change.deepCopy().removeNulls().fieldNames().forEachRemaining(sent::add);
    refuseContradictions(arguments, change, sent);
    for (String field : List.of("started_at", "ended_at")) {
      change.put(
          field,
          Moments.read(
              "change." + field, change.path(field).textValue(), field.equals("ended_at")));
    }
    boolean losesExercise = change.path("remove").booleanValue() && !arguments.has("set");
    return losesExercise
        ? confirmation("Remove this exercise?", "Nothing was removed").write(call, body)
        : WorkoutAnswer.of(Write.run(call, body));
  }

  private static Confirmation confirmation(String question, String nothing) {
    return new Confirmation(question, nothing, EditTools::lost, WorkoutAnswer::of);
  }

  /** What a preview says would be removed, as it reads before it has happened. */
  private static List<String> lost(ToolAnswer preview) {
    List<String> lost = new ArrayList<>();
    for (JsonNode change : preview.structured().get("changes")) {
      String unit =
          lost.isEmpty() ? ", weights in " + preview.structured().get("unit").asText() : "";
      lost.add(change.textValue().replaceFirst("^removed (session )?", "") + unit);
    }
    return lost;
  }

  private static void refuseContradictions(
      Arguments arguments, ObjectNode change, List<String> sent) {
    ToolError.when(
        sent.isEmpty(), "change is empty. Send what to change, such as {\"weight\": 80}.");
    WorkoutArguments.refuseTwoLoads("change", change);
    boolean hasSet = arguments.has("set");
    ToolError.when(
        hasSet && arguments.integer("set") == 0,
        "set is 0. Send 1 for the first, or -1 for the last.");
    boolean ofExercise = arguments.has("exercise") || hasSet;
    sent.forEach(field -> refuseMisplaced(field, ofExercise, hasSet));
    ToolError.when(
        change.path("remove").booleanValue() && sent.size() > 1,
        "change has remove and something else. Send one of them.");
    ToolError.when(
        !ofExercise && change.path("remove").booleanValue(),
        "change.remove needs exercise, and set for one set. A whole session goes with"
            + " delete_workout.");
  }

  private static void refuseMisplaced(String field, boolean ofExercise, boolean hasSet) {
    ToolError.when(
        hasSet && (field.equals("exercise") || field.equals("superset")),
        "change.%s is about a whole exercise. Leave set out.",
        field);
    ToolError.when(
        ofExercise && OF_SESSION.contains(field) && !field.equals("note") && !field.equals("clear"),
        "change.%s is about the session. Leave exercise and set out.",
        field);
  }

  private static ToolAnswer delete(ToolCall call) {
    SessionTools.selected(call.arguments().text("session"));
    return confirmation("Delete this workout?", "Nothing was deleted")
        .write(call, Write.body(call));
  }

  private static ToolAnswer undo(ToolCall call) {
    // Nothing takes back what was taken back.
    Confirmation confirmation =
        new Confirmation(
            "Take back the last change?",
            "Nothing was taken back",
            preview -> List.of(preview.text().split("\n")),
            answer -> Budget.fit(UndoAnswer.MOST, shown -> UndoAnswer.write(answer, shown)));
    return confirmation.write(call, Write.body(call));
  }
}
