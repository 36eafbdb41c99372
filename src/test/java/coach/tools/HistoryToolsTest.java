package coach.tools;

import static coach.tools.TrainingLog.Done.rpe;
import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode history(Object... arguments) {
    return Ask.json(log, "get_exercise_history", arguments);
  }

  @Test
  void bothWaysOfStoringSetsReadAlike() {
    log.session(log.daysAgo(3)).did("Barbell Bench Press", 100, 5, 5, 4);
    log.session(log.daysAgo(1))
        .sets(
            "Barbell Bench Press",
            set("warm-up", 60, 8),
            rpe(102.5, 5, 8.5),
            set("drop-set", 80, 10));
    JsonNode sessions = history("exercise", "bench").get("sessions");
    assertEquals(2, sessions.size());

    JsonNode newest = sessions.get(0);
    assertEquals(log.daysAgo(1).toString(), newest.get("date").textValue());
    assertEquals(2, newest.get("sets").size());
    assertEquals(102.5, newest.at("/sets/0/weight").doubleValue());
    assertEquals(8.5, newest.at("/sets/0/rpe").doubleValue());
    assertEquals("drop-set", newest.at("/sets/1/type").textValue());
    // 36 x 102.5 / 32 = 115.3125: the other session notes no RPE, so none is used.
    assertEquals(115.31, newest.get("e1rm").doubleValue());
    assertEquals(102.5 * 5 + 80 * 10, newest.get("volume").doubleValue());

    JsonNode oldest = sessions.get(1);
    assertEquals(3, oldest.get("sets").size());
    assertEquals(90, oldest.at("/sets/0/rest_seconds").intValue());
    assertEquals(112.5, oldest.get("e1rm").doubleValue());
    assertEquals(1400, oldest.get("volume").doubleValue());
    assertEquals("Workout", oldest.get("day").textValue());
  }

  @Test
  void aPeriodIsNamedAsPeopleNameIt() {
    LocalDate today = log.daysAgo(0);
    LocalDate lastMonth = today.minusMonths(1).withDayOfMonth(15);
    log.session(lastMonth).did("bench", 90, 5);
    log.session(today).did("bench", 100, 5);
    log.session(LocalDate.of(2024, 7, 2)).did("bench", 80, 5);
    String month = lastMonth.toString().substring(0, 7);
    for (String since : List.of("last month", month)) {
      JsonNode history = history("exercise", "bench", "since", since, "until", since);
      assertEquals(1, history.get("sessions_total").intValue(), since);
      assertEquals(month + "-01", history.get("since").textValue());
      JsonNode rows =
          Ask.json(log, "analyze_progress", "since", since, "until", since).get("exercises");
      assertEquals(1, rows.at("/0/sessions").intValue(), since);
    }
    assertEquals(3, history("exercise", "bench", "since", "2024").get("sessions_total").intValue());
    assertEquals(
        "2024-12-31",
        history("exercise", "bench", "since", "2024", "until", "2024").get("to").textValue());
    JsonNode year =
        Ask.json(log, "analyze_progress", "exercise", "bench", "since", "2024", "until", "2024");
    assertEquals("2024-07-02 80x5", year.at("/session_bests/0/date").textValue() + " 80x5");
    assertEquals(1, year.get("sessions").intValue());
    assertEquals(
        2, history("exercise", "bench", "time_period_days", 100).get("sessions_total").intValue());
    assertEquals(
        "until is \"2024-13\". Send a date like 2026-01-31, a month like 2026-01, a year, last"
            + " month, March, Monday or 3 weeks ago.",
        Ask.refusal(log, "get_exercise_history", "exercise", "bench", "until", "2024-13"));
    assertTrue(
        Ask.refusal(log, "get_exercise_history", "exercise", "bench", "since", "9000")
            .startsWith("since is 9000-01-01, after "));
  }

  @Test
  void theTextSaysTheSameInOneLinePerSession() {
    log.session(log.daysAgo(1)).did("bench", 100, 5, 5, 4);
    String text = Ask.text(log, "get_exercise_history", "exercise", "bench");
    assertTrue(
        text.contains(log.daysAgo(1) + "  \"Workout\"  2 x 100x5, 100x4  e1RM 112.5  volume 1400"),
        text);
    assertTrue(text.contains("weights in kg, e1RM by Brzycki"), text);
  }

  @Test
  void warmUpsComeOnlyWhenAskedForAndNeverCount() {
    log.session(log.daysAgo(1)).sets("bench", set("warm-up", 60, 8), set(100, 5));
    JsonNode without = history("exercise", "bench");
    assertEquals(1, without.at("/sessions/0/sets").size());
    assertEquals(1, without.at("/left_out/warm_up").intValue());
    JsonNode with = history("exercise", "bench", "include_warm_ups", true);
    assertEquals(2, with.at("/sessions/0/sets").size());
    assertEquals(0, with.at("/left_out/warm_up").intValue());
    assertEquals(500, with.at("/sessions/0/volume").doubleValue());
  }

  @Test
  void draftsAreLeftOutAndCounted() {
    log.session(log.daysAgo(2)).did("bench", 100, 5).draft("squat", 140, 5);
    log.session(log.daysAgo(1)).draft("bench", 102.5, 5, 5, 5);
    JsonNode history = history("exercise", "bench");
    assertEquals(1, history.get("sessions_total").intValue());
    assertEquals(1, history.at("/left_out/drafts").intValue());
    assertTrue(
        Ask.text(log, "get_exercise_history", "exercise", "bench")
            .contains("Left out: 1 draft that was never performed."));
  }

  @Test
  void everySpellingIsTheSameExercise() {
    int day = 1;
    for (String name :
        List.of("Bench Press", "bench-press", "BENCH  PRESS", "Bénch Press", "Barbell Bench")) {
      log.session(log.daysAgo(day++)).did(name, 100, 5);
    }
    log.session(log.daysAgo(day)).did("Close-Grip Bench Press", 80, 5);
    assertEquals(5, history("exercise", "flat bench").get("sessions_total").intValue());
  }

  @Test
  void assistedAndBodyWeightSetsAreWrittenAsSuch() {
    log.session(log.daysAgo(2)).didWith("Pull-Up", "{\"assistance_g\": 20000}", 0, 8);
    log.session(log.daysAgo(1)).didWith("Pull-Up", "{\"bodyweight_g\": 80000}", 0, 10);
    JsonNode sessions = history("exercise", "pull-up").get("sessions");
    assertEquals(20, sessions.at("/1/sets/0/assistance").doubleValue());
    assertEquals(80, sessions.at("/0/sets/0/body_weight").doubleValue());
    // 80 x 36 / 27: ten pull-ups are a set with the body.
    assertEquals(106.67, sessions.at("/0/e1rm").doubleValue());
    String text = Ask.text(log, "get_exercise_history", "exercise", "pull-up");
    assertTrue(text.contains("bw-20x8"), text);
    assertTrue(text.contains("  bwx10  "), text);
  }

  @Test
  void deloadSessionsAreMarked() {
    log.deload(log.daysAgo(1)).did("bench", 100, 5);
    assertTrue(history("exercise", "bench").at("/sessions/0/deload").booleanValue());
    assertTrue(Ask.text(log, "get_exercise_history", "exercise", "bench").contains("(deload)"));
  }

  @Test
  void poundsAreShownInPounds() {
    log.settings("{\"unit\": \"lb\"}");
    log.session(log.daysAgo(1)).did("bench", 102.058, 5);
    JsonNode history = history("exercise", "bench");
    assertEquals("lb", history.get("unit").textValue());
    assertEquals(225, history.at("/sessions/0/sets/0/weight").doubleValue());
    // 36 x 225 / 32 = 253.125
    assertEquals(253.1, history.at("/sessions/0/e1rm").doubleValue());
    assertEquals(1125, history.at("/sessions/0/volume").doubleValue());
  }

  @Test
  void theLiftersFormulaIsUsed() {
    log.settings("{\"one_rm_formula\": \"epley\"}");
    log.session(log.daysAgo(1)).did("bench", 100, 5);
    JsonNode history = history("exercise", "bench");
    assertEquals("Epley", history.get("one_rm_formula").textValue());
    assertEquals(116.67, history.at("/sessions/0/e1rm").doubleValue());
  }

  @Test
  void notesAreHiddenWhereTheLifterSaysSo() {
    log.noted(log.daysAgo(1), "slept badly, \"100 %\" tired").did("bench", 100, 5);
    assertEquals(
        "slept badly, \"100 %\" tired",
        history("exercise", "bench").at("/sessions/0/note").textValue());
    log.settings("{\"include_notes\": false}");
    assertTrue(history("exercise", "bench").at("/sessions/0/note").isNull());
    assertFalse(Ask.text(log, "get_exercise_history", "exercise", "bench").contains("slept"));
  }

  @Test
  void theLookBackEndsWhereTheLifterWants() {
    log.session(log.daysAgo(31)).did("bench", 90, 5);
    log.session(log.daysAgo(29)).did("bench", 100, 5);
    assertEquals(2, history("exercise", "bench").get("sessions_total").intValue());
    log.settings("{\"max_history_days\": 30}");
    JsonNode history = history("exercise", "bench", "days", 365);
    assertEquals(1, history.get("sessions_total").intValue());
    assertEquals(log.daysAgo(30).toString(), history.get("since").textValue());
    assertTrue(
        Ask.text(log, "get_exercise_history", "exercise", "bench", "days", 365)
            .contains("(your setting max_history_days allows 30 days)"));
  }

  @Test
  void theDaysAreTheLookBack() {
    log.session(log.daysAgo(7)).did("bench", 90, 5);
    log.session(log.daysAgo(8)).did("bench", 90, 5);
    assertEquals(1, history("exercise", "bench", "days", 7).get("sessions_total").intValue());
  }

  @Test
  void everySessionComesOnceOverAllPages() {
    for (int day = 1; day <= 7; day++) {
      log.session(log.daysAgo(day)).did("bench", 100, 5);
      log.session(log.daysAgo(day)).did("bench", 90, 8);
    }
    List<String> ids = new ArrayList<>();
    JsonNode page = history("exercise", "bench", "limit", 4);
    while (true) {
      page.get("sessions").forEach(session -> ids.add(session.get("id").textValue()));
      if (!page.has("next_cursor")) {
        break;
      }
      String cursor = page.get("next_cursor").textValue();
      page = history("exercise", "bench", "limit", 4, "cursor", cursor);
    }
    assertEquals(14, ids.size());
    assertEquals(14, Set.copyOf(new HashSet<>(ids)).size());
    JsonNode offset = history("exercise", "bench", "limit", 100, "offset", 12);
    assertEquals(ids.get(12), offset.at("/sessions/0/id").textValue());
    assertEquals(2, offset.get("sessions").size());
  }

  @Test
  void anAnswerThatWouldBeTooLongEndsWithACursor() {
    for (int day = 1; day <= 60; day++) {
      log.noted(log.daysAgo(day), "word ".repeat(60)).did("bench", 100, 5, 5, 5, 5, 5);
    }
    JsonNode page = history("exercise", "bench", "limit", 100);
    int shown = page.get("sessions").size();
    assertTrue(shown > 5 && shown < 60, shown + " sessions");
    JsonNode next =
        history("exercise", "bench", "limit", 100, "cursor", page.get("next_cursor").textValue());
    assertEquals(log.daysAgo(shown + 1).toString(), next.at("/sessions/0/date").textValue());
  }

  @Test
  void whatShowsNoStrengthHasNoE1rmAndIsNamed() {
    log.session(log.daysAgo(2)).did("Pull-Up", 20, 5, 5);
    JsonNode pullUps = history("exercise", "pull-up");
    assertTrue(pullUps.at("/sessions/0/e1rm").isNull());
    assertEquals(20, pullUps.at("/sessions/0/sets/0/weight").doubleValue());
    assertEquals(2, pullUps.at("/left_out/no_body_weight").intValue());
    log.session(log.daysAgo(1)).sets("bench", set(60, 15), set("drop-set", 50, 10));
    JsonNode bench = history("exercise", "bench");
    assertTrue(bench.at("/sessions/0/e1rm").isNull());
    assertEquals(1, bench.at("/left_out/set_type").intValue());
    assertTrue(
        Ask.text(log, "get_exercise_history", "exercise", "bench")
            .contains("Left out: 1 drop, myo-rep or other set (no e1RM)."));
  }

  @Test
  void onesOwnExerciseBreaksATieOfSimilarNames() {
    log.ownExercise("Barbell Bench Press B");
    assertEquals(
        "Barbell Bench Press B",
        history("exercise", "barbell bench pressb").at("/exercise/name").textValue());
    assertEquals(
        "Barbell Bench Press",
        history("exercise", "barbell bench press").at("/exercise/name").textValue());
    log.ownExercise("Barbell Bench Press C");
    String refusal = Ask.refusal(log, "get_exercise_history", "exercise", "barbell bench pressb");
    assertTrue(refusal.contains("Barbell Bench Press C"), refusal);
  }
}
