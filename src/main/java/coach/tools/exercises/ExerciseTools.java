package coach.tools.exercises;

import coach.Shown;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Paging;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tools about the catalogue: finding an exercise, or one that can stand in for it. */
public final class ExerciseTools {
  public static final List<String> MUSCLES =
      List.of(
          ("abdominals, abductors, adductors, biceps, calves, chest, forearms, glutes, hamstrings,"
                  + " lats, lower back, middle back, neck, quadriceps, shoulders, traps, triceps")
              .split(", "));
  public static final List<String> EQUIPMENT =
      List.of(
          ("bands, barbell, body only, cable, dumbbell, e-z curl bar, exercise ball, "
                  + "foam roll, kettlebells, machine, medicine ball, other")
              .split(", "));
  static final List<String> CATEGORIES =
      List.of(
          ("cardio, olympic weightlifting, plyometrics, powerlifting, strength, stretching, "
                  + "strongman")
              .split(", "));
  private static final int PAGE = 20;
  private static final int MOST = 1000;

  private ExerciseTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "search_exercises",
            "Search exercises",
            "Finds exercises by words, muscle, equipment or other properties; with alternatives_to,"
                + " those that train the same muscle by the same pattern, leaving out missing"
                + " equipment and painful muscles from the lifter's settings.",
            Effect.READ,
            Paging.with(
                PAGE,
                MOST,
                Param.text("text", "Words of its name or an alias.", 200).example("incline press"),
                Param.choice("muscle", "Muscle it trains, primary or secondary.", MUSCLES),
                equipment(),
                level(),
                mechanic(),
                force(),
                category(),
                Param.text("alternatives_to", "Exercise to replace, name or id.", 200)),
            Output.of(
                "alternatives_to object?, total integer, exercises array, next_cursor string?,"
                    + " left_out string?"),
            ExerciseTools::search));
  }

  static Param equipment() {
    return Param.choice("equipment", "Equipment it needs.", EQUIPMENT);
  }

  static Param level() {
    return Param.choice("level", "Skill it needs.", List.of("beginner", "intermediate", "expert"));
  }

  static Param mechanic() {
    return Param.choice("mechanic", "Several joints or one.", List.of("compound", "isolation"));
  }

  static Param force() {
    return Param.choice("force", "Direction of the effort.", List.of("push", "pull", "static"));
  }

  static Param category() {
    return Param.choice("category", "Kind of training.", CATEGORIES);
  }

  private static ToolAnswer search(ToolCall call) {
    Paging page = Paging.read(call.arguments());
    JsonNode data = call.run(page).data();
    String asked = call.arguments().text("alternatives_to");
    Exercises replaced = asked == null ? null : Exercises.found(data, "alternatives_to", asked);
    JsonNode exercises = data.get("exercises");
    return Budget.fit(exercises.size(), shown -> found(data, replaced, page, shown));
  }

  private static ToolAnswer found(JsonNode data, Exercises replaced, Paging page, int shown) {
    int total = data.get("total").intValue();
    ObjectNode answer = Json.object();
    answer.put("total", total);
    ArrayNode exercises = answer.putArray("exercises");
    List<String> flags = replaced == null ? List.of() : Sparing.flags(data);
    Set<String> loaded = new TreeSet<>();
    List<List<String>> rows = new ArrayList<>();
    for (int index = 0; index < shown; index++) {
      ObjectNode exercise = entry(data.get("exercises").get(index).deepCopy());
      loaded.addAll(Sparing.loads(exercise, flags));
      exercises.add(replaced == null ? exercise : Sparing.why(exercise, flags));
      rows.add(row(exercise));
    }
    String next = page.next(shown, total);
    answer.put("next_cursor", next);
    String leftOut = replaced == null ? null : Sparing.leftOut(data.path("restricted"), loaded);
    answer.put("left_out", leftOut);
    List<String> sparing = Sparing.of(data, replaced);
    answer.set("alternatives_to", replaced == null ? null : Sparing.json(replaced, sparing));
    Text text = new Text().line("%s.", headline(total, replaced));
    Sparing.write(text, leftOut, loaded, sparing);
    text.table(List.of("exercise", "equipment", "muscles (secondary)", "level"), rows);
    exercises.forEach(exercise -> details(exercise, text));
    text.lineIf(next != null, "More: cursor %s", next);
    text.lineIf(total == 0, "Try fewer conditions or another spelling.");
    return new ToolAnswer(answer, text.toString());
  }

  /** What is of use only for the one exercise that is described is left out of the others. */
  private static ObjectNode entry(ObjectNode exercise) {
    return exercise.has("description") ? exercise : exercise.remove(List.of("aliases", "category"));
  }

  private static String headline(int total, Exercises replaced) {
    return replaced == null
        ? Numbers.count(total, "exercise")
        : Numbers.count(total, "alternative")
            + " to %s: same main muscle, same pattern".formatted(replaced.title());
  }

  private static void details(JsonNode exercise, Text text) {
    String name = Named.exercise(exercise.get("name").textValue());
    text.lineIf(
        exercise.has("description"),
        "%s: %s",
        name,
        Shown.quoted(exercise.path("description").asText(), 1000));
    text.lineIf(exercise.has("links"), "%s: %s", name, Json.join(exercise.path("links")));
  }

  private static List<String> row(JsonNode exercise) {
    String secondary = Json.join(exercise.get("secondary_muscles"));
    return List.of(
        Named.exercise(exercise.get("name").textValue())
            + (exercise.get("own").booleanValue() ? " (own)" : ""),
        exercise.path("equipment").asText("-"),
        Json.join(exercise.get("primary_muscles"))
            + (secondary.isEmpty() ? "" : " (" + secondary + ")"),
        exercise.path("level").asText("-"));
  }
}
