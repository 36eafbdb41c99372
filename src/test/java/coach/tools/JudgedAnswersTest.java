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

  /** A lift that stood still for months gives a first weight of a tenth or a fifth less. */
  @Test
  void aRelatedLiftAfterWeeksOff() {
    logged(40, "squat", 120, 5);
    JsonNode front =
        Ask.json(log, "suggest_next_weight", "exercise", "front squat", "target_reps", 5);
    assertEquals(90, front.at("/related_lift/percent_kept").intValue());
    // 135 x 0.80 x 0.9 x 0.9 = 87.5 kg; by Brzycki 77.8 kg for five.
    assertEquals(75, front.get("weight").doubleValue());
  }
}
