package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogWorkoutTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode logged(Object... arguments) {
    return Ask.json(log, "log_workout", arguments);
  }

  private String stored(String column, String table) {
    return String.join(
        ",",
        log.query(
            "select " + column + " from " + table + " where s.app_user_id = ? order by 1",
            log.user));
  }

  private String ofExercise(String column) {
    return stored(
        column,
        "public.performed_session s join public.performed_exercise e using (performed_session_id)");
  }

  private String ofSets(String column) {
    return stored(
        column,
        "public.performed_session s join public.performed_exercise e using (performed_session_id)"
            + " join public.performed_exercise_set t using (performed_exercise_id)");
  }

  @Test
  void straightSetsStandInTheExercise() {
    logged(Lifts.log("bench", "2x5@100 rpe=8 rest_seconds=90, 4@100 rpe=8 rest_seconds=120"));
    assertEquals("{5,5,4}", ofExercise("reps"));
    assertEquals("100000", ofExercise("weight"));
    assertEquals("{00:01:30,00:01:30,00:02:00}", ofExercise("rest"));
    assertEquals("8", ofExercise("e.data ->> 'rpe'"));
    assertEquals("", ofSets("t.weight"));
  }

  /** The workout app sorts by the beginning, and reads no nulls among the rests. */
  @Test
  void whatTheAppReadsIsThere() {
    logged(
        "exercises",
        List.of(
            Lifts.exercise("bench", "5@100, 5@100 rest_seconds=120"),
            Lifts.exercise("squat", "5@100 type=warm-up, 5@140")));
    assertEquals("{},{00:02:00}", ofExercise("rest"));
    assertEquals(
        "t,t",
        ofExercise(
            "e.started_at = s.started_at + (e.data ->> 'position')::int * interval '1 second'"));
    assertEquals("t,t,t,t", ofSets("t.started_at = e.started_at"));
    assertEquals("false,true,true,true", ofSets("coalesce(t.data ->> 'rest_unknown', 'false')"));
  }

  @Test
  void setsThatDifferGetRowsAndTheExerciseHoldsTheTopWeight() {
    logged(Lifts.log("bench", "10@60 type=warm-up, 5@100, 8@80 type=drop-set rpe=9.5 note=hard"));
    assertEquals("{10,5,8}", ofExercise("reps"));
    assertEquals("100000", ofExercise("weight"));
    assertEquals(
        "1 warm-up 60000,2 regular 100000,3 drop-set 80000",
        ofSets("t.\"order\" || ' ' || exercise_set_type || ' ' || t.weight"));
    assertEquals("hard", ofSets("t.note").replace(",null", ""));
  }

  @Test
  void anAssistedLiftHasNoLoadAndKeepsItsHelp() {
    JsonNode answer = logged(Lifts.log("pull up", "2x8 assistance=20 body_weight=80.5"));
    assertEquals("0", ofExercise("weight"));
    assertEquals(
        "20000 80500",
        ofExercise("concat_ws(' ', e.data ->> 'assistance_g', e.data ->> 'bodyweight_g')"));
    JsonNode set = answer.at("/exercises/0/sets/1");
    assertEquals(20, set.get("assistance").intValue());
    assertEquals(80.5, set.get("body_weight").doubleValue());
  }

  @Test
  void theAnswerIsWhatGetSessionSays() {
    JsonNode answer =
        logged(
            "exercises",
            List.of(
                Lifts.exercise("bench", "A", "3x5@100 rpe=8.5 rest_seconds=90"),
                Lifts.exercise("row", "A", "3x8@70"),
                Lifts.exercise("pull up", "8 assistance=20, 6")),
            "note",
            "strong",
            "started_at",
            "2026-01-31T18:30",
            "ended_at",
            "19:45");
    JsonNode read = Ask.json(log, "get_session", "session", "last");
    assertEquals(read.get("session"), answer.get("session"));
    assertEquals(read.get("exercises"), answer.get("exercises"));
    assertEquals(75, answer.at("/session/minutes").intValue());
    assertEquals("A", answer.at("/exercises/1/superset").textValue());
  }

  @Test
  void aBackDatedTimeIsTheLiftersOwn() {
    log.settings("{\"time_zone\": \"America/New_York\"}");
    JsonNode answer = logged(Lifts.log("bench", "5@100", "started_at", "2026-01-05 20:30"));
    assertEquals("2026-01-05", answer.at("/session/date").textValue());
    assertEquals("2026-01-06 01:30:00", stored("started_at", "public.performed_session s"));
    logged(Lifts.log("squat", "5@100", "started_at", "2026-01-05T20:30:00-08:00"));
    assertEquals(
        "2026-01-06 01:30:00,2026-01-06 04:30:00",
        stored("started_at", "public.performed_session s"));
  }

  @Test
  void aDayWithoutTimeStaysThatDay() {
    log.settings("{\"time_zone\": \"Asia/Tokyo\"}");
    JsonNode answer = logged(Lifts.log("bench", "5@100", "started_at", "yesterday"));
    assertEquals(log.daysAgo(1).toString(), answer.at("/session/date").textValue());
    assertFalse(answer.at("/session/time_known").booleanValue());
  }

  @Test
  void poundsAreStoredAsGramsAndReadBackAsPounds() {
    log.settings("{\"unit\": \"lb\"}");
    JsonNode answer = logged(Lifts.log("bench", "5@225"));
    assertEquals("102058", ofExercise("weight"));
    assertEquals(225, answer.at("/exercises/0/sets/0/weight").doubleValue());
    assertEquals("lb", answer.get("unit").textValue());
    logged(Lifts.log("squat", "5@100", "unit", "kg"));
    assertEquals("100000,102058", ofExercise("weight"));
  }

  @Test
  void aWorkoutOutsidePlansGetsADayOfItsName() {
    logged(Lifts.log("bench", "5@100", "name", "Push 💪", "started_at", "2026-01-05"));
    logged(Lifts.log("bench", "5@100", "name", "push", "started_at", "2026-01-06"));
    logged(Lifts.log("bench", "5@100", "started_at", "2026-01-07"));
    assertEquals(
        "Push 💪,Push 💪,Workout",
        stored(
            "d.name",
            "public.performed_session s join public.session_schedule d"
                + " using (session_schedule_id)"));
    assertEquals(
        "Freestyle private freestyle",
        stored("concat_ws(' ', name, visibility, data ->> 'kind')", "public.user_plan s"));
  }

  @Test
  void aDayOfThePlanBringsItsLines() {
    UUID day = log.activePlan("Upper Lower", "Upper A", 1);
    UUID line = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    JsonNode answer = logged(Lifts.log("bench", "3x5@100", "plan_day", "upper a"));
    assertEquals("Upper Lower", answer.at("/session/plan").textValue());
    assertEquals(line.toString(), ofExercise("exercise_id"));
    assertEquals(
        "Upper A",
        logged(Lifts.log("row", "3x5@100", "plan_day", day.toString()))
            .at("/session/day")
            .textValue());
  }

  @Test
  void newRecordsAreNamed() {
    log.session(log.daysAgo(7)).did("bench", 100, 5, 5, 5);
    String text = Ask.text(log, "log_workout", Lifts.log("bench", "3x5@102.5"));
    assertTrue(text.contains("Barbell Bench Press heaviest 102.5x5, before 100"), text);
    assertTrue(text.contains("Barbell Bench Press session volume 1537.5, before 1500"), text);
  }

  @Test
  void theFirstSessionAndAnEqualOneSetNoRecord() {
    assertEquals(
        0,
        logged(Lifts.log("bench", "3x5@100", "started_at", "2026-03-01"))
            .get("new_records")
            .size());
    assertEquals(
        0,
        logged(Lifts.log("bench", "3x5@100", "started_at", "2026-03-02"))
            .get("new_records")
            .size());
  }

  @Test
  void anAppendNamesOnlyTheRecordsItSets() {
    log.session(log.daysAgo(7)).did("bench", 100, 5, 5, 5);
    logged(Lifts.log("bench", "5@105", "mode", "append"));
    JsonNode more = logged(Lifts.log("bench", "5@105", "mode", "append"));
    assertEquals(0, more.get("new_records").size(), more.toString());
    JsonNode volume = logged(Lifts.log("bench", "5@105", "mode", "append"));
    assertEquals("volume", volume.at("/new_records/0/kind").textValue());
    assertEquals(1, volume.get("new_records").size());
  }

  @Test
  void anAppendJoinsTheSessionInProgress() {
    JsonNode first = logged(Lifts.log("bench", "5@100", "mode", "append", "name", "Push"));
    assertTrue(first.at("/session/in_progress").booleanValue());
    logged(Lifts.log("bench", "5@100", "mode", "append"));
    logged(Lifts.log("row", "8@70", "mode", "append"));
    JsonNode last = logged(Lifts.log("bench", "5@90", "mode", "append", "ended_at", "today"));
    assertEquals(first.at("/session/id"), last.at("/session/id"));
    assertFalse(last.at("/session/in_progress").booleanValue());
    assertEquals("{5},{5,5},{8}", ofExercise("reps"));
    assertEquals(3, last.get("exercises").size());
  }

  @Test
  void aPartnerOfASupersetIsJoinedInTurn() {
    for (int round = 0; round < 3; round++) {
      logged("mode", "append", "exercises", List.of(Lifts.exercise("bench", "A", "5@100")));
      logged("mode", "append", "exercises", List.of(Lifts.exercise("row", "A", "8@70")));
    }
    assertEquals("{5,5,5},{8,8,8}", ofExercise("reps"));
  }

  @Test
  void anAppendToTheAppsOwnSessionComesLast() {
    log.session(log.daysAgo(1)).sets("row", TrainingLog.Done.set(70, 8));
    JsonNode answer = logged(Lifts.log("row", "8@75", "mode", "append", "started_at", "yesterday"));
    assertEquals(1, answer.get("exercises").size());
    assertEquals(2, answer.at("/exercises/0/sets").size());
    answer = logged(Lifts.log("bench", "5@100", "mode", "append", "started_at", "yesterday"));
    assertEquals("Barbell Bench Press", answer.at("/exercises/1/name").textValue());
  }

  @Test
  void theSameWholeWorkoutIsNotLoggedTwiceByAccident() {
    JsonNode first = logged(Lifts.log("bench", "3x5@100"));
    JsonNode second = logged(Lifts.log("bench", "3x5@100"));
    assertTrue(second.get("already_logged").booleanValue());
    assertEquals(first.get("session"), second.get("session"));
    assertFalse(second.has("change"));
    JsonNode meant = logged(Lifts.log("bench", "3x5@100", "idempotency_key", "again"));
    assertNotEquals(first.at("/session/id"), meant.at("/session/id"));
  }

  @Test
  void tenMinutesLaterItIsAnotherWorkout() {
    logged(Lifts.log("bench", "3x5@100"));
    log.run(
        "update coach.change_log set changed_at = now() - interval '11 minutes'"
            + " where app_user_id = ?",
        log.user);
    assertFalse(logged(Lifts.log("bench", "3x5@100")).get("already_logged").booleanValue());
  }

  @Test
  void aWorkoutThatWasTakenBackCanBeLoggedAgain() {
    logged(Lifts.log("bench", "3x5@100"));
    Ask.json(log, "undo_last_change");
    assertFalse(logged(Lifts.log("bench", "3x5@100")).get("already_logged").booleanValue());
    Ask.json(log, "delete_workout", "session", "last");
    assertFalse(logged(Lifts.log("bench", "3x5@100")).get("already_logged").booleanValue());
  }

  @Test
  void equalAppendsAreAllKept() {
    logged(Lifts.log("bench", "5@100", "mode", "append"));
    logged(Lifts.log("bench", "5@100", "mode", "append"));
    assertEquals("{5,5}", ofExercise("reps"));
  }

  @Test
  void aSlipOfTheUnitIsWarnedOfAndStored() {
    log.session(log.daysAgo(7)).did("bench", 100, 5, 5, 5);
    JsonNode answer = logged(Lifts.log("bench", "5@225"));
    assertTrue(
        answer
            .at("/warnings/0")
            .textValue()
            .contains("was 100 kg the session before and is" + " 225 kg now"),
        answer.toString());
    assertEquals(
        0, logged(Lifts.log("bench", "5@120", "started_at", "yesterday")).get("warnings").size());
  }

  @Test
  void aForgottenWeightIsWarnedOf() {
    log.session(log.daysAgo(7)).did("bench", 100, 5, 5, 5);
    assertTrue(
        logged(Lifts.log("bench", "5"))
            .at("/warnings/0")
            .textValue()
            .contains("has no weight now and had 100 kg"));
  }

  @Test
  void anotherSessionAtTheSameTimeIsNamed() {
    String first =
        logged(Lifts.log("bench", "5@100", "started_at", "2026-01-05 18:00", "ended_at", "19:00"))
            .at("/session/id")
            .textValue();
    JsonNode second =
        logged(Lifts.log("squat", "5@100", "started_at", "2026-01-05 18:30", "ended_at", "19:30"));
    assertTrue(second.at("/warnings/0").textValue().contains(first), second.toString());
  }

  @Test
  void aPreviewSaysExactlyWhatWouldChangeAndStoresNothing() {
    Object[] whole =
        Lifts.log(
            "bench",
            "3x5@100",
            "started_at",
            "2026-01-05 18:00",
            "idempotency_key",
            "k",
            "dry_run",
            true);
    JsonNode preview = logged(whole);
    assertEquals("", stored("performed_session_id", "public.performed_session s"));
    assertEquals("", stored("name", "public.user_plan s"));
    assertEquals("0", stored("count(*)::text", "coach.change_log s"));
    assertEquals("0", stored("count(*)::text", "coach.idempotency_key s"));
    assertTrue(preview.at("/session/id").isNull());

    whole[whole.length - 1] = false;
    JsonNode real = logged(whole);
    assertEquals(preview.at("/exercises/0/sets"), real.at("/exercises/0/sets"));
    assertEquals("2026-01-05 18:00:00", stored("started_at", "public.performed_session s"));
  }

  @Test
  void aSessionIsRepeatedButForWhatIsSent() {
    UUID day = log.activePlan("Upper Lower", "Upper A", 1);
    log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    logged(
        "exercises",
        List.of(
            Map.of(
                "exercise",
                "bench",
                "sets",
                List.of(
                    Map.of("weight", 40, "reps", 8, "type", "warm-up"),
                    Map.of("weight", 82.5, "reps", 5, "rpe", 9, "rest_seconds", 180))),
            Map.of("exercise", "plank", "sets", List.of(Map.of("duration_s", 60))),
            Map.of("exercise", "row", "sets", List.of(Map.of("weight", 70, "reps", 8)))),
        "plan_day",
        "Upper A",
        "note",
        "Hard.",
        "started_at",
        "yesterday");
    JsonNode again = logged("exercises", List.of(), "repeat", "upper a");
    assertEquals("Upper A", again.at("/session/day").textValue());
    assertFalse(again.at("/session/note").isTextual());
    assertEquals(3, again.get("exercises").size());
    assertEquals("warm-up", again.at("/exercises/0/sets/0/type").textValue());
    assertEquals(82.5, again.at("/exercises/0/sets/1/weight").doubleValue());
    assertEquals(180, again.at("/exercises/0/sets/1/rest_seconds").intValue());
    assertFalse(again.at("/exercises/0/sets/1").has("rpe"));
    assertEquals(60, again.at("/exercises/1/sets/0/duration_s").intValue());
    Object[] heavier = Lifts.log("row", "2x8@75", "repeat", "yesterday", "name", "Evening");
    JsonNode changed = logged(heavier);
    assertEquals("Evening", changed.at("/session/day").textValue());
    assertEquals("Barbell Row", changed.at("/exercises/2/name").textValue());
    assertEquals(2, changed.at("/exercises/2/sets").size());
    assertEquals(75, changed.at("/exercises/2/sets/1/weight").doubleValue());
    JsonNode more = logged(Lifts.log("squat", "5@100", "repeat", "Upper A", "dry_run", true));
    assertEquals("Barbell Back Squat", more.at("/exercises/3/name").textValue());
    String unknown = Ask.refusal(log, "log_workout", "exercises", List.of(), "repeat", "Legs");
    assertTrue(unknown.startsWith("repeat is \"Legs\", and no session was"), unknown);
  }

  @Test
  void theDayIsTheLiftersAcrossMidnight() {
    log.settings("{\"time_zone\": \"Pacific/Auckland\"}");
    JsonNode answer = logged(Lifts.log("bench", "5@100"));
    assertEquals(
        LocalDate.now(java.time.ZoneId.of("Pacific/Auckland")).toString(),
        answer.at("/session/date").textValue());
  }
}
