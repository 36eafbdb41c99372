package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Planks, carries and runs have seconds and metres, with bests of their own and no e1RM. */
class TimedSetsTest {
  private final TrainingLog log = TrainingLog.begin();

  private String log(int daysAgo, String exercise, Map<String, Object> set) {
    return Ask.text(
        log,
        "log_workout",
        "started_at",
        log.daysAgo(daysAgo).toString(),
        "exercises",
        List.of(Map.of("exercise", exercise, "sets", List.of(set))));
  }

  @Test
  void timeAndDistanceAreLoggedReadAndCorrected() {
    assertTrue(log(5, "plank", Map.of("duration_s", 90)).contains("90 s"));
    String second = log(2, "plank", Map.of("duration_s", 60, "rpe", 8));
    assertTrue(second.contains("60 s @8"), second);
    assertFalse(second.contains("bwx"), second);
    Ask.tool(log, "edit_workout", "exercise", "plank", "change", Map.of("duration_s", 100));
    String history = Ask.text(log, "get_exercise_history", "exercise", "plank");
    assertTrue(history.contains("100 s @8"), history);
    JsonNode records = Ask.json(log, "get_personal_records", "exercise", "plank");
    assertEquals(100, records.at("/records/0/longest_s/value").intValue());
    assertTrue(records.at("/records/0/e1rm").isNull());
    String all = Ask.text(log, "get_personal_records");
    assertTrue(all.contains("100 s " + log.daysAgo(2)), all);

    log(1, "farmers walk", Map.of("weight", 40, "distance_m", 30));
    String carried = Ask.text(log, "get_personal_records", "exercise", "farmers walk");
    assertTrue(carried.contains("Longest and farthest: 30 m"), carried);
  }

  @Test
  void aSetHasRepsOrTimeOrDistance() {
    assertTrue(
        Ask.refusal(
                log,
                "log_workout",
                "exercises",
                List.of(Map.of("exercise", "plank", "sets", List.of(Map.of("rpe", 8)))))
            .contains("exercises[0].sets[0] has no reps. Send reps, or duration_s or distance_m."));
  }
}
