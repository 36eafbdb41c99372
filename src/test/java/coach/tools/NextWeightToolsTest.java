package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextWeightToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode next(Object... arguments) {
    return Ask.json(log, "suggest_next_weight", arguments);
  }

  @Test
  void aReachedTargetEarnsThePlansStep() {
    UUID day = log.activePlan("Strength", "Monday", 1);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    log.session(log.daysAgo(3), day).did(bench, 100, 5, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals("add_step", json.get("rule").textValue());
    assertEquals(102.5, json.get("weight").doubleValue());
    assertEquals(2.5, json.get("step").doubleValue());
    assertEquals("plan", json.at("/target/source").textValue());
    assertEquals("Strength", json.at("/target/plan").textValue());
    assertEquals(3, json.get("evidence").size());
    assertEquals(3, json.get("days_since").intValue());
    assertEquals(102.5, json.at("/loadable/nearest").doubleValue());
    assertEquals(100, json.at("/loadable/below").doubleValue());
    assertEquals(105, json.at("/loadable/above").doubleValue());
    String text = Ask.text(log, "suggest_next_weight", "exercise", "bench");
    assertTrue(
        text.contains("102.5 kg for 3 x 5 reps (target of 3x5 of \"Strength\", \"Monday\")."),
        text);
    // (102.5 - 20) / 2 = 41.25 a side.
    assertTrue(text.contains("Load 102.5 (bar 20, per side 25 + 15 + 1.25)"), text);
    assertTrue(text.contains("Sets used: 3 x " + log.daysAgo(3) + " 100x5."), text);
    assertTrue(text.contains("the usual steps for barbell, none are set"), text);
  }

  @Test
  void theProgressionLimitDecidesWhatReachedMeans() {
    UUID day = log.activePlan("Strength", "Monday", 0.8);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 5000);
    log.session(log.daysAgo(3), day).did(bench, 100, 5, 4, 4);
    assertEquals(105, next("exercise", "bench").get("weight").doubleValue());
  }

  @Test
  void twoMissesHoldAndThreeBackOff() {
    UUID day = log.activePlan("Strength", "Monday", 1);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    log.session(log.daysAgo(9), day).did(bench, 100, 5, 5, 4);
    log.session(log.daysAgo(7), day).did(bench, 100, 5, 4, 4);
    assertEquals("hold", next("exercise", "bench").get("rule").textValue());
    assertEquals(100, next("exercise", "bench").get("weight").doubleValue());
    log.session(log.daysAgo(3), day).did(bench, 100, 5, 4, 4);
    JsonNode json = next("exercise", "bench");
    assertEquals("back_off", json.get("rule").textValue());
    assertEquals(90, json.get("weight").doubleValue());
    assertEquals(9, json.get("evidence").size());
  }

  @ParameterizedTest
  @CsvSource({
    "14, 102.5, 100, add_step",
    "15, 95, 95, layoff",
    "29, 90, 90, layoff",
    "57, 80, 80, layoff"
  })
  void timeAwayTakesWeightOff(int days, double weight, int percent, String rule) {
    log.session(log.daysAgo(days)).did("bench", 100, 5, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals(rule, json.get("rule").textValue());
    assertEquals(weight, json.get("weight").doubleValue());
    assertEquals(percent, json.get("percent_kept").intValue());
  }

  @Test
  void anotherTargetGoesThroughTheE1rm() {
    log.session(log.daysAgo(3)).did("bench", 100, 5, 5, 5);
    JsonNode json = next("exercise", "bench", "target_reps", 8, "sets", "4");
    assertEquals("other_target", json.get("rule").textValue());
    // e1RM 112.5; for 8 reps 112.5 x 29 / 36 = 90.625, of which 90 can be loaded.
    assertEquals(90, json.get("weight").doubleValue());
    assertEquals(90, json.at("/loadable/nearest").doubleValue());
    assertEquals(92.5, json.at("/loadable/above").doubleValue());
    assertEquals(4, json.at("/target/sets").intValue());
    assertEquals("asked", json.at("/target/source").textValue());
    // Five reps at RPE 8 are 81.1 %: 91.24.
    assertEquals(
        90,
        next("exercise", "bench", "target_reps", 5, "target_rpe", 8).get("weight").doubleValue());
  }

  @Test
  void aFirstTimeTakesARelatedLift() {
    log.session(log.daysAgo(3)).did("Incline Barbell Bench Press", 80, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals("related_lift", json.get("rule").textValue());
    // e1RM 90, all of it less a tenth is 81; ten reps of that 81 x 27 / 36 = 60.75.
    assertEquals(60, json.get("weight").doubleValue());
    assertEquals("Incline Barbell Bench Press", json.at("/related_lift/name").textValue());
    assertEquals(90, json.at("/related_lift/e1rm").doubleValue());
    assertEquals("little", json.get("data").textValue());
    assertFalse(json.has("last_performed"));
  }

  @Test
  void deloadsDraftsAndWarmUpsDoNotDecide() {
    log.session(log.daysAgo(8)).did("bench", 100, 5, 5, 5);
    log.deload(log.daysAgo(3)).did("bench", 60, 5, 5);
    log.session(log.daysAgo(1)).sets("squat", set(100, 5)).draft("bench", 110, 5, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals(102.5, json.get("weight").doubleValue());
    assertEquals(2, json.at("/left_out/deload").intValue());
    assertEquals(1, json.at("/left_out/drafts").intValue());
  }

  @Test
  void bodyWeightGoesByReps() {
    log.session(log.daysAgo(3)).did("Pull-Up", 0, 8, 8);
    JsonNode json = next("exercise", "pull-up");
    assertEquals("body_weight", json.get("rule").textValue());
    assertEquals(0, json.get("weight").doubleValue());
    assertTrue(
        Ask.text(log, "suggest_next_weight", "exercise", "pull-up")
            .contains("body weight for 9-12 reps"));
  }

  @Test
  void theLiftersPlatesDecideWhatCanBeLoaded() {
    log.settings(
        """
        {"gyms": [{"name": "Club"},
                  {"name": "Home", "bar": 15, "plates": [{"weight": 10, "count": 2},
                                                         {"weight": 20, "count": 3}]}],
         "gym": "Home"}""");
    log.session(log.daysAgo(3)).did("bench", 35, 5, 5, 5);
    JsonNode loadable = next("exercise", "bench").get("loadable");
    // One pair of tens and one of twenties: 15, 35, 55, 75.
    assertEquals(35, loadable.get("nearest").doubleValue());
    assertEquals(55, loadable.get("above").doubleValue());
    assertEquals(15, loadable.get("bar").doubleValue());
    assertEquals("what \"Home\" has", loadable.get("with").textValue());
  }

  @Test
  void poundsHavePoundStepsAndPlates() {
    log.settings("{\"unit\": \"lb\"}");
    log.session(log.daysAgo(3)).did("bench", 102.058, 5, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals(230, json.get("weight").doubleValue());
    assertEquals(5, json.get("step").doubleValue());
    assertEquals(225, json.at("/loadable/below").doubleValue());
    assertEquals(235, json.at("/loadable/above").doubleValue());
    assertTrue(
        Ask.text(log, "suggest_next_weight", "exercise", "bench")
            .contains("Load 230 (bar 45, per side 2x45 + 2.5)"));
  }

  @Test
  void aStepOfZeroMeansAnotherRepetition() {
    UUID day = log.activePlan("Strength", "Monday", 1);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 0);
    log.session(log.daysAgo(3), day).did(bench, 100, 5, 5, 5);
    assertTrue(
        Ask.text(log, "suggest_next_weight", "exercise", "bench")
            .contains("100 kg for 3 x 6 reps"));
  }

  @Test
  void anRpeBeyondItsTableIsRefused() {
    assertEquals(
        "target_rpe is 8.3. Send 6 to 10 in steps of 0.5.",
        Ask.refusal(log, "suggest_next_weight", "exercise", "bench", "target_rpe", 8.3));
    assertEquals(
        "target_rpe is 8 for 15 reps, and the RPE table ends at 12 reps. Send target_reps up to 12,"
            + " or no target_rpe.",
        Ask.refusal(
            log, "suggest_next_weight", "exercise", "bench", "target_rpe", 8, "target_reps", 15));
    log.session(log.daysAgo(3)).did("bench", 40, 20, 20);
    assertTrue(
        Ask.refusal(log, "suggest_next_weight", "exercise", "bench", "target_rpe", "8")
            .startsWith("target_rpe is 8 for 20 reps"));
  }

  @Test
  void theCatchAllPlanIsNoTarget() {
    String day =
        log.query(
                "with p as (insert into public.plan (name) values ('Unknown') returning plan_id)"
                    + " insert into public.session_schedule (plan_id, name) select plan_id, 'All'"
                    + " from p returning session_schedule_id")
            .get(0);
    UUID bench = log.planned(UUID.fromString(day), "Barbell Bench Press", 3, 10, 2500);
    log.session(log.daysAgo(3), UUID.fromString(day)).did(bench, 100, 5, 5);
    JsonNode json = next("exercise", "bench");
    assertEquals("usual", json.at("/target/source").textValue());
    assertEquals(5, json.at("/target/reps").intValue());
  }

  @Test
  void addedWeightProgressesWithTheBodyInView() {
    log.session(log.daysAgo(5)).didWith("Pull-Up", "{\"bodyweight_g\": 80000}", 20, 5, 5);
    JsonNode json = next("exercise", "pull-up");
    assertEquals("add_step", json.get("rule").textValue());
    assertEquals(22.5, json.get("weight").doubleValue());
    assertEquals(102.5, json.get("system_load").doubleValue());
    String text = Ask.text(log, "suggest_next_weight", "exercise", "pull-up");
    assertTrue(text.contains("Sets used: 2 x " + log.daysAgo(5) + " bw+20x5."), text);
  }

  @Test
  void aPlanDayIsAnsweredFirst() {
    UUID heavy = log.activePlan("Strength", "Heavy", 1);
    UUID bench = log.planned(heavy, "Barbell Bench Press", 3, 5, 2500);
    log.session(log.daysAgo(3), heavy).did(bench, 100, 5, 5, 5);
    assertEquals(102.5, next("exercise", "bench", "plan_day", "heavy").get("weight").doubleValue());
    assertEquals(
        "plan_day is \"Light\", and the plan has this exercise on \"Heavy\". Send one of them.",
        Ask.refusal(log, "suggest_next_weight", "exercise", "bench", "plan_day", "Light"));
  }

  @Test
  void nothingIsAddedWhereItHurts() {
    log.settings("{\"pain_flags\": [\"left knee\", \"Overhead Press\"]}");
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5).did("bench", 80, 5, 5, 5);
    JsonNode squat = next("exercise", "squat");
    assertEquals("pain", squat.get("rule").textValue());
    assertEquals(100, squat.get("weight").doubleValue());
    assertTrue(
        Ask.text(log, "suggest_next_weight", "exercise", "squat")
            .startsWith("Pain noted: left knee."));
    assertEquals(82.5, next("exercise", "bench").get("weight").doubleValue());
  }
}
