package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real kinds of log that once came out wrong, each with what a sensible coach would say. */
class TrainingCasesTest {
  private static final TrainingLog NAMES = TrainingLog.begin();

  /** The log, the lift, and every track's weight and reps, the one that is due first. */
  @ParameterizedTest
  @CsvSource({
    // Per hand, at most 0.4 of the barbell: 112.5 x 0.38 x 0.9 x 27/36.
    "related-dumbbell-bench, dumbbell bench press, 27.5x10",
    "related-dumbbell-bench, dumbbell curl, 15x10",
    // From the squat, never from the leg press: 157.5 x 0.8 x 0.9 x 27/36.
    "related-front-squat-from-leg-press, front squat, 85x10",
    "related-front-squat-from-leg-press, barbell lunge, nonex10",
    "related-front-squat-from-leg-press, snatch, nonex10",
    "related-good-morning, good morning, nonex10",
    "related-good-morning, kettlebell swing, nonex10",
    "dup-light-light-heavy, squat, 80x10 102.5x5",
    "hlm-last-light, squat, 112.5x3 102.5x5 85x9-12",
    "plan-two-targets-volume-intensity, squat, 115x3 105x5",
    "plan-wave-week1, squat, 90x3",
    "untyped-warmups-deadlift-1x5, deadlift, 135x5",
    "one-bad-day, bench press, 100x5",
    "deload-week-cannot-be-marked, bench press, 102.5x5",
    "stack-never-moves, lat pulldown, 50x11-14",
    "stack-own-plan-line, lat pulldown, 50x12",
    "stack-own-plan-line, dumbbell curl, 10x15",
    "big-plates-only, bench press, 60x8",
    "t-bar-empty-bar, t-bar row, 15x11-14",
    "double-progression-climbing, dumbbell curl, 12.5x10-12",
    "to-failure-falling-reps, dumbbell bench press, 35x7-11",
    "backoff-while-improving, squat, 72.5x5",
    "assisted-40-to-10, assisted pull-up, -5x8",
    "weighted-pullup-e1rm, pull-up, 20x5",
    "in-progress-session-counts, bench press, 102.5x5",
    "lb-lifter-metric-step, squat, 145x5",
    "lb-lifter-metric-step, bench press, 100x5"
  })
  void theNextWeight(String log, String exercise, String expected) {
    TrainingCase played = TrainingCase.of(log);
    assertEquals(List.of(expected.split(" ")), played.tracks(exercise));
    JsonNode next = played.next(exercise);
    assertTrue(next.at("/loadable/exact").asBoolean(true), "loadable");
  }

  @Test
  void theRpeChartIsReadBothWays() {
    TrainingCase played = TrainingCase.of("rpe-5-at-8-after-5-at-7");
    // 5 at RPE 7 are 78.6 %, 5 at RPE 8 are 81.1 %: 103.2, and 102.5 can be loaded.
    JsonNode next =
        played.json(
            "suggest_next_weight", "exercise", "bench press", "target_reps", 5, "target_rpe", 8);
    assertEquals(102.5, next.get("weight").doubleValue());
    // The formula alone would take 5 reps as all that there was.
    assertEquals(90, next.get("weight_by_formula").doubleValue());
  }

  @ParameterizedTest
  @CsvSource({"25, 60", "30, 55"})
  void manyRepsStayAboveHalfOfTheMaximum(int reps, double weight) {
    JsonNode next =
        TrainingCase.of("landing-25-reps")
            .json("suggest_next_weight", "exercise", "squat", "target_reps", reps);
    assertEquals(weight, next.get("weight").doubleValue());
  }

  @Test
  void aWaveGoesByTheTrainingMax() {
    JsonNode wave = TrainingCase.of("plan-wave-week1").next("squat").get("wave");
    assertEquals(100, wave.get("training_max").doubleValue());
    assertEquals(2, wave.get("week").intValue());
    assertEquals(
        List.of(70.0, 80.0, 90.0),
        wave.get("sets").findValues("weight").stream().map(JsonNode::doubleValue).toList());
  }

  @Test
  void theLiftersOwnTrainingMaxGoesFirst() {
    TrainingCase played = TrainingCase.of("plan-wave-week1");
    JsonNode settings = trainingMax(played, 120).get("settings");
    assertEquals(120, settings.at("/training_maxes/Barbell Back Squat/weight").doubleValue());
    // In kilograms, also for a lifter who reads pounds from now on.
    Ask.json(played.log, "update_settings", "unit", "lb");
    assertEquals(264.6, played.next("squat").at("/wave/training_max").doubleValue(), 0.1);
    Ask.json(played.log, "update_settings", "unit", "kg");
    assertEquals(120, played.next("squat").at("/wave/training_max").doubleValue());
    assertFalse(trainingMax(played, 0).at("/settings/training_maxes").has("Barbell Back Squat"));
    assertEquals(100, played.next("squat").at("/wave/training_max").doubleValue());
  }

  private static JsonNode trainingMax(TrainingCase played, double weight) {
    return played.json("update_settings", "training_maxes", List.of("squat=" + weight));
  }

  @Test
  void whatSparesAPainfulJointIsNamed() {
    TrainingLog log = TrainingLog.begin();
    log.session(log.daysAgo(3)).did("Barbell Back Squat", 100, 5, 5, 5);
    Ask.json(log, "update_settings", "pain_flags", List.of("left knee", "shoulders"));
    JsonNode next = Ask.json(log, "suggest_next_weight", "exercise", "squat");
    assertEquals("[\"left knee\"]", next.at("/pain/flags").toString());
    assertEquals("pain", next.get("rule").textValue());
    assertEquals(100, next.get("weight").doubleValue());
    assertEquals("Box Squat", next.at("/pain/alternatives/0").textValue());
    String text = Ask.text(log, "suggest_next_weight", "exercise", "squat");
    assertTrue(text.contains("Easier on it: Box Squat, "), text);
    String search = Ask.text(log, "search_exercises", "alternatives_to", "squat");
    assertTrue(search.contains("Easier on what hurts: Box Squat, "), search);
    JsonNode bench = Ask.json(log, "suggest_next_weight", "exercise", "bench");
    assertEquals("Neutral-Grip Dumbbell Bench Press", bench.at("/pain/alternatives/0").textValue());
  }

  @Test
  void aSessionInProgressIsNotJudged() {
    TrainingCase played = TrainingCase.of("in-progress-session-counts");
    Ask.tool(
        played.log,
        "log_workout",
        "mode",
        "append",
        "exercises",
        List.of(
            Map.of(
                "exercise", "bench press", "sets", List.of(Map.of("reps", 5, "weight", 102.5)))));
    JsonNode next = played.next("bench press");
    assertEquals(102.5, next.get("weight").doubleValue());
    assertEquals(1, next.at("/left_out/in_progress").intValue());
  }

  @Test
  void lessHelpIsProgress() {
    TrainingCase played = TrainingCase.of("assisted-40-to-10");
    JsonNode trend =
        played.json("analyze_progress", "exercise", "assisted pull-up", "time_period_days", 90);
    assertEquals("rising", trend.at("/e1rm_trend/direction").textValue());
    String records = played.text("get_personal_records", "exercise", "assisted pull-up");
    assertTrue(records.contains("Heaviest: bw-10x8"), records);
    assertTrue(records.contains("before -15"), records);
  }

  @Test
  void whatHangsOnTheBeltIsNotTheMaximum() {
    TrainingCase played = TrainingCase.of("weighted-pullup-e1rm");
    // (80 + 20) x 36 / 32 = 112.5 in all, 32.5 of it on the belt.
    String records = played.text("get_personal_records", "exercise", "pull-up");
    assertTrue(records.contains("112.5 with the body, 32.5 without (bw+20x5)"), records);
    assertEquals(100, played.next("pull-up").get("system_load").doubleValue());
  }

  @ParameterizedTest
  @CsvSource({
    "deload-decline-2.5-percent-a-week, e1rm_down, fired",
    "deload-overreaching, rpe_up, fired",
    "deload-overreaching, target_missed, fired",
    "deload-one-rep-lost, e1rm_down, not_fired",
    "deload-fires-on-coachs-own-backoff, e1rm_down, not_fired",
    "deload-week-cannot-be-marked, e1rm_down, not_enough_data"
  })
  void theDeloadSignal(String log, String signal, String state) {
    JsonNode signals =
        TrainingCase.of(log).json("suggest_deload", "weeks_analyzed", 8).get("signals");
    for (JsonNode each : signals) {
      if (each.get("signal").textValue().equals(signal)) {
        assertEquals(state, each.get("state").textValue(), each.toString());
        return;
      }
    }
    throw new AssertionError("no signal " + signal);
  }

  @Test
  void anEasyWeekRestartsTheCountOfWeeks() {
    TrainingCase played = TrainingCase.of("deload-week-cannot-be-marked");
    String text = played.text("suggest_deload", "weeks_analyzed", 8);
    assertTrue(text.contains("since " + played.log.daysAgo(6)), text);
  }

  @Test
  void pressesReachTheFrontDeltsByHalves() {
    TrainingCase played = TrainingCase.of("fractional-iso-lateral");
    JsonNode volume = played.json("calculate_weekly_volume", "counting", "fractional", "weeks", 2);
    assertEquals(4, muscle(volume, "front delts").get("fractional_average").doubleValue());
    assertTrue(volume.get("untrained").toString().contains("side and rear delts"));
    assertFalse(volume.get("untrained").toString().contains("front delts"));
  }

  @Test
  void oneSetIsNotOptimal() {
    JsonNode volume =
        TrainingCase.of("one-set-is-optimal").json("calculate_weekly_volume", "weeks", 2);
    for (String name : List.of("abdominals", "traps", "glutes", "front delts")) {
      assertEquals("some", muscle(volume, name).get("status").textValue(), name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "flexiones, Push-Up",
    "SZ Curls, EZ-Bar Curl",
    "step ups weighted, Dumbbell Step-Up",
    "Kniebeugen, Barbell Back Squat",
    "Bankdrücken, Barbell Bench Press",
    "Kreuzheben, Barbell Deadlift",
    "Klimmzüge, Pull-Up",
    "Latzug, Lat Pulldown",
    "Seitheben, Dumbbell Lateral Raise",
    "press de banca, Barbell Bench Press",
    "sentadilla, Barbell Back Squat",
    "peso muerto, Barbell Deadlift",
    "dominadas, Pull-Up"
  })
  void aNameIsTheLiftThatIsMeant(String typed, String lift) {
    assertEquals(
        lift,
        Ask.json(NAMES, "get_exercise_history", "exercise", typed, "days", 1)
            .at("/exercise/name")
            .textValue());
  }

  private static JsonNode muscle(JsonNode volume, String name) {
    for (JsonNode muscle : volume.get("muscles")) {
      if (muscle.get("muscle").textValue().equals(name)) {
        return muscle;
      }
    }
    throw new AssertionError("no " + name);
  }
}
