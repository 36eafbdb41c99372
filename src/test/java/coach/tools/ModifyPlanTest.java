package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that changes: its days, weekdays, weeks and state, each in words and taken back. */
class ModifyPlanTest {
  private final TrainingLog log = TrainingLog.begin();

  @BeforeEach
  void plan() {
    PlanToolsTest.plan(log, "weekdays", List.of("monday", "thursday"));
  }

  private JsonNode modify(Object... arguments) {
    return Ask.json(log, "modify_user_plan", arguments);
  }

  private JsonNode read() {
    return Ask.json(log, "get_user_plans").get("plan");
  }

  @Test
  void thursdayBecomesFridayForGoodAndUndoBringsItBack() {
    JsonNode before = read();
    JsonNode changed = modify("move", Map.of("from", "Thursday", "to", "fri"));
    assertEquals("[\"\\\"Pull Day\\\": Thursday -> Friday\"]", changed.get("changes").toString());
    assertEquals("friday", read().at("/days/1/weekday").textValue());
    assertEquals(2, read().get("version").intValue());
    Ask.json(log, "undo_last_change");
    assertEquals(before, read());
    Ask.json(log, "undo_last_change");
    assertTrue(Ask.json(log, "get_user_plans").path("plan").isMissingNode());
  }

  @Test
  void onceMovesOneDateAndTheDraftFollows() {
    LocalDate thursday =
        log.today().with(TemporalAdjusters.nextOrSame(DayOfWeek.THURSDAY)).plusWeeks(1);
    JsonNode changed =
        modify("move", Map.of("from", thursday.toString(), "to", thursday.plusDays(1).toString()));
    assertEquals(
        "once: the session of %s is on %s".formatted(thursday, thursday.plusDays(1)),
        changed.at("/changes/0").textValue());
    JsonNode drafted =
        DraftSessionTest.flat(Ask.json(log, "draft_session", "date", thursday.toString()));
    assertEquals(thursday.plusDays(1).toString(), drafted.get("date").textValue());
    assertEquals("moved from " + thursday, drafted.get("why").textValue());
    assertEquals("thursday", read().at("/days/1/weekday").textValue());
  }

  @Test
  void whatThePlanCannotHoldIsRefusedInOneSentence() {
    Map<String, Object> added = session("New Day");
    for (var refused :
        Map.of(
                "The plan's sessions have weekdays, and \"New Day\" has none.",
                new Object[] {"sessions", List.of(added)},
                "sessions[1].name is \"new day!\", which is the same as \"New Day\".",
                new Object[] {"sessions", List.of(added, session("new day!"))},
                "starts_on is 9999-12-31. Send a date from 2000-01-01 to 2100-12-31.",
                new Object[] {"starts_on", "9999-12-31"},
                "sessions[1].name is \"Arms\", which is the same as \"Arm\".",
                new Object[] {"sessions", List.of(session("Arm"), session("Arms"))},
                "move.from is \"2026-02-30\", and there is no such date.",
                new Object[] {"move", Map.of("from", "2026-02-30", "to", "friday")},
                "move.to is \"+12345-01-01\". Send a weekday",
                new Object[] {"move", Map.of("from", "thursday", "to", "+12345-01-01")},
                "move.to is 2099-01-01, and the plan runs from ",
                new Object[] {
                  "move",
                  Map.of(
                      "from",
                      log.today().with(TemporalAdjusters.next(DayOfWeek.THURSDAY)).toString(),
                      "to",
                      "2099-01-01")
                })
            .entrySet()) {
      String said = Ask.refusal(log, "modify_user_plan", refused.getValue());
      assertTrue(said.startsWith(refused.getKey()), said);
    }
    assertEquals(1, read().get("version").intValue());
  }

  @Test
  void noWeekdaysMakeItARotationAndActivateFalseLeavesIt() {
    JsonNode changed = modify("weekdays", List.of());
    assertEquals("[]", changed.at("/plan/days").findValuesAsText("weekday").toString());
    assertEquals(2, changed.get("changes").size(), changed.toString());
    modify("sessions", List.of(session("New Day")));
    String id = read().get("id").textValue();
    modify("activate", false);
    assertTrue(read() == null, "no plan is followed");
    assertEquals(
        "[\"weeks: 6 -> 9\"]",
        modify("plan", id, "duration_weeks", 9, "activate", false).get("changes").toString());
    modify("plan", id, "activate", true);
    modify("activate", false, "duration_weeks", 8);
    assertTrue(read() == null, "no plan is followed");
    assertEquals(
        "starts_on is sent, and the plan is not the active one. Send activate true as well.",
        Ask.refusal(log, "modify_user_plan", "plan", id, "starts_on", log.today().toString()));
  }

  @Test
  void aSwapForWhatTheSessionHasIsRefused() {
    assertEquals(
        "swaps[0].to is \"bench press\", which \"Squat Day\" has beside \"squat\" already."
            + " Send another exercise, or that session anew in sessions.",
        Ask.refusal(
            log,
            "modify_user_plan",
            "swaps",
            List.of(Map.of("from", "squat", "to", "bench press"))));
  }

  @Test
  void aSessionTakenOutAndSentAnewIsReplaced() {
    JsonNode changed =
        modify(
            "remove_sessions",
            List.of("Pull Day"),
            "sessions",
            List.of(session("Pull Day")),
            "weekdays",
            List.of("monday", "thursday"));
    assertEquals(2, changed.at("/plan/days").size(), changed.toString());
    assertEquals(
        "Barbell Row", changed.at("/plan/days/1/exercises/0/name").textValue(), changed.toString());
  }

  private static Map<String, Object> session(String name) {
    return Map.of(
        "name",
        name,
        "exercises",
        List.of(Map.of("exercise", "Barbell Row", "sets", 3, "reps", "8")));
  }

  @Test
  void aPlanOfTheAppsKeepsItsLengthAndOneThatIsOverBeginsAnew() {
    String plan = read().get("id").textValue();
    String length =
        "update public.user_plan set data = data - 'weeks', starts_at = now() - interval '%d weeks',"
            + " ends_at = now() - interval '%d weeks' + interval '8 weeks' where user_plan_id = ?::uuid returning 1";
    log.query(length.formatted(4, 4), plan);
    JsonNode before = read();
    modify("plan", plan, "activate", true);
    assertEquals(before.get("ends_on"), read().get("ends_on"));
    log.query(length.formatted(20, 20), plan);
    modify("plan", plan, "activate", true);
    assertEquals(log.today().toString(), read().get("starts_on").textValue());
    assertEquals(log.today().plusWeeks(8).toString(), read().get("ends_on").textValue());
  }

  @Test
  void aDeloadWeekBeyondAShorterPlanGoes() {
    modify("deload_week", "3");
    JsonNode shorter = modify("duration_weeks", 2);
    assertTrue(shorter.get("changes").toString().contains("deload weeks: 3 -> none"), shorter + "");
  }

  @Test
  void aDeloadWeekIsPutIn() {
    assertEquals(
        "deload weeks: none -> 2", modify("deload_week", "next").at("/changes/0").textValue());
    JsonNode drafted =
        DraftSessionTest.flat(
            Ask.json(log, "draft_session", "date", log.today().plusDays(9).toString()));
    assertTrue(drafted.get("deload").booleanValue(), drafted.toString());
  }

  @Test
  void sessionsAreReplacedAddedRemovedAndSwapped() {
    JsonNode changed =
        modify(
            "sessions",
            List.of(
                PlanToolsTest.day("squat day", PlanToolsTest.exercise("squat", 5, "5")),
                PlanToolsTest.day("Arm Day", PlanToolsTest.exercise("dumbbell curl", 3, "12"))),
            "swaps",
            List.of(Map.of("from", "Lat Pulldown", "to", "Pull-Up")),
            "weekdays",
            List.of("monday", "thursday", "friday"));
    String changes = changed.get("changes").toString();
    assertTrue(changes.contains("Barbell Back Squat 3x5"), changes);
    assertTrue(changes.contains("-> Barbell Back Squat 5x5"), changes);
    assertTrue(changes.contains("removed Barbell Bench Press"), changes);
    assertTrue(changes.contains("added \\\"Arm Day\\\": Dumbbell Curl 3x12"), changes);
    assertTrue(changes.contains("added Pull-Up"), changes);
    assertEquals(3, read().get("days").size());
    modify("remove_sessions", List.of("Arm Day"));
    assertEquals(2, read().get("days").size());
  }

  @Test
  void whatWasTrainedStaysAndIsNotTakenBackUnderneath() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x10@60", "plan_day", "Squat Day"));
    String link =
        "select exercise_id from public.performed_exercise join public.performed_session"
            + " using (performed_session_id) where app_user_id = ?";
    List<String> line = log.query(link, log.user);
    modify(
        "sessions",
        List.of(PlanToolsTest.day("Squat Day", PlanToolsTest.exercise("squat", 5, "5"))));
    assertEquals(line, log.query(link, log.user));
    assertEquals(1, read().at("/days/0/exercises").size());
    modify("remove_sessions", List.of("Squat Day"));
    assertEquals(1, read().get("days").size());
    assertEquals("Squat Day", Ask.json(log, "get_session").at("/session/day").asText());
    modify(
        "sessions",
        List.of(PlanToolsTest.day("New", PlanToolsTest.exercise("row", 3, "8"))),
        "weekdays",
        List.of("thursday", "friday"));
    Ask.json(log, "log_workout", Lifts.log("row", "8@60", "plan_day", "New"));
    String refusal =
        Ask.refusal(
            log,
            "undo_last_change",
            "change",
            Integer.parseInt(
                log.query(
                        "select max(change_id) from coach.change_log where app_user_id = ? and tool = 'modify_user_plan'",
                        log.user)
                    .get(0)));
    assertTrue(refusal.contains("was trained by what it added to the plan \"Mine\""), refusal);
  }

  @Test
  void activatingSwitchesTheOtherOffAndArchivingPutsAway() {
    Ask.json(log, "create_workout_plan", "name", "Second", "based_on", "minimal");
    JsonNode back = modify("plan", "mine", "activate", true);
    assertEquals("Second", back.at("/plan/replaces").textValue());
    assertEquals(
        List.of("Mine"),
        log.query(
            "select name from public.user_plan where app_user_id = ? and is_active", log.user));
    Ask.json(log, "undo_last_change");
    assertEquals("Second", read().get("name").textValue());
    modify("plan", "mine", "archive", true);
    assertTrue(Ask.text(log, "get_user_plans").contains("\"Mine\" (own, archived, 2 days"));
  }

  @Test
  void aRetryAndAPreviewChangeNothingMore() {
    Object[] call = {"deload_week", "next", "idempotency_key", "k"};
    assertEquals(modify(call), modify(call));
    assertEquals(2, read().get("version").intValue());
    assertTrue(modify("name", "Other", "dry_run", true).get("dry_run").booleanValue());
    assertEquals("Mine", read().get("name").textValue());
  }

  @Test
  void twoWritersAtOnceBothFindTheirChange() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> modify("deload_week", "4")),
            CompletableFuture.runAsync(
                () -> modify("move", Map.of("from", "thursday", "to", "friday"))))
        .join();
    JsonNode plan = read();
    assertEquals(3, plan.get("version").intValue());
    assertEquals("[4]", plan.get("deload_weeks").toString());
    assertEquals("friday", plan.at("/days/1/weekday").textValue());
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    TrainingLog friend = TrainingLog.begin();
    String theirs =
        Ask.json(friend, "create_workout_plan", "name", "Theirs", "based_on", "minimal")
            .at("/plan/id")
            .textValue();
    String none = UUID.randomUUID().toString();
    String missing = Ask.refusal(log, "modify_user_plan", "plan", none, "activate", true);
    assertEquals(
        missing.replace(none, theirs),
        Ask.refusal(log, "modify_user_plan", "plan", theirs, "activate", true));
    refused("which is taken by \"Squat Day\"", "move", Map.of("from", "thursday", "to", "monday"));
    refused(
        "no session of the plan is due then. It has \"Squat Day\" on Monday",
        "move",
        Map.of("from", "friday", "to", "saturday"));
    refused("which is past", "move", Map.of("from", "thursday", "to", "2020-01-02"));
    refused("deload_week is 40, and the plan has 6 weeks", "deload_week", "40");
    refused("deload_week is \"soon\"", "deload_week", "soon");
    refused(
        "leaves the plan without sessions", "remove_sessions", List.of("Squat Day", "Pull Day"));
    refused("and the plan has \"Squat Day\", \"Pull Day\"", "remove_sessions", List.of("Arms"));
    refused("activate and archive", "activate", true, "archive", true);
    refused(
        "above the MRV",
        "sessions",
        List.of(
            PlanToolsTest.day(
                "Squat Day",
                PlanToolsTest.exercise("bench", 20, "5"),
                PlanToolsTest.exercise("incline bench", 20, "5"))));
    assertEquals(1, read().get("version").intValue());
  }

  private void refused(String words, Object... arguments) {
    String refusal = Ask.refusal(log, "modify_user_plan", arguments);
    assertTrue(refusal.contains(words), refusal);
  }
}
