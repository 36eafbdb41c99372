package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The most that every writing tool takes; that an answer keeps its size is checked by {@link Ask}.
 */
class WriteSizeTest {
  /** Four bytes each, and twelve where it is written as an escape. */
  private static final String WIDE = "\uD83C\uDFCB";

  private static final String UNSEEN = "\uDB40\uDC41";

  private static final List<String> KINDS =
      List.of(
          "body_weight",
          "body_fat",
          "neck",
          "shoulders",
          "chest",
          "waist",
          "hips",
          "left_upper_arm",
          "right_upper_arm",
          "left_forearm",
          "right_forearm",
          "left_thigh",
          "right_thigh",
          "left_calf",
          "right_calf");

  private final TrainingLog log = TrainingLog.begin();

  private List<Object> exercises(int weight) {
    List<String> names =
        log.query(
            "select name from public.base_exercise where app_user_id is null and name not like"
                + " '%Bike%' order by name limit 40");
    List<Object> exercises = new ArrayList<>();
    for (String name : names) {
      List<Object> sets = new ArrayList<>();
      for (int set = 0; set < 5; set++) {
        sets.add(Map.of("weight", weight + set, "reps", 5 + set, "note", WIDE.repeat(200)));
      }
      Map<String, Object> exercise = new LinkedHashMap<>();
      exercise.put("exercise", name);
      exercise.put("sets", sets);
      exercise.put("superset", WIDE.repeat(20));
      exercise.put("note", WIDE.repeat(500));
      exercises.add(exercise);
    }
    return exercises;
  }

  private Object[] workout(int weight, String note, String key) {
    return new Object[] {
      "exercises", exercises(weight), "name", WIDE.repeat(100), "note", note, "idempotency_key", key
    };
  }

  @Test
  void aWorkoutOfTheGreatestSize() {
    Ask.json(log, "log_workout", workout(10, UNSEEN.repeat(2000), "first"));
    // Every exercise has records by now, and looks like a slip of the unit.
    ToolAnswer logged = Ask.tool(log, "log_workout", workout(40, WIDE.repeat(2000), "second"));
    assertTrue(logged.text().contains("more exercises"), logged.text());
    assertTrue(logged.text().contains("more new records"), logged.text());
    assertEquals(40, logged.structured().get("exercises_total").intValue());
    String last = Ask.json(log, "get_session").at("/session/id").textValue();
    Ask.json(
        log,
        "log_workout",
        "mode",
        "append",
        "session",
        last,
        "note",
        WIDE.repeat(2000),
        "exercises",
        exercises(20));
    Object[] note = {"session", last, "change", Map.of("note", UNSEEN.repeat(2000))};
    Ask.json(log, "edit_workout", note);
    ToolAnswer deleted = Ask.tool(log, "delete_workout", "session", last);
    assertTrue(deleted.text().contains("more changes"), deleted.text());
    for (int change = 0; change < 4; change++) {
      Ask.json(log, "undo_last_change");
    }
  }

  @Test
  void oneExerciseOfTheGreatestSize() {
    List<Object> sets = new ArrayList<>();
    for (int set = 0; set < 60; set++) {
      sets.add(Map.of("weight", 50 + set, "reps", 5, "note", UNSEEN.repeat(200)));
    }
    ToolAnswer logged =
        Ask.tool(
            log, "log_workout", "exercises", List.of(Map.of("exercise", "bench", "sets", sets)));
    assertTrue(logged.text().contains("and 1 more exercises: get_session shows"), logged.text());
  }

  @Test
  void measurementsAndSettingsOfTheGreatestSize() {
    List<Object> values = new ArrayList<>();
    for (String kind : KINDS) {
      values.add(Map.of("kind", kind, "value", 50, "note", WIDE.repeat(500)));
    }
    assertTrue(Ask.text(log, "log_body_measurement", "measurements", values).contains("... and "));
    List<Object> gyms = new ArrayList<>();
    for (int gym = 0; gym < 5; gym++) {
      List<Object> plates = new ArrayList<>();
      for (int plate = 1; plate <= 15; plate++) {
        plates.add(Map.of("weight", plate + 0.25, "count", 100));
      }
      gyms.add(Map.of("name", WIDE.repeat(59) + gym, "plates", plates));
    }
    Ask.json(log, "update_settings", "gyms", gyms);
    ToolAnswer created =
        Ask.tool(
            log,
            "create_exercise",
            "name",
            "Own " + WIDE.repeat(90),
            "aliases",
            List.of("a" + WIDE.repeat(90), "b" + WIDE.repeat(90)),
            "primary_muscles",
            List.of("chest"),
            "description",
            UNSEEN.repeat(1000));
    assertTrue(created.text().contains("\"Own "), created.text());
  }
}
