package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SummaryToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode summary(Object... arguments) {
    return Ask.json(log, "get_training_summary", arguments);
  }

  @Test
  void thePeriodIsSummedUpAndComparedWithTheOneBefore() {
    long days = ChronoUnit.DAYS.between(log.monday(2), log.today()) + 1;
    log.session(log.monday(2).minusDays(days)).did("bench", 100, 5, 5);
    log.session(log.monday(2).minusDays(days + 1)).did("bench", 100, 5, 5);
    log.session(log.monday(2)).did("bench", 100, 5, 5).did("squat", 140, 5);
    log.session(log.monday(1))
        .sets("bench", set("warm-up", 60, 10), set(105, 5), set(105, 0))
        .draft("squat", 145, 5);
    JsonNode json = summary("weeks", 2);
    assertEquals(log.monday(2).toString(), json.get("since").textValue());
    assertEquals(2, json.at("/totals/sessions").intValue());
    assertEquals(4, json.at("/totals/sets").intValue());
    assertEquals(20, json.at("/totals/reps").intValue());
    assertEquals(1000 + 700 + 525, json.at("/totals/volume").doubleValue());
    assertEquals(1, json.at("/before/sessions").intValue());
    assertEquals(100, json.at("/change_percent/sessions").doubleValue());
    assertEquals(100, json.at("/change_percent/sets").doubleValue());
    assertEquals(122.5, json.at("/change_percent/volume").doubleValue());
    assertEquals(1, json.at("/left_out/drafts").intValue());
    assertTrue(
        Ask.text(log, "get_training_summary", "weeks", 2)
            .contains("1 session (now +100 %), 2 sets (now +100 %), volume 1000 (now +122.5 %)."));
  }

  @Test
  void weeksMusclesAndExercisesAreListed() {
    log.session(log.monday(2)).did("bench", 100, 5, 5, 5).did("squat", 140, 5);
    log.session(log.monday(1)).did("bench", 100, 5);
    log.session(log.monday(1).plusDays(1)).did("bench", 100, 5);
    JsonNode json = summary("weeks", 2);
    assertEquals(1, json.at("/weeks/0/sessions").intValue());
    assertEquals(4, json.at("/weeks/0/sets").intValue());
    assertEquals(2200, json.at("/weeks/0/volume").doubleValue());
    assertEquals(60, json.at("/weeks/0/minutes_per_session").intValue());
    assertEquals(2, json.at("/weeks/1/sessions").intValue());
    assertEquals("current", json.at("/weeks/2/kind").textValue());
    assertEquals("chest", json.at("/muscles/0/muscle").textValue());
    assertEquals(2.5, json.at("/muscles/0/average_sets").doubleValue());
    assertEquals("[3.0,2.0,0.0]", json.at("/muscles/0/sets_by_week").toString());
    assertEquals(2500, json.at("/muscles/0/volume").doubleValue());
    assertEquals("Barbell Bench Press", json.at("/exercises/0/name").textValue());
    assertEquals(5, json.at("/exercises/0/sets").intValue());
    assertEquals(3, json.at("/exercises/0/sessions").intValue());
  }

  @Test
  void newRecordsAreThoseOfThePeriodOnly() {
    log.session(log.monday(9)).did("bench", 100, 5);
    log.session(log.monday(8)).did("bench", 105, 5);
    log.session(log.monday(1)).did("bench", 110, 5);
    JsonNode json = summary("weeks", 4);
    assertEquals(3, json.get("records_total").intValue());
    assertEquals("one_rep_max", json.at("/records/0/kind").textValue());
    assertEquals(123.75, json.at("/records/0/value").doubleValue());
    assertEquals("Barbell Bench Press", json.at("/records/0/exercise").textValue());
    assertTrue(
        Ask.text(log, "get_training_summary")
            .contains(
                "New records of weight, e1RM and session volume: 3; Barbell Bench Press "
                    + log.monday(1)
                    + " e1RM 123.75"));
  }

  @Test
  void gapsAndStreaksAreNamed() {
    for (int week = 10; week >= 6; week--) {
      log.session(log.monday(week)).did("bench", 100, 5);
    }
    log.session(log.monday(2)).did("bench", 100, 5);
    log.session(log.monday(1)).did("bench", 100, 5);
    JsonNode json = summary("weeks", 4);
    assertEquals(5, json.at("/streak_weeks/longest").intValue());
    assertEquals(2, json.at("/streak_weeks/current").intValue());
    assertEquals(28, json.at("/gaps/0/days").intValue());
    assertEquals(log.monday(6).toString(), json.at("/gaps/0/since").textValue());
  }

  @Test
  void aPeriodBeforeTheLookBackIsNotCompared() {
    log.settings("{\"max_history_days\": 30}");
    log.session(log.monday(1)).did("bench", 100, 5);
    JsonNode json = summary("weeks", 4);
    assertFalse(json.has("before"));
    assertFalse(json.has("change_percent"));
    assertTrue(
        Ask.text(log, "get_training_summary", "weeks", 4)
            .contains("No comparison: the history limit of 30 days"));
  }

  @Test
  void aYearFits() {
    for (int day = 0; day < 350; day += 2) {
      TrainingLog.Session session = log.session(log.daysAgo(day));
      for (String exercise :
          new String[] {"bench", "squat", "deadlift", "ohp", "barbell row", "leg press"}) {
        session.did(exercise, 100 + (350 - day) / 10.0, 5, 5);
      }
    }
    JsonNode json = summary("weeks", 52);
    assertEquals(20, json.get("records").size());
    assertTrue(json.get("records_total").intValue() > 100);
  }

  @Test
  void repsAtAWeightAreNoRecordsHereAndTheTextHasOneOfEachLift() {
    log.session(log.monday(9)).did("bench", 100, 5).did("squat", 140, 5).did("deadlift", 180, 5);
    log.session(log.monday(1)).did("bench", 105, 5).did("squat", 145, 5).did("deadlift", 185, 5);
    log.session(log.monday(1).plusDays(1)).did("bench", 100, 6);
    JsonNode json = summary("weeks", 4);
    assertEquals(10, json.get("records_total").intValue());
    assertEquals(10, json.get("records").size());
    json.get("records").forEach(r -> assertTrue(!r.get("kind").textValue().equals("reps")));
    String text = Ask.text(log, "get_training_summary");
    assertTrue(text.contains("New records of weight, e1RM and session volume: 10; "), text);
    assertTrue(text.contains("; and 7 more."), text);
  }

  @Test
  void theMostTrainedExercisesAreEightInTheTextAndAllInTheData() {
    String[] names = {
      "bench",
      "squat",
      "deadlift",
      "ohp",
      "barbell row",
      "leg press",
      "pull-up",
      "dip",
      "Zorb Hoist"
    };
    TrainingLog.Session session = log.session(log.monday(1));
    for (String name : names) {
      session.did(name, 50, 5);
    }
    assertEquals(9, summary().get("exercises").size());
    String text = Ask.text(log, "get_training_summary");
    assertTrue(text.contains("1 set in 1 session, and 1 more."), text);
  }

  @Test
  void deloadsAndLayoffsAreNamedBesideTheComparison() {
    log.session(log.monday(9)).did("bench", 100, 5);
    log.session(log.monday(5)).did("bench", 100, 5);
    log.session(log.monday(3)).did("bench", 100, 5);
    log.deload(log.monday(2)).did("bench", 80, 5);
    log.session(log.monday(1)).did("bench", 100, 5);
    JsonNode json = summary("weeks", 4);
    assertEquals(log.monday(2).toString(), json.at("/totals/deload_weeks/0").textValue());
    assertEquals(0, json.at("/totals/layoffs").size());
    assertEquals(0, json.at("/before/deload_weeks").size());
    assertEquals(28, json.at("/before/layoffs/0/days").intValue());
    String text = Ask.text(log, "get_training_summary");
    assertTrue(
        text.contains(
            "Keep in mind when comparing: this period has a deload in the week of "
                + log.monday(2)
                + "; the one before has a layoff "
                + log.monday(9)
                + " to "
                + log.monday(5)
                + " (28 days)."),
        text);
    assertTrue(json.at("/left_out/set_type").intValue() == 0);
  }
}
