package coach.tools.exercises;

import coach.Shown;
import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Exercises of the lifter's own, for what the catalogue lacks. */
public final class OwnExerciseTools {
  private static final int MOST_MUSCLES = 6;
  private static final int MOST_SHOWN = 300;
  private static final List<String> FIELDS =
      List.of(
          ("name, primary_muscles, secondary_muscles, equipment, category, level, mechanic, force,"
                  + " aliases, description")
              .split(", "));

  private OwnExerciseTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "create_exercise",
            "Create exercise",
            "Adds an exercise of the lifter's own (name and primary_muscles); with exercise,"
                + " changes theirs, merges or removes it. A name nearly another's is refused.",
            Effect.WRITE,
            Write.params(
                Param.text("exercise", "Own one to change.", 200),
                Param.text("merge_into", "Exercise that gets its sets.", 200),
                Param.flag("remove", "Remove it if unused."),
                Param.text("name", "Its name, or new name.", 100),
                muscles("primary_muscles", "Main one first, as in search_exercises."),
                muscles("secondary_muscles", "Muscles that help, as in search_exercises."),
                ExerciseTools.equipment().describedAs("Equipment, as in search_exercises."),
                ExerciseTools.category().describedAs("Kind of training, as in search_exercises."),
                ExerciseTools.level(),
                ExerciseTools.mechanic(),
                ExerciseTools.force(),
                Param.texts("aliases", "Other names for it.", 5, 100),
                Param.text("description", "How it is done.", 1000),
                Param.flag("although_similar", "Keep a name nearly another's.")),
            Output.of(Write.OUTPUT + ", exercise object, moved object?"),
            OwnExerciseTools::write));
  }

  private static Param muscles(String name, String description) {
    return Param.choices(name, description, MOST_MUSCLES, ExerciseTools.MUSCLES);
  }

  private static ToolAnswer write(ToolCall call) {
    ObjectNode body = Write.body(call);
    boolean isNew = body.path("exercise").isNull();
    ToolError.when(
        body.path("primary_muscles").isEmpty() && (isNew || body.path("primary_muscles").isArray()),
        "primary_muscles is empty. Send at least one muscle.");
    if (isNew) {
      complete(body);
    }
    Answer answer = Write.run(call, body);
    JsonNode data = answer.data();
    ObjectNode exercise = (ObjectNode) data.get("exercise");
    ObjectNode json = Json.object();
    Write.describe(json, data);
    if (Write.isPreview(data) && isNew) {
      exercise.putNull("id");
    }
    json.set("exercise", exercise);
    json.set("moved", data.get("moved"));
    Text text = said(data, exercise);
    Write.warnOfReaders(text, answer.context());
    return new ToolAnswer(json, text.toString());
  }

  /**
   * Refuses what only an exercise that is there can be asked for, and fills in what was not said.
   */
  private static void complete(ObjectNode body) {
    ToolError.when(
        body.hasNonNull("merge_into") || body.path("remove").booleanValue(),
        "Send exercise with the one to merge or remove.");
    ToolError.when(!body.hasNonNull("name"), "name is missing. Send the name of the new exercise.");
    for (String list : List.of("aliases", "secondary_muscles")) {
      if (body.path(list).isNull()) {
        body.putArray(list);
      }
    }
    if (body.path("category").isNull()) {
      body.put("category", "strength");
    }
  }

  private static Text said(JsonNode data, JsonNode exercise) {
    Text text =
        new Text()
            .line(
                Write.isPreview(data)
                    ? "Preview, nothing is stored yet: %s."
                    : "%s. undo_last_change takes it back.",
                Write.taken(data) + data.get("summary").textValue());
    if (data.path("before").isObject()) {
      changes(text, data.get("before"), exercise);
    }
    JsonNode moved = data.path("moved");
    text.lineIf(
        moved.isObject(),
        "Moved: sets of %s, %s; its names now mean the other.",
        Numbers.count(moved.path("sessions").asInt(), "workout"),
        Numbers.count(moved.path("plan_lines").asInt(), "plan line"));
    return text.line(
        "%s%s: %s%s",
        Named.exercise(exercise.get("name").textValue()),
        exercise.get("id").isNull() ? "" : " (" + exercise.get("id").textValue() + ")",
        Json.join(exercise.get("primary_muscles")),
        exercise.get("equipment").isNull() ? "" : ", " + exercise.get("equipment").textValue());
  }

  private static void changes(Text text, JsonNode before, JsonNode after) {
    for (String field : FIELDS) {
      JsonNode was = before.path(field);
      JsonNode is = after.path(field);
      text.lineIf(!was.equals(is), "%s: %s -> %s", field, value(field, was), value(field, is));
    }
  }

  private static String value(String field, JsonNode value) {
    String text = value.isArray() ? Json.join(value) : value.isNull() ? "" : value.asText();
    boolean own = List.of("name", "aliases", "description").contains(field);
    return text.isEmpty() ? "none" : own ? Shown.quoted(text, MOST_SHOWN) : text;
  }
}
