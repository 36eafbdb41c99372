package coach.tools.exercises;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Json;
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
public final class CustomExerciseTools {
  private static final int MOST_MUSCLES = 6;

  private CustomExerciseTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "create_exercise",
            "Create exercise",
            "Adds a private exercise of the lifter's own. Look with search_exercises first: a name"
                + " that is nearly another's is refused.",
            Effect.WRITE,
            Write.params(
                Param.text("name", "Its name.", 100).required().example("Sled Zercher Drag"),
                muscles("primary_muscles", "Muscles it trains, main one first.")
                    .required()
                    .example(List.of("shoulders")),
                muscles("secondary_muscles", "Muscles that help."),
                ExerciseTools.equipment(),
                ExerciseTools.category().defaultsTo("strength"),
                ExerciseTools.level(),
                ExerciseTools.mechanic(),
                ExerciseTools.force(),
                Param.texts("aliases", "Other names for it.", 5, 100),
                Param.text("description", "How it is done.", 1000),
                Param.flag(
                    "although_similar", "Create it although its name is nearly that of another.")),
            Output.of(Write.OUTPUT + ", exercise object"),
            CustomExerciseTools::create));
  }

  private static Param muscles(String name, String description) {
    return Param.choices(name, description, MOST_MUSCLES, ExerciseTools.MUSCLES);
  }

  private static ToolAnswer create(ToolCall call) {
    ObjectNode body = Write.body(call);
    if (body.get("primary_muscles").isEmpty()) {
      throw new ToolError("primary_muscles is empty. Send at least one muscle.");
    }
    for (String list : List.of("aliases", "secondary_muscles")) {
      if (body.get(list).isNull()) {
        body.putArray(list);
      }
    }
    Answer answer = Write.run(call, body);
    JsonNode data = answer.data();
    ObjectNode exercise = (ObjectNode) data.get("exercise");
    ObjectNode json = Json.object();
    Write.describe(json, data);
    if (Write.isPreview(data)) {
      exercise.putNull("id");
    }
    json.set("exercise", exercise);
    Text text = text(data, exercise);
    Write.warnOfReaders(text, answer.context());
    return new ToolAnswer(json, text.toString());
  }

  private static Text text(JsonNode data, JsonNode exercise) {
    return new Text()
        .line(
            Write.isPreview(data)
                ? "Preview, nothing is stored yet:"
                : "Created. undo_last_change takes it back.")
        .line(
            "%s%s: %s%s",
            exercise.get("name").textValue(),
            exercise.get("id").isNull() ? "" : " (" + exercise.get("id").textValue() + ")",
            Json.join(exercise.get("primary_muscles")),
            exercise.get("equipment").isNull() ? "" : ", " + exercise.get("equipment").textValue());
  }
}
