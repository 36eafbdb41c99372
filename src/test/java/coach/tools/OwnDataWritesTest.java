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

/** Exercises, measurements and settings of the lifter's own. */
class OwnDataWritesTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode measure(Object... arguments) {
    return Ask.json(log, "log_body_measurement", arguments);
  }

  private static List<Map<String, Object>> one(String kind, double value) {
    return List.of(Map.of("kind", kind, "value", value));
  }

  private JsonNode settings(Object... arguments) {
    return Ask.json(log, "update_settings", arguments).get("settings");
  }

  @ParameterizedTest
  @CsvSource({
    "Barbell Bench Press, is already \"Barbell Bench Press\"",
    "bench, is already \"Barbell Bench Press\"",
    "BARBELL  BENCH-PRESSES, is already \"Barbell Bench Press\"",
    "Barbel Bench Press, is nearly \"Barbell Bench Press\"",
  })
  void aNearDuplicateIsRefusedAndNamed(String name, String words) {
    String refusal =
        Ask.refusal(log, "create_exercise", "name", name, "primary_muscles", List.of("chest"));
    assertTrue(refusal.startsWith("\"" + name + "\" " + words), refusal);
  }

  @Test
  void aNearDuplicateThatIsMeantIsCreated() {
    JsonNode answer =
        Ask.json(
            log,
            "create_exercise",
            "name",
            "Barbel Bench Press",
            "primary_muscles",
            List.of("chest", "triceps"),
            "equipment",
            "barbell",
            "level",
            "expert",
            "although_similar",
            true);
    assertEquals("[\"chest\",\"triceps\"]", answer.at("/exercise/primary_muscles").toString());
    assertEquals("barbell", answer.at("/exercise/equipment").textValue());
    JsonNode logged = Ask.json(log, "log_workout", Lifts.log("barbel bench press", "5@100"));
    assertEquals(answer.at("/exercise/name"), logged.at("/exercises/0/name"));
    assertTrue(
        Ask.refusal(
                log,
                "create_exercise",
                "name",
                "barbel bench press",
                "primary_muscles",
                List.of("chest"),
                "although_similar",
                true)
            .contains("is already"));
    TrainingLog other = TrainingLog.begin();
    assertEquals(
        "Barbell Bench Press",
        Ask.json(other, "log_workout", Lifts.log("barbel bench press", "5@100"))
            .at("/exercises/0/name")
            .textValue());
  }

  @Test
  void oneValuePerKindAndDayAndTheSecondReplacesTheFirst() {
    measure("measurements", one("waist", 85));
    JsonNode second = measure("measurements", one("waist", 84));
    assertEquals(85, second.at("/measurements/0/replaced").doubleValue());
    JsonNode list = Ask.json(log, "list_body_measurements", "kind", "waist");
    assertEquals(1, list.get("total").intValue());
    Ask.json(log, "undo_last_change");
    assertEquals(
        85, Ask.json(log, "list_body_measurements").at("/measurements/0/value").doubleValue());
  }

  @Test
  void valuesAreKeptInTheirColumnsUnits() {
    log.settings("{\"unit\": \"lb\"}");
    measure(
        "measurements",
        List.of(
            Map.of("kind", "body_weight", "value", 180),
            Map.of("kind", "body_fat", "value", 15.5),
            Map.of("kind", "waist", "value", 33.5),
            Map.of("kind", "hips", "value", 95, "unit", "cm")));
    assertEquals(
        List.of("body_fat 1550", "body_weight 81647", "hips 950", "waist 851"),
        log.query(
            "select kind || ' ' || value from coach.body_measurement where app_user_id = ?"
                + " order by kind",
            log.user));
    JsonNode waist =
        Ask.json(log, "list_body_measurements", "kind", "waist").get("measurements").get(0);
    assertEquals("in", waist.get("unit").textValue());
    assertEquals(33.5, waist.get("value").doubleValue());
  }

  @Test
  void theListTellsTheChangePerWeek() {
    for (int week = 0; week < 5; week++) {
      measure(
          "measurements",
          one("body_weight", 80 + week * 0.5),
          "date",
          log.daysAgo(28 - 7 * week).toString());
    }
    JsonNode kind = Ask.json(log, "list_body_measurements").at("/kinds/0");
    assertEquals(0.5, kind.get("change_per_week").doubleValue());
    assertEquals(82, kind.get("latest").doubleValue());
  }

  @Test
  void aValueThatNobodyHasIsRefused() {
    assertEquals(
        "measurements[0].value is 815 kg, which is no body weight. Send the value and its"
            + " unit.",
        Ask.refusal(log, "log_body_measurement", "measurements", one("body_weight", 815))
            .replace("815.0", "815"));
    assertTrue(
        Ask.refusal(
                log,
                "log_body_measurement",
                "measurements",
                List.of(Map.of("kind", "waist", "value", 85, "unit", "kg")))
            .startsWith("measurements[0].unit is \"kg\", and waist is measured in cm or in."));
    assertTrue(
        Ask.refusal(
                log,
                "log_body_measurement",
                "measurements",
                one("waist", 85),
                "date",
                log.today().plusDays(1).toString())
            .contains("in the future"));
    measure("measurements", one("body_weight", 80), "date", "yesterday");
    assertEquals(1, measure("measurements", one("body_weight", 176)).get("warnings").size());
  }

  @Test
  void settingsNotSentStay() {
    settings("unit", "lb", "time_zone", "america/new_york", "max_history_days", 90);
    JsonNode after = settings("one_rm_formula", "epley", "include_notes", false);
    assertEquals("lb", after.get("unit").textValue());
    assertEquals("America/New_York", after.get("time_zone").textValue());
    assertEquals(90, after.get("max_history_days").intValue());
    JsonNode profile = Ask.json(log, "get_profile");
    assertEquals("Epley", profile.at("/settings/one_rm_formula").textValue());
    assertEquals("America/New_York", profile.get("time_zone").textValue());
    assertFalse(settings("reset", List.of("unit", "one_rm_formula")).has("unit"));
  }

  @Test
  void landmarksAndGymsJoinThoseThatAreThere() {
    settings(
        "landmarks",
        List.of(landmark("chest", 8)),
        "gyms",
        List.of(
            Map.of(
                "name", "Home", "bar", 20, "plates", List.of(Map.of("weight", 20, "count", 4)))));
    JsonNode after =
        settings(
            "landmarks",
            List.of(landmark("back", 9)),
            "gyms",
            List.of(
                Map.of("name", "Work", "equipment", List.of("machine")),
                Map.of("name", "Home", "bar", 15)),
            "gym",
            "Work");
    assertEquals(8, after.at("/landmarks/chest/mv").intValue());
    assertEquals(9, after.at("/landmarks/back/mv").intValue());
    assertEquals(
        "[\"Home\",\"Work\"]", after.get("gyms").findValues("name").toString().replace(" ", ""));
    assertEquals(15, after.at("/gyms/0/bar").doubleValue());
    assertEquals(20, after.at("/gyms/0/plates/0/weight").doubleValue());
    assertEquals(
        1, settings("remove_gyms", List.of("Work"), "reset", List.of("gym")).get("gyms").size());
    JsonNode chest = Ask.json(log, "check_volume_landmarks", "muscle_group", "chest");
    assertTrue(chest.toString().contains("personal"), chest.toString());
  }

  private static Map<String, Object> landmark(String muscle, int mv) {
    return Map.of("muscle", muscle, "mv", mv, "mev", 10, "mav_low", 12, "mav_high", 20, "mrv", 22);
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertTrue(
        Ask.refusal(log, "update_settings", "time_zone", "Mars/Olympus")
            .startsWith("time_zone is \"Mars/Olympus\". Send an IANA name"));
    assertTrue(
        Ask.refusal(log, "update_settings", "landmarks", List.of(landmark("chest", 50)))
            .startsWith("landmarks of chest are not in ascending order."));
    assertTrue(
        Ask.refusal(log, "update_settings", "pain_flags", List.of("xyzzy plugh"))
            .startsWith("pain_flags[0] is \"xyzzy plugh\", which is not in the catalogue."));
    assertTrue(Ask.refusal(log, "update_settings", "max_history_days", 45).contains("30, 90, 180"));
    assertTrue(Ask.refusal(log, "update_settings").startsWith("No setting was sent."));
    assertEquals(
        List.of("0"),
        log.query("select count(*) from coach.change_log" + " where app_user_id = ?", log.user));
  }

  @Test
  void whatOtherAppsKeepBesideTheSettingsStays() {
    log.run(
        "update public.app_user set data = '{\"theme\": \"dark\", \"mcp_settings\":"
            + " {\"unit\": \"kg\", \"theirs\": 7}}' where app_user_id = ?",
        log.user);
    settings("unit", "lb");
    Ask.json(log, "undo_last_change");
    assertEquals(
        List.of("{\"theme\": \"dark\", \"mcp_settings\": {\"unit\": \"kg\", \"theirs\": 7}}"),
        log.query("select data from public.app_user where app_user_id = ?", log.user));
  }
}
