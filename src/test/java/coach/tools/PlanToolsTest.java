package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans made and read: from scratch, from others, from what was trained, and who sees them. */
class PlanToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  static Map<String, Object> exercise(String name, int sets, String reps, Object... more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("exercise", name);
    all.put("sets", sets);
    all.put("reps", reps);
    for (int at = 0; at < more.length; at += 2) {
      all.put((String) more[at], more[at + 1]);
    }
    return all;
  }

  static Map<String, Object> day(String name, Map<String, Object> one) {
    return Map.of("name", name, "exercises", List.of(one));
  }

  static Map<String, Object> day(String name, Map<String, Object> one, Map<String, Object> two) {
    return Map.of("name", name, "exercises", List.of(one, two));
  }

  static List<Object> twoDays() {
    return List.of(
        day("Squat Day", exercise("squat", 3, "5"), exercise("bench", 3, "8-12")),
        day("Pull Day", exercise("deadlift", 2, "5"), exercise("lat pulldown", 3, "10")));
  }

  /** Makes a plan of two days the active one, with what else is said of it. */
  static void plan(TrainingLog log, Object... more) {
    List<Object> all = new ArrayList<>(List.of("name", "Mine", "sessions", twoDays()));
    all.addAll(List.of(more));
    Ask.json(log, "create_workout_plan", all.toArray());
  }

  private JsonNode create(Object... arguments) {
    return Ask.json(log, "create_workout_plan", arguments);
  }

  private static List<String> names(JsonNode rows) {
    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.get("name").textValue()));
    return names;
  }

  @Test
  void aPlanFromScratchIsActiveAndReadsBack() {
    JsonNode made =
        create("name", "Mine", "sessions", twoDays(), "weekdays", List.of("monday", "thu"));
    assertTrue(made.at("/plan/active").booleanValue());
    assertEquals("ai", made.at("/plan/created_by").textValue());
    JsonNode read = Ask.json(log, "get_user_plans");
    assertEquals(made.at("/plan/days"), read.at("/plan/days"));
    assertEquals("thursday", read.at("/plan/days/1/weekday").textValue());
    assertEquals("8-12", read.at("/plan/days/0/exercises/1/reps").textValue());
    assertTrue(read.at("/plan/next/day").isTextual());
    assertTrue(read.get("others").size() >= 8, "templates are listed");
    String text = Ask.text(log, "get_user_plans");
    assertTrue(text.contains("Monday \"Squat Day\", about"), text);
    assertTrue(text.contains("Barbell Bench Press 3x8-12"), text);
  }

  @Test
  void theNextOneReplacesItAndUndoBringsItBack() {
    create("name", "First", "sessions", twoDays());
    ToolAnswer second =
        Ask.tool(log, "create_workout_plan", "name", "Second", "based_on", "upper lower");
    assertTrue(second.text().contains("it replaces \"First\""), second.text());
    assertEquals("First", second.structured().at("/plan/replaces").textValue());
    assertEquals("Second", Ask.json(log, "get_user_plans").at("/plan/name").textValue());
    Ask.json(log, "undo_last_change");
    JsonNode back = Ask.json(log, "get_user_plans");
    assertEquals("First", back.at("/plan/name").textValue());
    assertFalse(names(back.get("others")).contains("Second"));
    Ask.json(log, "undo_last_change");
    assertTrue(Ask.json(log, "get_user_plans").path("plan").isMissingNode());
  }

  @Test
  void aTemplateIsCopiedWithItsWavesDeloadsAndSwaps() {
    JsonNode made =
        create(
            "name",
            "Waves",
            "based_on",
            "5/3/1",
            "duration_weeks",
            12,
            "swaps",
            List.of(Map.of("from", "Overhead Press", "to", "Dumbbell Shoulder Press")));
    assertEquals("[4,8,12]", made.at("/plan/deload_weeks").toString());
    JsonNode day = made.at("/plan/days/0/exercises");
    assertTrue(names(day).contains("Dumbbell Shoulder Press"), day.toString());
    assertFalse(names(day).contains("Overhead Press"), day.toString());
    assertEquals("[40,50,60]", made.at("/plan/days/1/exercises/0/percent/3").toString());
  }

  @Test
  void whatWasTrainedBecomesAPlan() {
    for (int week = 4; week >= 1; week--) {
      log.session(log.daysAgo(7 * week)).did("bench", 80, 8, 8, 8).did("row", 70, 10, 10);
      log.session(log.daysAgo(7 * week - 2)).did("squat", 120, 5, 5, 5);
    }
    JsonNode made = create("name", "As before", "based_on", "my last four weeks", "dry_run", true);
    assertTrue(made.get("dry_run").booleanValue());
    assertEquals(2, made.at("/plan/days").size(), made.toString());
    assertTrue(
        made.toString().contains("\"Barbell Bench Press\",\"sets\":3,\"reps\":\"8\""),
        made.toString());
    assertTrue(made.at("/plan/projection").size() >= 3, made.toString());
    assertTrue(Ask.json(log, "get_user_plans").path("plan").isMissingNode());
  }

  @Test
  void aDryRunShowsLoadsWeekByWeek() {
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5);
    ToolAnswer preview =
        Ask.tool(
            log,
            "create_workout_plan",
            "name",
            "Mine",
            "sessions",
            twoDays(),
            "dry_run",
            true,
            "duration_weeks",
            4,
            "deload_weeks",
            List.of(4));
    JsonNode squat = preview.structured().at("/plan/projection/0/weights");
    assertEquals("[105.0,110.0,115.0,115.0]", squat.toString());
    assertTrue(preview.text().contains("w4 deload"), preview.text());
  }

  @Test
  void aRetryAddsNothing() {
    Object[] call = {"name", "Mine", "sessions", twoDays(), "idempotency_key", "k"};
    assertEquals(create(call), create(call));
    Object[] without = {"name", "Other", "sessions", twoDays()};
    create(without);
    ToolAnswer again = Ask.tool(log, "create_workout_plan", without);
    assertTrue(again.text().startsWith("Already created within the last ten minutes"));
    assertEquals(
        List.of("2"),
        log.query("select count(*) from public.user_plan where app_user_id = ?", log.user));
  }

  @Test
  void aPlanThatWasTrainedIsNotTakenBack() {
    create("name", "Mine", "sessions", twoDays());
    log.session(
            log.today(),
            java.util.UUID.fromString(
                log.query(
                        "select session_schedule_id from public.session_schedule join public.user_plan"
                            + " using (user_plan_id) where app_user_id = ? limit 1",
                        log.user)
                    .get(0)))
        .did("squat", 100, 5);
    String refusal = Ask.refusal(log, "undo_last_change");
    assertTrue(refusal.contains("belongs to the plan \"Mine\""), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name is \"Taken\", and there is such a plan|TAKEN",
        "The plan has 40 hard sets of chest a week, above the MRV of 22|MRV",
        "sessions[2].exercises[0].exercise is \"flurbing\"|UNKNOWN",
        "sessions has 40 elements. Send a list of 0 to 14|FORTY",
        "sessions[0].exercises has 500 elements|MANY",
        "weekdays has 7 days and days_per_week is 3|DAYS",
        "weekdays has monday twice|TWICE",
        "weekdays has 1 entries for 2 sessions|FEW",
        "deload_weeks has week 9, and the plan has 6 weeks|DELOAD",
        "based_on is \"nothing like it\", and there is no such plan. Send one of|BASE",
        "sessions and based_on are both sent|BOTH",
        "The last 4 weeks have no workout to base a plan on|NONE",
        "reps is \"many\"|REPS",
        "sessions is empty. Send at least one|EMPTY",
        "percent_of_training_max[0] is 0. Send a number from 1 to 110|PERCENT",
        "swaps[0].from is \"plank\", which is on no day|SWAP"
      })
  void whatCannotBeMeantIsRefused(String sentence, String fault) {
    create("name", "Taken", "sessions", twoDays());
    List<Object> one =
        List.of(day("A", exercise("bench", 20, "8"), exercise("incline bench", 20, "8")));
    Object[] sent =
        switch (fault) {
          case "TAKEN" ->
              new Object[] {"name", "taken", "sessions", twoDays(), "visibility", "shared"};
          case "MRV" -> new Object[] {"name", "X", "sessions", one};
          case "UNKNOWN" ->
              new Object[] {
                "name",
                "X",
                "sessions",
                List.of(
                    day("A", exercise("bench", 1, "5")),
                    day("B", exercise("squat", 1, "5")),
                    day("C", exercise("flurbing", 1, "5")))
              };
          case "FORTY" ->
              new Object[] {
                "name",
                "X",
                "sessions",
                Collections.nCopies(40, day("A", exercise("bench", 1, "5")))
              };
          case "MANY" ->
              new Object[] {
                "name",
                "X",
                "sessions",
                List.of(
                    Map.of(
                        "name",
                        "A",
                        "exercises",
                        Collections.nCopies(500, exercise("bench", 1, "5"))))
              };
          case "DAYS" ->
              new Object[] {
                "name",
                "X",
                "based_on",
                "novice full body",
                "days_per_week",
                3,
                "weekdays",
                List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")
              };
          case "TWICE" ->
              new Object[] {
                "name", "X", "sessions", twoDays(), "weekdays", List.of("mon", "monday")
              };
          case "FEW" ->
              new Object[] {"name", "X", "sessions", twoDays(), "weekdays", List.of("mon")};
          case "DELOAD" ->
              new Object[] {"name", "X", "sessions", twoDays(), "deload_weeks", List.of(9)};
          case "BASE" -> new Object[] {"name", "X", "based_on", "nothing like it"};
          case "BOTH" -> new Object[] {"name", "X", "based_on", "minimal", "sessions", twoDays()};
          case "NONE" -> new Object[] {"name", "X"};
          case "EMPTY" -> new Object[] {"name", "X", "sessions", List.of()};
          case "PERCENT" -> {
            Map<String, Object> bench = new java.util.HashMap<>(exercise("bench", 3, "5"));
            bench.put("percent_of_training_max", List.of(0));
            yield new Object[] {"name", "X", "sessions", List.of(day("A", bench))};
          }
          case "REPS" ->
              new Object[] {
                "name", "X", "sessions", List.of(day("A", exercise("bench", 1, "many")))
              };
          default ->
              new Object[] {
                "name",
                "X",
                "sessions",
                twoDays(),
                "swaps",
                List.of(Map.of("from", "plank", "to", "squat"))
              };
        };
    String refusal = Ask.refusal(log, "create_workout_plan", sent);
    assertTrue(refusal.toLowerCase().contains(sentence.toLowerCase()), refusal);
    assertEquals(
        List.of("1"),
        log.query("select count(*) from public.user_plan where app_user_id = ?", log.user));
  }

  @Test
  void abovesMrvIsStoredWhereItIsMeant() {
    List<Object> one =
        List.of(day("A", exercise("bench", 20, "8"), exercise("incline bench", 20, "8")));
    ToolAnswer made =
        Ask.tool(log, "create_workout_plan", "name", "X", "sessions", one, "accept_warnings", true);
    assertTrue(
        made.text().contains("Warning: chest gets 40 sets a week, above its MRV."), made.text());
  }

  @Test
  void painEquipmentAndLongSessionsAreWarnedOf() {
    log.settings(
        "{\"pain_flags\": [\"knee\"], \"gyms\": [{\"name\": \"Home\", \"equipment\": [\"dumbbell\"]}]}");
    ToolAnswer made = Ask.tool(log, "create_workout_plan", "name", "X", "sessions", twoDays());
    assertTrue(
        made.text().contains("pain is noted (\"knee\") where Barbell Back Squat loads"),
        made.text());
    assertEquals(2, made.text().split("pain is noted", -1).length, made.text());
    assertTrue(
        made.text().contains("Barbell Deadlift needs barbell, which the gym does not have"),
        made.text());
  }

  @Test
  void sharedPlansOpenByTheirIdPublicOnesByNameAndPrivateOnesNever() {
    TrainingLog friend = TrainingLog.begin();
    String unique = " " + log.user;
    List<String> ids = new ArrayList<>();
    for (String visibility : List.of("private", "shared", "public")) {
      ids.add(
          create("name", visibility + unique, "sessions", twoDays(), "visibility", visibility)
              .at("/plan/id")
              .textValue());
    }
    String hidden = Ask.refusal(friend, "get_user_plans", "plan", ids.get(0));
    assertTrue(hidden.contains("there is no such plan"), hidden);
    JsonNode shared = Ask.json(friend, "get_user_plans", "plan", ids.get(1));
    assertEquals("shared", shared.at("/plan/kind").textValue());
    assertEquals(2, shared.at("/plan/days").size());
    assertTrue(
        Ask.refusal(friend, "get_user_plans", "plan", "shared" + unique).contains("no such plan"));
    JsonNode open = Ask.json(friend, "get_user_plans", "plan", "public" + unique);
    assertEquals("public", open.at("/plan/kind").textValue());
    assertFalse(open.toString().contains(log.user.toString()) && !open.toString().contains(unique));
    for (String id : ids.subList(1, 3)) {
      JsonNode copy = Ask.json(friend, "create_workout_plan", "name", "Copy " + id, "based_on", id);
      assertEquals(2, copy.at("/plan/days").size());
    }
    String refused =
        Ask.refusal(friend, "create_workout_plan", "name", "Copy", "based_on", ids.get(0));
    assertTrue(refused.contains("there is no such plan"), refused);
  }
}
