package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of the tools to logs as lifters keep them, judged by an experienced coach. */
class JudgedAnswersTest {
  private final TrainingLog log = TrainingLog.begin();

  private String logged(int daysAgo, String exercise, double kg, int reps) {
    return Ask.text(
        log,
        "log_workout",
        "exercises",
        List.of(
            Map.of(
                "exercise",
                exercise,
                "sets",
                List.of(Map.of("weight", kg, "reps", reps, "count", 3)))),
        "started_at",
        log.daysAgo(daysAgo).toString());
  }

  /** 1025 kg is named at once, and leads nothing until it is corrected. */
  @Test
  void aDigitTooManyLeadsNothing() {
    for (int day = 26; day > 3; day -= 4) {
      logged(day, "squat", 105, 5);
    }
    String answer = logged(2, "squat", 1025, 5);
    assertTrue(answer.contains("was 105 kg the session before and is 1025 kg now"), answer);
    assertFalse(answer.contains("New records"), answer);
    assertEquals(
        107.5,
        Ask.json(log, "suggest_next_weight", "exercise", "squat").at("/weight").doubleValue());
    String records = Ask.text(log, "get_personal_records", "exercise", "squat");
    assertTrue(records.contains("Heaviest: 105x5"), records);
    assertTrue(records.contains("3 sets far beyond the others"), records);
    String progress = Ask.text(log, "analyze_progress", "exercise", "squat");
    assertFalse(progress.contains("1025"), progress);
    JsonNode front = Ask.json(log, "suggest_next_weight", "exercise", "front squat");
    assertEquals("related_lift", front.get("rule").textValue());
    assertTrue(front.get("weight").doubleValue() < 70, front.toString());
  }

  /**
   * All alternatives to a squat load the knee: none is "left out" for it, and the answer says so.
   */
  @Test
  void alternativesThatLoadWhatHurtsAreNamed() {
    log.settings("{\"pain_flags\": [\"knee\", \"lower back\"]}");
    String answer = Ask.text(log, "search_exercises", "alternatives_to", "squat");
    assertTrue(answer.contains("Left out: what hurts: lower back.\n"), answer);
    assertTrue(answer.contains("Still loaded by some of these: knee.\n"), answer);
    JsonNode json = Ask.json(log, "search_exercises", "alternatives_to", "squat");
    assertTrue(
        json.at("/exercises/0/why").textValue().endsWith("; loads what hurts: knee"),
        json.toString());
  }

  /** A lift that holds while the lifter gets lighter is not told to add weight without a word. */
  @Test
  void aLiftThatHoldsInACut() {
    for (int week = 7; week >= 0; week--) {
      logged(7 * week + 1, "squat", 100, 5);
    }
    assertTrue(progress().contains("add weight. Last new"), progress());
    for (int week = 7; week >= 0; week--) {
      Ask.json(
          log,
          "log_body_measurement",
          "measurements",
          List.of(Map.of("kind", "body_weight", "value", 84 + 0.8 * week)),
          "date",
          log.daysAgo(7 * week).toString());
    }
    assertTrue(
        progress().contains("add weight, while body weight changes by -0.9 % a week"), progress());
  }

  private String progress() {
    return Ask.text(log, "analyze_progress", "exercise", "squat", "time_period_days", 60);
  }

  /** A lift that stood still for months gives a first weight of a tenth or a fifth less. */
  @Test
  void aRelatedLiftAfterWeeksOff() {
    logged(40, "squat", 120, 5);
    JsonNode front =
        Ask.json(log, "suggest_next_weight", "exercise", "front squat", "target_reps", 5);
    assertEquals(90, front.at("/related_lift/percent_kept").intValue());
    // 135 x 0.80 x 0.9 x 0.9 = 87.5 kg; by Brzycki 77.8 kg for five, rounded down.
    assertEquals(77.5, front.get("weight").doubleValue());
  }
}
