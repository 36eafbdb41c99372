package coach.tools.lifter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.Ask;
import coach.tools.Json;
import coach.tools.TrainingLog;
import coach.tools.lifter.Settings.Gym;
import coach.training.Increments;
import coach.training.MuscleGroup;
import coach.training.Plates;
import coach.training.Unit;
import coach.training.WeeklyVolume.Counting;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are another app's to write as well: what fits is used, the rest breaks nothing. */
class SettingsTest {
  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static Settings read(String text) {
    return Settings.read(json(text), Unit.KG);
  }

  @Test
  void withoutSettingsThePublishedDefaultsHold() {
    Settings settings = read("{}");
    assertEquals(Counting.DIRECT, settings.counting());
    assertEquals(22, settings.landmarks().of(MuscleGroup.CHEST).orElseThrow().maximumRecoverable());
    assertEquals(Optional.empty(), settings.gym());
  }

  @Test
  void landmarksAreTakenByAnyNameOfTheGroup() {
    Settings settings =
        read(
            """
            {"landmarks": {
              "side_and_rear_delts": {"mv": 1, "mev": 2, "mav_low": 3, "mav_high": 4, "mrv": 5},
              "Lats": {"mv": 2, "mev": 3, "mav_low": 4, "mav_high": 5, "mrv": 6}}}""");
    assertEquals(
        5,
        settings
            .landmarks()
            .of(MuscleGroup.SIDE_AND_REAR_DELTS)
            .orElseThrow()
            .maximumRecoverable());
    assertTrue(settings.landmarks().isPersonal(MuscleGroup.BACK));
    assertFalse(settings.landmarks().isPersonal(MuscleGroup.CHEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"landmarks\": {\"chest\": {\"mv\": 9, \"mev\": 2, \"mav_low\": 3, \"mav_high\": 4, \"mrv\": 5}}}",
        "{\"landmarks\": {\"chest\": {\"mv\": 1, \"mev\": 2}}}",
        "{\"landmarks\": {\"chest\": {\"mv\": \"1\", \"mev\": 2, \"mav_low\": 3, \"mav_high\": 4, \"mrv\": 5}}}",
        "{\"landmarks\": {\"chest\": 12}}",
        "{\"landmarks\": {\"pecs\": {\"mv\": 1, \"mev\": 2, \"mav_low\": 3, \"mav_high\": 4, \"mrv\": 5}}}",
        "{\"landmarks\": [1, 2]}",
        "{\"landmarks\": null}",
      })
  void landmarksThatCannotBeMeantAreThePublishedOnes(String settings) {
    assertFalse(read(settings).landmarks().isPersonal(MuscleGroup.CHEST));
  }

  @Test
  void theActiveGymIsTheOneNamedElseTheFirst() {
    String gyms = "\"gyms\": [7, {\"name\": \"Home\"}, {\"name\": \"Club\"}]";
    assertEquals("Home", read("{" + gyms + "}").gym().orElseThrow().name());
    assertEquals("Club", read("{" + gyms + ", \"gym\": \"Club\"}").gym().orElseThrow().name());
    assertEquals("Home", read("{" + gyms + ", \"gym\": \"Sold\"}").gym().orElseThrow().name());
  }

  @Test
  void aGymHasItsOwnUnit() {
    Gym gym =
        read("{\"gyms\": [{\"unit\": \"lb\", \"bar\": 45, \"plates\": [{\"weight\": 45}]}]}")
            .gym()
            .orElseThrow();
    Plates plates = (Plates) gym.grid().of("Bench", "barbell");
    assertEquals(20_412, plates.barGrams());
    assertEquals(20_412, plates.pairs().get(0).grams());
    assertTrue(plates.pairs().get(0).pairs() > 100);
  }

  @Test
  void whatTheGymDoesNotSayIsAsUsual() {
    Gym gym =
        read("{\"gyms\": [{\"name\": \"Home\", \"plates\": [{\"weight\": 10}]}]}")
            .gym()
            .orElseThrow();
    Plates barbell = (Plates) gym.grid().of("Bench", "barbell");
    assertEquals(20_000, barbell.barGrams());
    Plates curl = (Plates) gym.grid().of("Curl", "e-z curl bar");
    assertEquals(10_000, curl.barGrams());
    assertEquals(1, curl.pairs().size());
    assertEquals(Increments.of(2500), gym.grid().of("Row", "dumbbell"));
    assertFalse(gym.grid().knows("Lift", "dumbbell"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"gyms\": \"Home\"}",
        "{\"gyms\": {\"name\": \"Home\"}}",
        "{\"gyms\": [{\"bar\": \"heavy\", \"plates\": {\"weight\": 5}}]}",
        "{\"gyms\": [{\"bar\": -20, \"plates\": [{\"weight\": -5}, {\"weight\": 1e300}, null, 7]}]}",
        "{\"gyms\": [{\"bar\": 1e9, \"plates\": [{\"weight\": 20, \"count\": -4}]}], \"gym\": 7}",
      })
  void aGymThatCannotBeMeantIsAUsualOne(String settings) {
    Plates plates =
        (Plates)
            read(settings)
                .gym()
                .map(gym -> gym.grid().of("Bench", "barbell"))
                .orElse(Plates.standard(Unit.KG));
    assertEquals(Plates.standard(Unit.KG), plates);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"settings\"",
        "7",
        "null",
        "{\"unit\": \"stone\", \"time_zone\": \"Mars/Olympus\", \"one_rm_formula\": 7}",
        "{\"unit\": [\"kg\"], \"time_zone\": {\"a\": 1}, \"max_history_days\": -4}",
        "{\"max_history_days\": 99999999999999999999, \"include_notes\": []}",
        "{\"max_history_days\": \"soon\", \"landmark_counting\": {}, \"pain_flags\": {\"a\": 1}}",
        "{\"gyms\": [[], 7, {\"equipment\": \"all\"}], \"gym\": {}, \"pain_flags\": [7, null, []]}",
        "{\"gyms\": [{\"equipment\": [7, null, {\"a\": 1}]}], \"landmarks\": \"many\"}",
        "{\"time_zone\": \"'; drop table x; --\"}",
        "{\"time_zone\": \"PST8PDT\"}",
        "{\"time_zone\": \"europe/berlin\"}",
        "{\"time_zone\": \"Europe/BERlin\"}",
        "{\"time_zone\": \"Mars/Olympus3\"}",
        "{\"time_zone\": \"Etc/GMT+99\"}",
      })
  void noToolBreaksOnSettingsOfAnotherApp(String settings) {
    TrainingLog log = TrainingLog.begin();
    log.session(log.daysAgo(2)).did("bench", 100, 5, 5, 5);
    log.settings(settings);
    Ask.readers().forEach(tool -> Ask.tool(log, tool, Ask.leastArguments(tool)));
    Ask.tool(log, "search_exercises", "alternatives_to", "bench");
    assertEquals("kg", Ask.json(log, "get_profile").get("unit").textValue());
  }

  @Test
  void dataThatIsNoObjectIsNoSettings() {
    TrainingLog log = TrainingLog.begin();
    log.run("update public.app_user set data = '[1]' where app_user_id = ?", log.user);
    assertEquals("UTC", Ask.json(log, "get_profile").get("time_zone").textValue());
  }

  @Test
  void settingsThatNoPersonMadeDoNotCrowdOutTheProfile() {
    TrainingLog log = TrainingLog.begin();
    log.settings(
        "{\"unit\": \"lb\", \"gym\": \"" + "x".repeat(50_000) + "\", \"theme\": \"dark\"}");
    JsonNode settings = Ask.json(log, "get_profile").get("settings");
    assertEquals("lb", settings.get("unit").textValue());
    assertFalse(settings.has("theme"));
    assertFalse(settings.has("gym"));
  }
}
