package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  @Test
  void lessHelpIsProgress() {
    for (int week = 0; week < 6; week++) {
      log.session(log.daysAgo(7 * week))
          .didWith("assisted dip", "{\"assistance_g\": " + (15_000 + 5_000 * week) + "}", 0, 8);
    }
    String text =
        Ask.text(log, "analyze_progress", "exercise", "assisted dip", "time_period_days", 60);
    String help = "Help: progress, with less of it: 40 on " + log.daysAgo(35) + ", 15 on ";
    assertTrue(text.contains(help + log.today()), text);
  }

  private JsonNode analyze(Object... arguments) {
    return Ask.json(log, "analyze_progress", arguments);
  }

  /** One session of fives a week, the last one today, each 2.5 kg heavier than the one before. */
  private void fiveWeeksUpTo(double kg) {
    for (int week = 4; week >= 0; week--) {
      log.session(log.daysAgo(7 * week)).did("bench", kg - 2.5 * week, 5, 5);
    }
  }

  @Test
  void aSteadyRiseHasItsSlopeAndDirection() {
    fiveWeeksUpTo(110);
    JsonNode json = analyze("exercise", "bench");
    JsonNode trend = json.get("e1rm_trend");
    // Five reps are 36/32 of the load, so 2.5 kg a week are 2.8125 kg of e1RM.
    assertEquals(2.81, trend.get("per_week").doubleValue());
    assertEquals(118.13, trend.get("mean").doubleValue());
    assertEquals(2.38, trend.get("percent_per_week").doubleValue());
    assertEquals(1, trend.get("r_squared").doubleValue());
    assertEquals(28, trend.get("span_days").intValue());
    assertEquals("rising", trend.get("direction").textValue());
    assertEquals("some", trend.get("data").textValue());
    assertEquals(25, json.at("/volume_trend/per_week").doubleValue());
    // Five sessions in 29 days.
    assertEquals(1.2, json.get("sessions_per_week").doubleValue());
    assertEquals(5, json.get("session_bests").size());
    assertEquals(123.75, json.at("/best_sets/0/e1rm").doubleValue());
    assertEquals(0, json.at("/plateau/weeks_since_best").intValue());
    assertFalse(json.at("/plateau/stalled").booleanValue());
    String text = Ask.text(log, "analyze_progress", "exercise", "bench");
    assertTrue(text.contains("e1RM: +2.81 kg a week (+2.38 %)"), text);
    assertTrue(text.contains("rising, data some, from 5 sessions over 28 days."), text);
    assertTrue(text.contains("First " + log.daysAgo(28) + " 100x5 (e1RM 112.5)"), text);
  }

  @Test
  void threeSessionsAreNotEnoughForATrend() {
    for (int week = 0; week < 3; week++) {
      log.session(log.daysAgo(10 * week)).did("bench", 100 - week, 5);
    }
    assertEquals("unclear", analyze("exercise", "bench").at("/e1rm_trend/direction").textValue());
    String text = Ask.text(log, "analyze_progress", "exercise", "bench");
    assertTrue(text.contains("a trend needs 4 sessions over 21 days. Ask for more days."), text);
    assertFalse(text.contains("a week (+"), text);
  }

  @Test
  void sixWeeksWithoutANewBestAreAPlateau() {
    for (int week = 7; week >= 0; week--) {
      log.session(log.daysAgo(7 * week)).did("bench", week == 7 ? 106 : 105, 5);
    }
    JsonNode plateau = analyze("exercise", "bench", "time_period_days", 90).get("plateau");
    assertTrue(plateau.get("stalled").booleanValue());
    assertEquals(log.daysAgo(49).toString(), plateau.get("last_best_on").textValue());
    assertEquals(7, plateau.get("weeks_since_best").intValue());
    assertEquals(7, plateau.get("sessions_since_best").intValue());
    assertTrue(
        Ask.text(log, "analyze_progress", "exercise", "bench", "time_period_days", 90)
            .contains(
                "Plateau: stalled, but every session reached its target: add weight. Last new e1RM best"));
  }

  @Test
  void sessionsShortOfThePlanAreNamed() {
    UUID day = log.activePlan("Strength", "Monday", 1);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    log.session(log.daysAgo(9), day).did(bench, 100, 5, 5, 5);
    log.session(log.daysAgo(2), day).did(bench, 102.5, 5, 4, 3);
    JsonNode json = analyze("exercise", "bench");
    assertEquals(1, json.at("/plateau/short_of_target_on").size());
    assertEquals(log.daysAgo(2).toString(), json.at("/plateau/short_of_target_on/0").textValue());
    assertEquals(3, json.at("/target/sets").intValue());
    assertTrue(
        Ask.text(log, "analyze_progress", "exercise", "bench")
            .contains("Short of the target 3x5 of \"Strength\", \"Monday\": " + log.daysAgo(2)));
  }

  @Test
  void whatIsLeftOutIsCounted() {
    log.deload(log.daysAgo(20)).did("bench", 100, 5, 5);
    log.session(log.daysAgo(10))
        .sets("bench", set("warm-up", 60, 10), set(100, 5), set(60, 15), set(100, 0));
    log.session(log.daysAgo(5)).did("bench", 0, 20).draft("bench", 105, 5);
    log.session(log.daysAgo(-1)).did("bench", 300, 5);
    JsonNode json = analyze("exercise", "bench");
    JsonNode leftOut = json.get("left_out");
    assertEquals(1, leftOut.get("warm_up").intValue());
    assertEquals(2, leftOut.get("deload").intValue());
    assertEquals(1, leftOut.get("over_12_reps").intValue());
    assertEquals(1, leftOut.get("no_reps").intValue());
    assertEquals(1, leftOut.get("no_weight").intValue());
    assertEquals(1, leftOut.get("drafts").intValue());
    assertEquals(1, leftOut.get("dated_after_today").intValue());
    assertEquals(1, json.get("session_bests").size());
    assertTrue(
        Ask.text(log, "analyze_progress", "exercise", "bench").contains("1 set dated after today"));
  }

  @Test
  void onlyTheNewestSessionsCountWhereFewAreWanted() {
    fiveWeeksUpTo(110);
    JsonNode json = analyze("exercise", "bench", "max_sessions", "2");
    assertEquals(2, json.get("sessions").intValue());
    assertEquals(3, json.at("/left_out/older_sessions").intValue());
    assertEquals(107.5, json.at("/session_bests/0/weight").doubleValue());
  }

  @Test
  void anEarlierBestIsNotForgotten() {
    log.session(log.daysAgo(200)).did("bench", 130, 3);
    log.session(log.daysAgo(100)).did("bench", 120, 5);
    log.session(log.daysAgo(2)).did("bench", 100, 5);
    JsonNode best = analyze("exercise", "bench").get("best_before_period");
    // 36 x 130 / 34 = 137.65 beats 36 x 120 / 32 = 135.
    assertEquals(137.65, best.get("e1rm").doubleValue());
    assertEquals(log.daysAgo(200).toString(), best.get("date").textValue());
    assertFalse(best.get("exceeded").booleanValue());
    assertEquals(28, best.get("weeks_ago").intValue());
    assertTrue(
        Ask.text(log, "analyze_progress", "exercise", "bench")
            .contains("130x3 (e1RM 137.65), not exceeded for 28 weeks."));
    log.session(log.daysAgo(1)).did("bench", 140, 1);
    assertTrue(analyze("exercise", "bench").at("/best_before_period/exceeded").booleanValue());
  }

  @Test
  void aLayoffIsNamed() {
    log.session(log.daysAgo(60)).did("bench", 100, 5);
    log.session(log.daysAgo(40)).did("bench", 95, 5);
    JsonNode layoffs = analyze("exercise", "bench", "time_period_days", 90).at("/plateau/layoffs");
    assertEquals(2, layoffs.size());
    assertEquals(20, layoffs.at("/0/days").intValue());
    assertTrue(layoffs.at("/1/open").booleanValue());
  }

  @Test
  void bodyWeightExercisesAreJudgedByReps() {
    for (int week = 4; week >= 0; week--) {
      log.session(log.daysAgo(7 * week)).did("Pull-Up", 0, 10 - week, 5);
    }
    JsonNode json = analyze("exercise", "pull-up");
    assertEquals(1, json.at("/reps_trend/per_week").doubleValue());
    assertEquals(0, json.at("/e1rm_trend/sessions").intValue());
    String text = Ask.text(log, "analyze_progress", "exercise", "pull-up");
    assertTrue(text.contains("Most reps in a set: +1 rep a week"), text);
  }

  @Test
  void twoHundredSessionsFitIntoOneAnswer() {
    for (int day = 0; day < 200; day++) {
      log.session(log.daysAgo(day)).did("bench", 100 + day % 7 + 0.25, 5);
    }
    JsonNode json = analyze("exercise", "bench", "time_period_days", 365, "max_sessions", 200);
    assertEquals(8, json.get("session_bests").size());
  }

  @Test
  void whatWasReachedBeforeThePeriodIsNoNewBest() {
    log.session(log.daysAgo(60)).did("bench", 110, 5);
    log.session(log.daysAgo(45)).did("bench", 105, 5);
    for (int day : new int[] {28, 21, 14, 7}) {
      log.session(log.daysAgo(day)).did("bench", day == 28 ? 110 : 107.5, 5);
    }
    JsonNode plateau = analyze("exercise", "bench").get("plateau");
    assertFalse(plateau.get("new_best_in_period").booleanValue());
    assertEquals(log.daysAgo(60).toString(), plateau.get("last_best_on").textValue());
    assertEquals(8, plateau.get("weeks_since_best").intValue());
    assertEquals(5, plateau.get("sessions_since_best").intValue());
    assertFalse(plateau.get("stalled").booleanValue());
    String text = Ask.text(log, "analyze_progress", "exercise", "bench");
    assertTrue(
        text.contains(
            "Plateau: not shown. No new e1RM best in the period; the last one was on "
                + log.daysAgo(60)
                + ", 8 full weeks and 5 sessions ago"),
        text);
    JsonNode whole = analyze("exercise", "bench", "time_period_days", 90).get("plateau");
    assertTrue(whole.get("new_best_in_period").booleanValue());
    assertEquals(5, whole.get("sessions_since_best").intValue());
  }

  @Test
  void sessionsBeyondTheNewestOnesStillHoldTheirBest() {
    log.session(log.daysAgo(20)).did("bench", 120, 5);
    log.session(log.daysAgo(10)).did("bench", 100, 5);
    log.session(log.daysAgo(3)).did("bench", 105, 5);
    JsonNode json = analyze("exercise", "bench", "max_sessions", 2);
    assertEquals(135, json.at("/best_before_period/e1rm").doubleValue());
    assertEquals(log.daysAgo(20).toString(), json.at("/plateau/last_best_on").textValue());
  }

  @Test
  void weightAddedToBodyWeightCountsWithTheBody() {
    log.session(log.daysAgo(60)).didWith("Pull-Up", "{\"bodyweight_g\": 80000}", 30, 5);
    for (int day : new int[] {24, 16, 8, 1}) {
      log.session(log.daysAgo(day)).didWith("Pull-Up", "{\"bodyweight_g\": 80000}", 20, 5, 5);
    }
    JsonNode json = analyze("exercise", "pull-up");
    assertEquals(4, json.at("/e1rm_trend/sessions").intValue());
    // (80 + 30) x 36 / 32.
    assertEquals(123.75, json.at("/best_before_period/e1rm").doubleValue());
    assertEquals("bw+20x5", json.at("/best_sets/0/set").textValue());
  }

  @Test
  void withoutABodyWeightThereIsNoE1rmAndOneSentenceSaysWhy() {
    log.session(log.daysAgo(8)).did("Pull-Up", 20, 5, 5);
    JsonNode json = analyze("exercise", "pull-up");
    assertEquals(0, json.at("/e1rm_trend/sessions").intValue());
    assertEquals(2, json.at("/left_out/no_body_weight").intValue());
    String text = Ask.text(log, "analyze_progress", "exercise", "pull-up");
    assertTrue(text.contains("log it once with log_body_measurement"), text);
    Ask.tool(
        log,
        "log_body_measurement",
        "measurements",
        java.util.List.of(java.util.Map.of("kind", "body_weight", "value", 80)));
    assertEquals(112.5, analyze("exercise", "pull-up").at("/best_sets/0/e1rm").doubleValue());
  }

  @Test
  void dropSetsSetNoE1rm() {
    log.session(log.daysAgo(40)).sets("bench", set("drop-set", 90, 8));
    log.session(log.daysAgo(2)).sets("bench", set(60, 15), set("drop-set", 50, 10));
    JsonNode json = analyze("exercise", "bench");
    assertEquals(0, json.get("session_bests").size());
    assertEquals(1, json.at("/left_out/set_type").intValue());
    assertFalse(json.has("best_before_period"));
  }
}
