package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The next session in one call, drafted by the plan's rules, trained and saved. */
class DraftSessionTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode draft(Object... arguments) {
    return flat(Ask.json(log, "draft_session", arguments));
  }

  /** With the facts of the session beside its exercises. */
  static ObjectNode flat(JsonNode answer) {
    ObjectNode flat = answer.deepCopy();
    flat.setAll((ObjectNode) flat.remove("session"));
    return flat;
  }

  private void plan(Object... more) {
    PlanToolsTest.plan(log, more);
  }

  private void train(JsonNode drafted) {
    List<Map<String, Object>> exercises = new ArrayList<>();
    for (JsonNode one : drafted.get("exercises")) {
      String reps = one.get("reps").asText().replaceAll("\\d+-", "");
      String load = one.has("weight") ? "@" + one.get("weight").asText() : "";
      exercises.add(
          Lifts.exercise(one.get("name").textValue(), one.get("sets").asInt() + "x" + reps + load));
    }
    Ask.json(
        log, "log_workout", "plan_day", drafted.get("day").textValue(), "exercises", exercises);
  }

  private static JsonNode named(JsonNode drafted, String name) {
    for (JsonNode one : drafted.get("exercises")) {
      if (one.get("name").textValue().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name + " is not in " + drafted);
  }

  @Test
  void whoIsShownTheDemoIsDraftedItsNextSessionAndSavesTheirOwn() {
    plan();
    Tool tool = Tools.named("draft_session");
    Caller shown = TrainingLog.begin().caller.shown(log.user);
    ToolAnswer demo =
        new ToolCall(
                tool, shown, Arguments.read(tool.params(), Ask.object()), ToolDatabase.DATABASE)
            .answer();
    assertTrue(demo.text().contains("Squat Day"), demo.text());
    assertTrue(demo.text().contains("This is the demo"), demo.text());
    Arguments saving = Arguments.read(tool.params(), Ask.object("save", true));
    ToolError nothing =
        assertThrows(
            ToolError.class,
            () -> new ToolCall(tool, shown, saving, ToolDatabase.DATABASE).answer());
    assertTrue(nothing.getMessage().startsWith("No plan is active"), nothing.getMessage());
    assertTrue(
        nothing
            .getMessage()
            .endsWith(" What is shown so far is the demo, which cannot be changed."),
        nothing.getMessage());
  }

  @Test
  void theDayInTurnWithTheWeightsOfSuggestNextWeight() {
    plan();
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5).did("bench", 60, 12, 12, 12);
    JsonNode first = draft();
    assertEquals("Squat Day", first.get("day").textValue());
    for (String name : List.of("Barbell Back Squat", "Barbell Bench Press")) {
      JsonNode one = named(first, name);
      JsonNode suggested = Ask.json(log, "suggest_next_weight", "exercise", name);
      assertEquals(suggested.get("weight"), one.get("weight"), name);
    }
    assertEquals(105, named(first, "Barbell Back Squat").get("weight").intValue());
    assertEquals("25 + 15 + 2.5", named(first, "Barbell Back Squat").get("per_side").textValue());
    String text = Ask.text(log, "draft_session");
    assertTrue(text.contains("1. Barbell Back Squat 3x5 at 105 kg (one step up); bar 20"), text);
    assertTrue(text.contains("warm-ups 20x10"), text);
    train(first);
    assertEquals("Pull Day", draft().get("day").textValue());
    assertEquals(log.today().plusDays(1).toString(), draft().get("date").textValue());
  }

  @Test
  void aWeekdayIsWaitedForAndAMissedOneIsNamed() {
    String today = log.today().getDayOfWeek().name().toLowerCase(Locale.ROOT);
    String tomorrow = log.today().plusDays(1).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    plan("weekdays", List.of(tomorrow, today));
    JsonNode now = draft();
    assertEquals("Pull Day", now.get("day").textValue());
    assertEquals(log.today().toString(), now.get("date").textValue());
    assertEquals("due today", now.get("why").textValue());
    JsonNode next = draft("date", log.today().plusDays(1).toString());
    assertEquals("Squat Day", next.get("day").textValue());
    String summary = Ask.text(log, "get_training_summary", "weeks", 1);
    assertTrue(summary.contains(": no session was due yet."), summary);
    List<String> weekdays = List.of("friday", "monday");
    String week = Ask.text(log, "modify_user_plan", "weekdays", weekdays, "dry_run", true);
    assertTrue(week.indexOf("Monday \"Pull Day\"") < week.indexOf("Friday \"Squat Day\""), week);
    assertTrue(week.contains("Monday \"Pull Day\", about"), week);
  }

  @Test
  void aDeloadWeekTakesFewerSetsAndAddsNothing() {
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5);
    plan("deload_weeks", List.of(1));
    JsonNode drafted = draft();
    assertTrue(drafted.get("deload").booleanValue());
    JsonNode squat = named(drafted, "Barbell Back Squat");
    assertEquals(100, squat.get("weight").intValue());
    assertTrue(squat.get("sets").intValue() < 3);
    train(drafted);
    JsonNode session = Ask.json(log, "get_session");
    assertTrue(session.toString().contains("\"deload\":true"), session.toString());
  }

  @Test
  void fewMinutesAndAnotherGymAndPainAreRespected() {
    log.settings(
        "{\"gyms\": [{\"name\": \"Big\"}, {\"name\": \"Home\", \"equipment\": [\"dumbbell\"], \"dumbbell_step\": 2}],"
            + " \"pain_flags\": [\"lower back\"]}");
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5).did("dumbbell bench press", 24, 10, 10);
    plan();
    JsonNode home = draft("gym", "home");
    JsonNode press = named(home, "Dumbbell Bench Press");
    assertEquals("Barbell Bench Press", press.get("instead_of").textValue());
    assertFalse(home.toString().contains("\"name\":\"Barbell Back Squat\""), home.toString());
    JsonNode big = draft("minutes", 10);
    assertTrue(big.get("minutes").intValue() <= 10 || !big.get("left_out").isEmpty());
    JsonNode squat = named(big, "Barbell Back Squat");
    assertEquals(100, squat.get("weight").intValue());
    assertTrue(squat.get("pain").toString().contains("lower back"), squat.toString());
    String refusal = Ask.refusal(log, "draft_session", "gym", "Moon");
    assertEquals(
        "gym is \"Moon\", and the settings have \"Big\", \"Home\". Send one of them, or describe it"
            + " with update_settings.",
        refusal);
  }

  @Test
  void whatIsEasierOnAPainfulKneeIsThereInTheGymAndNoLiftForARun() {
    log.settings(
        "{\"gyms\": [{\"name\": \"Big\"}, {\"name\": \"Home\", \"equipment\": [\"barbell\"]}],"
            + " \"pain_flags\": [\"knee\"]}");
    Map<String, Object> squat = Map.of("exercise", "squat", "sets", 3, "reps", 5);
    Map<String, Object> run = Map.of("exercise", "treadmill running", "sets", 1, "reps", 20);
    Ask.json(
        log,
        "create_workout_plan",
        "name",
        "Mine",
        "sessions",
        List.of(Map.of("name", "Legs", "exercises", List.of(squat, run))));
    JsonNode big = draft();
    assertTrue(named(big, "Barbell Back Squat").get("easier").toString().contains("Spanish Squat"));
    assertEquals("Stationary Bike", named(big, "Treadmill Running").at("/easier/0").textValue());
    JsonNode home = draft("gym", "home");
    assertEquals(
        "[\"Box Squat\",\"Barbell Hip Thrust\",\"Romanian Deadlift\"]",
        named(home, "Barbell Back Squat").get("easier").toString());
    JsonNode instead = home.at("/exercises/1");
    assertEquals("Treadmill Running", instead.get("instead_of").textValue());
    assertEquals(
        List.of("cardio"),
        log.query(
            "select category from coach.catalog() where name = ?",
            instead.get("name").textValue()));
  }

  @Test
  void withoutAPlanTheLiftersOwnRotation() {
    for (int week = 3; week >= 1; week--) {
      log.session(log.daysAgo(7 * week)).did("bench", 80, 8, 8, 8);
      log.session(log.daysAgo(7 * week - 2)).did("squat", 120, 5, 5, 5);
    }
    ToolAnswer drafted = Ask.tool(log, "draft_session");
    assertEquals("Barbell Bench Press", drafted.structured().at("/exercises/0/name").textValue());
    assertTrue(drafted.text().contains("what was trained lately"), drafted.text());
    TrainingLog beginner = TrainingLog.begin();
    assertTrue(Ask.refusal(beginner, "draft_session").startsWith("No plan is active and nothing"));
  }

  @Test
  void savedDraftsAreFilledByLoggingAndTakenBackByUndo() {
    plan();
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5);
    Ask.json(log, "undo_last_change", "dry_run", true);
    JsonNode saved = draft("save", true);
    String session = saved.get("id").textValue();
    assertEquals(session, draft("save", true).get("id").textValue());
    assertEquals(
        List.of("105000"),
        log.query(
            "select e.weight from public.performed_exercise e where e.performed_session_id = ?::uuid"
                + " and e.completed_at is null and e.name = 'Barbell Back Squat'",
            session));
    assertEquals("Squat Day", draft().get("day").textValue(), "a draft is not trained");
    train(saved);
    assertEquals(2, Ask.json(log, "list_sessions").get("total").intValue());
    assertEquals(session, Ask.json(log, "get_session").at("/session/id").textValue());
    assertEquals("Pull Day", draft().get("day").textValue());
    Ask.json(log, "undo_last_change");
    Ask.json(log, "undo_last_change");
    Ask.json(log, "undo_last_change");
    assertEquals(
        List.of("0"),
        log.query(
            "select count(*) from public.performed_session where performed_session_id = ?::uuid",
            session));
  }

  @Test
  void aWorkoutThatWasBrokenOffIsNoModel() {
    for (int week = 3; week >= 1; week--) {
      log.session(log.daysAgo(7 * week)).did("bench", 80, 5, 4, 3).did("row", 60, 8, 8, 8);
    }
    log.session(log.daysAgo(2)).did("bench", 80, 5);
    JsonNode drafted = draft();
    assertEquals(2, drafted.get("exercises").size(), drafted.toString());
    assertEquals(3, named(drafted, "Barbell Bench Press").get("sets").intValue());
    assertEquals("5", named(drafted, "Barbell Bench Press").get("reps").textValue());
  }

  @Test
  void whatIsOnlyDraftedIsNoForgottenWeight() {
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5).did("bench", 60, 12, 12, 12);
    plan();
    draft("plan_day", "Squat Day", "save", true);
    String text =
        Ask.text(
            log,
            "log_workout",
            Lifts.log("squat", "5@100", "plan_day", "Squat Day", "mode", "append"));
    assertFalse(text.contains("no weight now"), text);
  }

  @Test
  void partOfANameIsTheDayDueFirst() {
    Ask.json(log, "create_workout_plan", "name", "Four", "based_on", "upper lower");
    String first = draft("plan_day", "upper").get("day").textValue();
    assertEquals(draft().get("day").textValue(), first);
    train(draft());
    String second = draft("plan_day", "upper").get("day").textValue();
    assertTrue(second.startsWith("Upper") && !second.equals(first), second);
    String refusal =
        Ask.refusal(log, "modify_user_plan", "plan", "Upper/Lower, 4 Days", "name", "X");
    assertTrue(
        refusal.contains("is not the lifter's own. Copy it with create_workout_plan"), refusal);
  }

  @Test
  void aDraftThatWasBegunIsNeverAnotherDays() {
    plan();
    String begun = draft("plan_day", "Squat Day", "save", true).get("id").textValue();
    Ask.json(log, "log_workout", Lifts.log("squat", "5@100", "mode", "append"));
    JsonNode other = draft("plan_day", "Pull Day", "save", true);
    assertNotEquals(begun, other.get("id").textValue());
    assertEquals(
        List.of("Squat Day"),
        log.query(
            "select d.name from public.performed_session s join public.session_schedule d"
                + " using (session_schedule_id) where s.performed_session_id = ?::uuid",
            begun));
    assertTrue(
        Ask.refusal(log, "draft_session", "plan_day", "Squat Day", "save", true)
            .contains("was begun on"));
    assertEquals(
        other.get("id"), draft("plan_day", "Pull Day", "save", true).get("id"), "still a draft");
  }

  @Test
  void wavesFollowThePlansWeek() {
    log.session(log.daysAgo(3)).did("overhead press", 60, 5, 5, 5);
    Ask.json(
        log,
        "create_workout_plan",
        "name",
        "Waves",
        "based_on",
        "wave loading",
        "starts_on",
        log.daysAgo(7).toString());
    JsonNode press = named(draft(), "Overhead Press");
    assertEquals("percentages of the plan", press.get("why").textValue());
    assertEquals(3, press.get("wave").size());
    assertTrue(press.get("wave").get(2).textValue().endsWith("x3+"), press.toString());
  }

  @Test
  void aDeloadWeekPutIntoWavesTakesTheLightestWeek() {
    log.session(log.daysAgo(3)).did("overhead press", 60, 5, 5, 5);
    List<Object> waves =
        new ArrayList<>(List.of("name", "Waves", "based_on", "wave loading", "duration_weeks", 6));
    waves.addAll(List.of("starts_on", log.daysAgo(7).toString(), "deload_weeks", List.of(2)));
    Ask.json(log, "create_workout_plan", waves.toArray());
    waves.set(1, "Waves again");
    waves.addAll(List.of("dry_run", true));
    JsonNode previewed = Ask.json(log, "create_workout_plan", waves.toArray());
    assertFalse(previewed.at("/plan/projection").isEmpty(), previewed.toString());
    for (JsonNode row : previewed.at("/plan/projection")) {
      assertTrue(row.at("/weights/1").asDouble() < row.at("/weights/0").asDouble(), row.toString());
    }
    JsonNode press = named(draft(), "Overhead Press");
    assertEquals("deload", press.get("why").textValue());
    assertEquals(press.get("wave").get(2).textValue(), press.get("weight").asText() + "x5");
    assertTrue(press.get("weight").asDouble() < 45, press.toString());
  }

  /** No week of the plan is a light one, so that fewer sets are all that a deload can be. */
  @Test
  void aDeloadWeekOfOnePercentageTakesFewerSetsEverywhere() {
    log.session(log.daysAgo(3)).did("bench", 100, 5, 5, 5);
    Map<String, Object> bench = new java.util.HashMap<>(PlanToolsTest.exercise("bench", 5, "5"));
    bench.put("percent_of_training_max", List.of(70));
    List<Object> all =
        new ArrayList<>(
            List.of("name", "Flat", "sessions", List.of(PlanToolsTest.day("A", bench))));
    all.addAll(List.of("deload_weeks", List.of(1), "duration_weeks", 2));
    List<Object> preview = new ArrayList<>(all);
    preview.addAll(List.of("dry_run", true));
    String text = Ask.text(log, "create_workout_plan", preview.toArray());
    assertTrue(text.contains("Hard sets by week: 2, 5."), text);
    Ask.json(log, "create_workout_plan", all.toArray());
    JsonNode drafted = named(draft(), "Barbell Bench Press");
    assertEquals(2, drafted.get("sets").intValue());
    assertEquals(2, drafted.get("wave").size());
  }

  @Test
  void aPlanThatBeginsLaterIsDraftedFromItsFirstDay() {
    String first = log.today().plusDays(5).toString();
    plan("starts_on", first);
    JsonNode drafted = draft();
    assertEquals(first, drafted.get("date").textValue());
    assertEquals("the plan begins on " + first, drafted.get("why").textValue());
    assertEquals("Squat Day", drafted.get("day").textValue());
  }

  /** The same tool is asked twice: what it showed is what it stores, unless that has changed. */
  private void storesAnew(String change, int before, int after) {
    plan();
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5);
    Tool tool = Tools.named("draft_session");
    JsonNode shown = flat(Ask.tool(log, tool).structured());
    assertEquals(before, named(shown, "Barbell Back Squat").get("weight").intValue());
    log.query(change, log.user.toString());
    JsonNode saved = flat(Ask.tool(log, tool, "save", true).structured());
    assertEquals(after, named(saved, "Barbell Back Squat").get("weight").intValue());
  }

  @Test
  void anEntryThatTheWorkoutAppChangedSinceItWasShownIsNoticed() {
    storesAnew(
        "update public.performed_exercise x set weight = 120000 from public.performed_session s"
            + " where s.performed_session_id = x.performed_session_id and s.app_user_id = ?::uuid"
            + " returning 1",
        105,
        125);
  }

  @Test
  void setsOfTheirOwnRowsThatTheWorkoutAppAddedAreNoticed() {
    storesAnew(
        "insert into public.performed_exercise_set"
            + " (performed_exercise_id, exercise_set_type, weight, reps, \"order\")"
            + " select x.performed_exercise_id, 'regular', 130000, 5, n from generate_series(1, 3) n,"
            + " public.performed_exercise x join public.performed_session s using (performed_session_id)"
            + " where s.app_user_id = ?::uuid and x.completed_at is not null returning 1",
        105,
        135);
  }

  @Test
  void whatIsInProgressIsSaid() {
    plan();
    assertFalse(Ask.text(log, "draft_session").contains("is in progress"));
    List<Map<String, Object>> done = List.of(Lifts.exercise("squat", "1x5@60"));
    Ask.json(log, "log_workout", "mode", "append", "plan_day", "Squat Day", "exercises", done);
    String text = Ask.text(log, "draft_session");
    assertTrue(text.contains("\n\"Squat Day\" is in progress since "), text);
    assertTrue(draft().get("in_progress_since").textValue().startsWith(log.today() + "T"));
  }

  @Test
  void ofDaysInTurnTheOneLeftOutForLongestComesAndSaysSo() {
    plan();
    for (int ago : List.of(9, 3)) {
      Ask.json(
          log,
          "log_workout",
          "plan_day",
          ago == 9 ? "Pull Day" : "Squat Day",
          "started_at",
          log.daysAgo(ago) + "T10:00",
          "exercises",
          List.of(Lifts.exercise(ago == 9 ? "deadlift" : "squat", "2x5@100")));
    }
    assertEquals(
        "next in turn after \"Squat Day\" of " + log.daysAgo(3), draft().get("why").textValue());
    Ask.json(
        log,
        "modify_user_plan",
        "sessions",
        List.of(PlanToolsTest.day("Arm Day", PlanToolsTest.exercise("barbell curl", 2, "10"))));
    Ask.json(
        log,
        "log_workout",
        "plan_day",
        "Arm Day",
        "started_at",
        log.daysAgo(1) + "T10:00",
        "exercises",
        List.of(Lifts.exercise("barbell curl", "2x10@30")));
    assertEquals("not trained since " + log.daysAgo(9), draft().get("why").textValue());
  }

  @Test
  void aDayThatIsNotThereOrEmpty() {
    plan();
    log.query(
        "delete from public.exercise e using public.session_schedule d"
            + " where d.session_schedule_id = e.session_schedule_id and d.name = 'Pull Day'"
            + " and exists (select from public.user_plan p where p.user_plan_id = d.user_plan_id"
            + " and p.app_user_id = ?::uuid) returning 1",
        log.user.toString());
    assertEquals(
        "\"Pull Day\" of \"Mine\" has no exercises. Add some with modify_user_plan, or send another"
            + " day in plan_day: the plan has \"Squat Day\", \"Pull Day\".",
        Ask.refusal(log, "draft_session", "plan_day", "Pull Day"));
    assertTrue(
        Ask.refusal(log, "draft_session", "plan_day", "Arm Day")
            .contains("\"Squat Day\", \"Pull Day\""));
    assertTrue(
        Ask.refusal(log, "draft_session", "date", "2020-01-01").startsWith("date is 2020-01-01."));
  }
}
