package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.sets.SetLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditWorkoutTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode edit(Object... arguments) {
    return Ask.json(log, "edit_workout", arguments);
  }

  /** Every set of the last session as "type weight x reps @rpe", one exercise after the other. */
  private String sets() {
    StringBuilder all = new StringBuilder();
    for (JsonNode exercise : Ask.json(log, "get_session").get("exercises")) {
      all.append(all.isEmpty() ? "" : " | ");
      for (JsonNode set : exercise.get("sets")) {
        all.append(all.toString().endsWith(" ") || all.isEmpty() ? "" : " ")
            .append(SetLine.text(set).replace(" ", "_"));
      }
    }
    return all.toString();
  }

  private void logged(Object... arguments) {
    Ask.json(log, "log_workout", arguments);
  }

  @Test
  void theLastSetAloneChangesItsWeight() {
    logged(Lifts.log("bench", "3x5@100 rpe=8"));
    JsonNode answer = edit("exercise", "bench", "set", -1, "change", Map.of("weight", 80));
    assertEquals("100x5_@8 100x5_@8 80x5_@8", sets());
    assertTrue(answer.at("/changes/0").textValue().startsWith("changed Barbell Bench Press: 3 x"));
    assertEquals(
        "{5,5,5} 100000",
        log.query(
                "select concat_ws(' ', reps, weight) from public.performed_exercise e join"
                    + " public.performed_session using (performed_session_id) where app_user_id = ?",
                log.user)
            .get(0));
  }

  @Test
  void withoutASetEveryWorkSetChanges() {
    logged(Lifts.log("bench", "10@60 type=warm-up, 3x5@100"));
    edit("change", Map.of("weight", 80, "rpe", 8.5));
    assertEquals("w_60x10 80x5_@8.5 80x5_@8.5 80x5_@8.5", sets());
  }

  @Test
  void straightSetsStayStraight() {
    logged(Lifts.log("bench", "3x5@100"));
    edit("change", Map.of("weight", 80, "reps", 6));
    assertEquals(
        "0",
        log.query(
                "select count(*) from public.performed_exercise_set join public.performed_exercise"
                    + " using (performed_exercise_id) join public.performed_session using"
                    + " (performed_session_id) where app_user_id = ?",
                log.user)
            .get(0));
    assertEquals("80x6 80x6 80x6", sets());
  }

  @Test
  void aSetIsTakenOut() {
    logged(Lifts.log("bench", "5@100, 5@90, 5@80"));
    edit("set", 2, "change", Map.of("remove", true));
    assertEquals("100x5 80x5", sets());
  }

  @Test
  void theLastSetOfAnExerciseTakesItAlong() {
    logged("exercises", List.of(Lifts.exercise("bench", "5@100"), Lifts.exercise("row", "8@70")));
    edit("exercise", "row", "set", 1, "change", Map.of("remove", true));
    assertEquals("100x5", sets());
    assertTrue(
        Ask.refusal(log, "edit_workout", "set", 1, "change", Map.of("remove", true))
            .startsWith("The session would be left without exercises."));
    assertEquals("100x5", sets());
  }

  @Test
  void anExerciseWasAnotherOne() {
    logged("exercises", List.of(Lifts.exercise("bench", "5@100"), Lifts.exercise("row", "8@70")));
    JsonNode answer =
        edit("exercise", "bench", "change", Map.of("exercise", "incline bench press"));
    assertTrue(answer.at("/exercises/0/name").textValue().contains("Incline"), answer.toString());
    assertEquals("100x5 | 70x8", sets());
  }

  @Test
  void assistanceTakesThePlaceOfALoadAndTheOtherWayRound() {
    logged(Lifts.log("pull up", "2x8@10"));
    edit("set", 1, "change", Map.of("assistance", 20));
    assertEquals("bw-20x8 10x8", sets());
    edit("set", 1, "change", Map.of("weight", 5));
    assertEquals("5x8 10x8", sets());
  }

  @Test
  void fieldsAreEmptied() {
    logged(Lifts.log("bench", "2x5@100 rpe=8 rest_seconds=90", "note", "strong"));
    edit("exercise", "bench", "change", Map.of("clear", List.of("rpe", "rest_seconds")));
    JsonNode answer = edit("change", Map.of("clear", List.of("note")));
    assertEquals("100x5 100x5", sets());
    assertTrue(answer.at("/session/note").isNull());
    assertTrue(answer.at("/exercises/0/sets/0/rest_seconds").isMissingNode(), answer.toString());
  }

  @Test
  void notesGoWhereTheyAreMeant() {
    logged("exercises", List.of(Lifts.exercise("bench", "2x5@100"), Lifts.exercise("row", "8@70")));
    edit("change", Map.of("note", "of the session"));
    edit("exercise", "row", "change", Map.of("note", "of the row"));
    JsonNode answer = edit("exercise", "bench", "set", 2, "change", Map.of("note", "of the set"));
    assertEquals("of the session", answer.at("/session/note").textValue());
    assertEquals("of the row", answer.at("/exercises/1/note").textValue());
    assertEquals("of the set", answer.at("/exercises/0/sets/1/note").textValue());
    assertTrue(answer.at("/exercises/0/sets/0/note").isMissingNode());
  }

  @Test
  void aNewDayKeepsTheTimeAndTheLength() {
    log.settings("{\"time_zone\": \"Europe/Berlin\"}");
    logged(Lifts.log("bench", "5@100", "started_at", "2026-03-28T18:30", "ended_at", "19:30"));
    // The clocks change in between.
    JsonNode answer = edit("session", "2026-03-28", "change", Map.of("started_at", "2026-03-30"));
    assertEquals("2026-03-30T18:30", answer.at("/session/started_at").textValue());
    assertEquals("2026-03-30T19:30", answer.at("/session/completed_at").textValue());
  }

  @Test
  void anotherDayOfThePlanBringsItsLines() {
    UUID day = log.activePlan("Upper Lower", "Upper A", 1);
    UUID line = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    logged(Lifts.log("bench", "5@100"));
    JsonNode answer = edit("change", Map.of("plan_day", "Upper A"));
    assertEquals("Upper A", answer.at("/session/day").textValue());
    assertEquals(
        line.toString(),
        log.query(
                "select exercise_id from public.performed_exercise join public.performed_session"
                    + " using (performed_session_id) where app_user_id = ?",
                log.user)
            .get(0));
    answer = edit("change", Map.of("name", "Garage"));
    assertEquals("Garage", answer.at("/session/day").textValue());
    assertEquals("Barbell Bench Press", answer.at("/exercises/0/name").textValue());
  }

  @Test
  void setsOfTheAppKeepWhatCoachDoesNotKnow() {
    log.session(log.daysAgo(1))
        .sets(
            "bench",
            new TrainingLog.Done("regular", 100, 5, "{\"tempo\": \"3010\", \"rpe\": 8}"),
            TrainingLog.Done.set(90, 8));
    edit("set", 1, "change", Map.of("weight", 80));
    assertEquals("80x5_@8 90x8", sets());
    assertEquals(
        "3010",
        log.query(
                "select t.data ->> 'tempo' from public.performed_exercise_set t join"
                    + " public.performed_exercise using (performed_exercise_id) join"
                    + " public.performed_session using (performed_session_id) where app_user_id = ?"
                    + " and t.\"order\" = 1",
                log.user)
            .get(0));
  }

  @Test
  void theExerciseIsFoundByWhatOnlyItHas() {
    logged(
        "exercises",
        List.of(
            Lifts.exercise("dumbbell bench press", "8@30"),
            Lifts.exercise("barbell row", "8@70"),
            Lifts.exercise("barbell back squat", "5@140")));
    edit("exercise", "bench", "change", Map.of("weight", 32));
    edit("exercise", "ROW", "change", Map.of("weight", 72));
    assertEquals("32x8 | 72x8 | 140x5", sets());
    String several =
        Ask.refusal(log, "edit_workout", "exercise", "barbell", "change", Map.of("weight", 1));
    assertTrue(
        several.startsWith("exercise is \"barbell\", and the session has \"Barbell "), several);
    String none = Ask.refusal(log, "edit_workout", "change", Map.of("weight", 1));
    assertTrue(none.startsWith("exercise is missing, and the session has "), none);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    logged(Lifts.log("bench", "3x5@100"));
    assertEquals(
        "set is 4, and there are 3 sets. Send 1 to 3, or -1 for the last.",
        Ask.refusal(log, "edit_workout", "set", 4, "change", Map.of("reps", 1)));
    assertEquals(
        "set is -4, and there are 3 sets. Send 1 to 3, or -1 for the last.",
        Ask.refusal(log, "edit_workout", "set", -4, "change", Map.of("reps", 1)));
    assertEquals(
        "set is 0. Send 1 for the first, or -1 for the last.",
        Ask.refusal(log, "edit_workout", "set", 0, "change", Map.of("reps", 1)));
    assertEquals(
        "change is empty. Send what to change, such as {\"weight\": 80}.",
        Ask.refusal(log, "edit_workout", "change", Map.of()));
    assertEquals(
        "change has remove and something else. Send one of them.",
        Ask.refusal(log, "edit_workout", "change", Map.of("remove", true, "reps", 3)));
    assertEquals(
        "change.started_at is about the session. Leave exercise and set out.",
        Ask.refusal(
            log, "edit_workout", "exercise", "bench", "change", Map.of("started_at", "yesterday")));
    assertEquals("100x5 100x5 100x5", sets());
  }

  @Test
  void nothingNewIsSaidAndNotKept() {
    logged(Lifts.log("bench", "3x5@100"));
    JsonNode answer = edit("change", Map.of("weight", 100));
    assertFalse(answer.has("change"));
    assertEquals(0, answer.get("changes").size());
    assertTrue(
        Ask.json(log, "undo_last_change").at("/undone/tool").textValue().equals("log_workout"));
  }

  @Test
  void severalSessionsOfADayAreAskedAbout() {
    logged(Lifts.log("bench", "5@100", "started_at", "2026-01-05 08:00"));
    logged(Lifts.log("bench", "5@100", "started_at", "2026-01-05 18:00"));
    String refusal =
        Ask.refusal(log, "edit_workout", "session", "2026-01-05", "change", Map.of("weight", 80));
    assertTrue(refusal.startsWith("session is \"2026-01-05\", and there are several."), refusal);
    assertTrue(refusal.contains("2026-01-05T08:00 \"Workout\" ("), refusal);
  }
}
