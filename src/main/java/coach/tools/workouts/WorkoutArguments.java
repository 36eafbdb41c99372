package coach.tools.workouts;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Param;
import coach.tools.ToolError;
import coach.tools.sets.SetLine;
import coach.training.SetType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a set and a workout are made of, as callers send them and as the database takes them. */
public final class WorkoutArguments {
  static final int MOST_NOTE = 2000;
  public static final List<String> UNITS = List.of("kg", "lb");
  private static final int MOST_EXERCISES = 40;
  private static final int MOST_SETS = 200;
  private static final int MOST_SETS_OF_ONE = 60;
  private static final List<String> TYPES =
      Arrays.stream(SetType.values()).map(SetType::databaseName).toList();

  private WorkoutArguments() {}

  static Param unit() {
    return Param.choice("unit", "Of weights sent; default the lifter's.", UNITS);
  }

  /** What can be said about one set. */
  static List<Param> set() {
    return List.of(
        Param.number("weight", "External, in unit; none for body weight alone.", 0, 2000),
        Param.integer("reps", "Repetitions done; 0 is a miss.", 0, 1000),
        Param.choice("type", "Kind of set; default regular.", TYPES),
        Param.number("rpe", "RPE, 1 to 10.", 1, 10),
        Param.integer("rest_seconds", "Rest after the set, in seconds.", 0, 7200),
        Param.number("assistance", "Help from a machine or band, in unit.", 0, 500),
        Param.number("body_weight", "The lifter's own, in unit.", 0, 700),
        Param.integer("duration_s", "Seconds held or moved.", 1, 86_400),
        Param.integer("distance_m", "Metres covered.", 1, 1_000_000));
  }

  static Param exercises() {
    List<Param> set = new ArrayList<>(set());
    set.add(Param.integer("count", "Number of identical sets.", 1, MOST_SETS_OF_ONE).defaultsTo(1));
    set.add(Param.text("note", "Note on the set.", 200));
    Param sets = Param.list("sets", "Sets in the order done.", MOST_SETS_OF_ONE, set);
    return Param.list(
        "exercises",
        "Exercises in the order done; with repeat, only what differs.",
        MOST_EXERCISES,
        List.of(
            Exercises.param().required(),
            sets.required(),
            Param.text("superset", "Same word on every exercise of a superset.", 20),
            Param.text("note", "Note on the exercise.", 500)));
  }

  /** Every set as often as it counts; refuses what cannot be one workout. */
  static void expand(ObjectNode body) {
    JsonNode exercises = body.get("exercises");
    ToolError.when(
        exercises.isEmpty() && !body.path("repeat").isTextual(),
        "exercises is empty. Send at least one exercise with its sets.");
    int total = 0;
    for (int index = 0; index < exercises.size(); index++) {
      String path = "exercises[%d].sets".formatted(index);
      ArrayNode sets = expanded(path, exercises.get(index).get("sets"));
      ((ObjectNode) exercises.get(index)).set("sets", sets);
      total += sets.size();
    }
    ToolError.when(
        total > MOST_SETS,
        "exercises come to %d sets. Send at most %d in one workout.",
        total,
        MOST_SETS);
  }

  private static ArrayNode expanded(String path, JsonNode sent) {
    ArrayNode sets = Json.MAPPER.createArrayNode();
    for (int index = 0; index < sent.size(); index++) {
      ObjectNode set = sent.get(index).deepCopy();
      int count = set.remove("count").intValue();
      refuseTwoLoads("%s[%d]".formatted(path, index), set);
      ToolError.when(
          !set.path("reps").isNumber() && !isTimed(set),
          "%s[%d] has no reps. Send reps, or duration_s or distance_m.",
          path,
          index);
      for (int number = 0; number < count; number++) {
        sets.add(set.deepCopy());
      }
    }
    ToolError.when(
        sets.isEmpty() || sets.size() > MOST_SETS_OF_ONE,
        "%s come to %d sets. Send 1 to %d for one exercise.",
        path,
        sets.size(),
        MOST_SETS_OF_ONE);
    return sets;
  }

  private static boolean isTimed(JsonNode set) {
    return set.path("duration_s").isNumber() || set.path("distance_m").isNumber();
  }

  /** Assistance makes a lift lighter and a load makes it heavier; both at once is a slip. */
  static void refuseTwoLoads(String path, JsonNode set) {
    if (set.path("assistance").doubleValue() > 0 && set.path("weight").doubleValue() > 0) {
      throw new ToolError(
          "%s has weight %s and assistance %s. Send one of them."
              .formatted(path, SetLine.number(set, "weight"), SetLine.number(set, "assistance")));
    }
  }
}
