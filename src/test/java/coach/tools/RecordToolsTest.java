package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RecordToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode records(Object... arguments) {
    return Ask.json(log, "get_personal_records", arguments);
  }

  @Test
  void everyRecordHasItsValueAndDay() {
    log.session(log.daysAgo(90)).did("bench", 100, 5, 5, 5);
    log.session(log.daysAgo(60)).did("bench", 110, 1);
    log.session(log.daysAgo(10)).sets("bench", set("warm-up", 150, 1), set(102.5, 5));
    JsonNode bench = records("exercise", "bench").at("/records/0");
    assertEquals(110, bench.at("/heaviest/value").doubleValue());
    assertEquals(log.daysAgo(60).toString(), bench.at("/heaviest/date").textValue());
    // 36 x 102.5 / 32 = 115.3125 beats 112.5 and the single of 110.
    assertEquals(115.31, bench.at("/e1rm/value").doubleValue());
    assertEquals(log.daysAgo(10).toString(), bench.at("/e1rm/date").textValue());
    assertEquals(1500, bench.at("/volume/value").doubleValue());
    assertEquals(log.daysAgo(90).toString(), bench.at("/volume/date").textValue());
    assertEquals(1, bench.get("new_count").intValue());
    assertEquals("one_rep_max", bench.at("/new_records/0/kind").textValue());
    assertEquals(112.5, bench.at("/new_records/0/before").doubleValue());
    String text = Ask.text(log, "get_personal_records", "exercise", "bench");
    assertTrue(text.contains("Best e1RM: 115.31 (102.5x5) " + log.daysAgo(10) + "."), text);
    assertTrue(
        text.contains("New: 1; " + log.daysAgo(10) + " e1RM 115.31 (102.5x5), before 112.5."),
        text);
  }

  @Test
  void theMostRepsAtEachWeightComeHeaviestFirst() {
    log.session(log.daysAgo(20)).sets("bench", set(100, 5), set(80, 10), set(100, 6));
    JsonNode weights = records("exercise", "bench").get("reps_at_weights");
    assertEquals(2, weights.size());
    assertEquals(100, weights.at("/0/weight").doubleValue());
    assertEquals(6, weights.at("/0/reps").intValue());
    assertEquals(10, weights.at("/1/reps").intValue());
    assertTrue(
        Ask.text(log, "get_personal_records", "exercise", "bench")
            .contains("Most reps at 2 weights: 100x6 " + log.daysAgo(20)));
  }

  @Test
  void newMeansSinceTheDayAskedFor() {
    log.session(log.daysAgo(90)).did("bench", 100, 5);
    log.session(log.daysAgo(50)).did("bench", 105, 5);
    log.session(log.daysAgo(5)).did("bench", 110, 5);
    assertEquals(3, records("exercise", "bench").at("/records/0/new_count").intValue(), "30 days");
    assertEquals(
        6,
        records("exercise", "bench", "since", log.daysAgo(50).toString())
            .at("/records/0/new_count")
            .intValue());
    assertEquals(
        "since is %s, in the future. Send a date up to %s.".formatted(log.daysAgo(-2), log.today()),
        Ask.refusal(log, "get_personal_records", "since", log.daysAgo(-2).toString()));
  }

  @Test
  void allExercisesComeNewestRecordFirstAndInPages() {
    log.session(log.daysAgo(90)).did("bench", 100, 5).did("squat", 140, 5).did("deadlift", 180, 5);
    log.session(log.daysAgo(20)).did("squat", 145, 5);
    log.session(log.daysAgo(10)).did("deadlift", 185, 5);
    JsonNode page = records("limit", 2);
    assertEquals(3, page.get("total").intValue());
    assertEquals("Barbell Deadlift", page.at("/records/0/name").textValue());
    assertEquals("Barbell Back Squat", page.at("/records/1/name").textValue());
    JsonNode rest = records("limit", 2, "cursor", page.get("next_cursor").textValue());
    assertEquals("Barbell Bench Press", rest.at("/records/0/name").textValue());
    assertFalse(rest.has("next_cursor"));
    assertFalse(page.has("exercise"));
  }

  @Test
  void aNameOutsideTheCatalogueIsOneExerciseHoweverSpelled() {
    log.session(log.daysAgo(3)).did("Zorbing Hoist", 50, 5);
    log.session(log.daysAgo(2)).did("zorbing  HOIST!", 55, 5);
    JsonNode json = records();
    assertEquals(1, json.get("total").intValue());
    assertEquals(55, json.at("/records/0/heaviest/value").doubleValue());
    assertTrue(json.at("/records/0/id").isNull());
  }

  @Test
  void draftsAreNoRecords() {
    log.session(log.daysAgo(3)).did("bench", 100, 5).draft("bench", 200, 5);
    JsonNode json = records("exercise", "bench");
    assertEquals(100, json.at("/records/0/heaviest/value").doubleValue());
    assertEquals(1, json.at("/left_out/drafts").intValue());
  }

  @Test
  void repsAreTheRecordsOfBodyWeight() {
    log.session(log.daysAgo(9)).did("Pull-Up", 0, 8);
    log.session(log.daysAgo(2)).did("Pull-Up", 0, 11);
    JsonNode record = records("exercise", "pull-up").at("/records/0/new_records/0");
    assertEquals("reps", record.get("kind").textValue());
    assertEquals(11, record.get("value").doubleValue());
    assertEquals(8, record.get("before").doubleValue());
    assertTrue(records("exercise", "pull-up").at("/records/0/heaviest").isNull());
    assertTrue(Ask.text(log, "get_personal_records").contains("bwx11 " + log.daysAgo(2)));
  }

  @Test
  void addedWeightAndDropSetsAreRecordsOfWeightOnly() {
    log.session(log.daysAgo(9)).did("Pull-Up", 10, 5);
    log.session(log.daysAgo(2)).did("Pull-Up", 20, 5);
    JsonNode pullUps = records("exercise", "pull-up");
    assertEquals(20, pullUps.at("/records/0/heaviest/value").doubleValue());
    assertTrue(pullUps.at("/records/0/e1rm").isNull());
    assertEquals(2, pullUps.at("/left_out/no_body_weight").intValue());
    log.session(log.daysAgo(2)).sets("bench", set(60, 15), set("drop-set", 50, 10));
    JsonNode bench = records("exercise", "bench");
    assertEquals(60, bench.at("/records/0/heaviest/value").doubleValue());
    assertTrue(bench.at("/records/0/e1rm").isNull());
    assertEquals(1, bench.at("/left_out/set_type").intValue());
  }
}
