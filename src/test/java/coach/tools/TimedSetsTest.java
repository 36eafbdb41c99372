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
  void timeAndDistanceHaveATrendAChartAndANextTime() {
    for (int week = 0; week < 5; week++) {
      int days = 30 - 7 * week;
      log(days, "plank", Map.of("duration_s", 40 + 5 * week));
      log(days, "farmers walk", Map.of("weight", 40 + 2.5 * week, "distance_m", 30));
      log(days, "running", Map.of("distance_m", 5000, "duration_s", 1600 - 20 * week));
    }
    JsonNode plank = Ask.json(log, "analyze_progress", "exercise", "plank");
    assertEquals("duration", plank.at("/timed/0/metric").textValue());
    assertEquals("rising", plank.at("/timed/0/trend/direction").textValue());
    assertEquals(60, plank.at("/timed/0/best/value").intValue());
    assertEquals(5, plank.at("/left_out/timed").intValue());
    String words = Ask.text(log, "analyze_progress", "exercise", "plank");
    assertTrue(words.contains("Longest set: +5 s a week"), words);
    assertFalse(words.contains("reps"), words);
    String run = Ask.text(log, "analyze_progress", "exercise", "running");
    assertTrue(run.contains("Speed: +") && run.contains(" km/h a week"), run);

    JsonNode chart = Ask.json(log, "show_progress_chart", "exercise", "plank");
    assertEquals("duration", chart.get("metric").textValue());
    assertEquals("s", chart.get("value_unit").textValue());
    assertEquals(4, chart.get("records").intValue());
    JsonNode carried =
        Ask.json(log, "show_progress_chart", "exercise", "farmers walk", "metric", "carried");
    assertEquals("kg m", carried.get("value_unit").textValue());
    assertEquals(1500, carried.at("/points/4/value").intValue());

    String next = Ask.text(log, "suggest_next_weight", "exercise", "plank");
    assertTrue(next.contains("Plank: 1 x 65 s"), next);
    assertFalse(next.contains("Load "), next);
    assertEquals(
        65,
        Ask.json(log, "suggest_next_weight", "exercise", "plank").at("/target/seconds").intValue());
    JsonNode walk = Ask.json(log, "suggest_next_weight", "exercise", "farmers walk");
    assertEquals(52.5, walk.get("weight").doubleValue());
    assertEquals(30, walk.at("/target/metres").intValue());
    String runs = Ask.text(log, "suggest_next_weight", "exercise", "running");
    assertTrue(runs.contains("1 x 5000-5500 m"), runs);
    assertTrue(
        Ask.refusal(log, "suggest_next_weight", "exercise", "plank", "target_reps", 10)
            .contains("Plank is logged in seconds"));
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
