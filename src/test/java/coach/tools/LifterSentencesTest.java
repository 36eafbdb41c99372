package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.sets.SetLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Twenty things that lifters say, each with the one or two calls that a model would make of it and
 * what is stored then. They all happen to a lifter who benched 3x5 at 100 kg yesterday.
 */
class LifterSentencesTest {
  private final TrainingLog log = TrainingLog.begin();

  @BeforeEach
  void yesterday() {
    call("log_workout", Lifts.log("bench", "3x5@100", "started_at", "yesterday", "name", "Push"));
  }

  private JsonNode call(String tool, Object... arguments) {
    return Ask.json(log, tool, arguments);
  }

  /** The sets of the exercises of a session as lifters write them. */
  private static String read(JsonNode answer) {
    List<String> exercises = new ArrayList<>();
    for (JsonNode exercise : answer.get("exercises")) {
      List<String> sets = new ArrayList<>();
      exercise.get("sets").forEach(set -> sets.add(SetLine.text(set)));
      exercises.add(String.join(", ", SetLine.folded(sets)));
    }
    return String.join(" | ", exercises);
  }

  private void stored(String session, String sets) {
    assertEquals(sets, read(call("get_session", "session", session)));
  }

  /** "3x5 at 100, last one was an 8 and a half." */
  @Test
  void threeByFiveAndTheLastOneWasAnEightAndAHalf() {
    call("log_workout", Lifts.log("bench", "2x5@100, 5@100 rpe=8.5"));
    stored("last", "2 x 100x5, 100x5 @8.5");
  }

  /** "No, it was 80." */
  @Test
  void noItWasEighty() {
    call("edit_workout", "change", Map.of("weight", 80));
    stored("last", "3 x 80x5");
  }

  /** "No, the last one was 80." */
  @Test
  void noTheLastOneWasEighty() {
    call("edit_workout", "set", -1, "change", Map.of("weight", 80));
    stored("last", "2 x 100x5, 80x5");
  }

  /** "I did squats yesterday, 5 by 5 at 140." */
  @Test
  void iDidThatYesterday() {
    call(
        "log_workout", Lifts.log("squats", "5x5@140", "mode", "append", "started_at", "yesterday"));
    stored(log.daysAgo(1).toString(), "3 x 100x5 | 5 x 140x5");
  }

  /** "That was two days ago, not yesterday." */
  @Test
  void thatWasTwoDaysAgo() {
    call("edit_workout", "change", Map.of("started_at", log.daysAgo(2).toString()));
    stored(log.daysAgo(2).toString(), "3 x 100x5");
  }

  /** "Scrap that." */
  @Test
  void scrapThat() {
    call("log_workout", Lifts.log("row", "3x8@70"));
    assertEquals("log_workout", call("undo_last_change").at("/undone/tool").textValue());
    stored("last", "3 x 100x5");
  }

  /** "Delete yesterday's workout." */
  @Test
  void deleteYesterdaysWorkout() {
    call("delete_workout", "session", log.daysAgo(1).toString());
    assertFalse(call("get_session").has("session"));
  }

  /** "Wait, bring it back." */
  @Test
  void bringItBack() {
    call("delete_workout", "session", "last");
    call("undo_last_change");
    stored("last", "3 x 100x5");
  }

  /** "Pull-ups, 8, 7 and 5, with 20 kilos of help on the last." */
  @Test
  void pullUpsWithHelpOnTheLast() {
    call("log_workout", Lifts.log("pull ups", "8, 7, 5 assistance=20"));
    stored("last", "bwx8, bwx7, bw-20x5");
  }

  /** "Bench and rows as a superset, three rounds of 10 at 60 and 12 at 50." */
  @Test
  void benchAndRowsAsASuperset() {
    JsonNode answer =
        call(
            "log_workout",
            "exercises",
            List.of(
                Lifts.exercise("bench", "A", "3x10@60"), Lifts.exercise("rows", "A", "3x12@50")));
    assertEquals("3 x 60x10 | 3 x 50x12", read(answer));
    assertEquals("A", answer.at("/exercises/0/superset").textValue());
    assertEquals("A", answer.at("/exercises/1/superset").textValue());
  }

  /** "First set done, 100 for 5." … "Next one, same." */
  @Test
  void setBySet() {
    call("log_workout", Lifts.log("squat", "5@100", "mode", "append"));
    call("log_workout", Lifts.log("squat", "5@100", "mode", "append"));
    stored("today", "2 x 100x5");
  }

  /** "I'm done for today." */
  @Test
  void doneForToday() {
    call("log_workout", Lifts.log("squat", "5@100", "mode", "append"));
    JsonNode answer =
        call("edit_workout", "session", "today", "change", Map.of("ended_at", "today"));
    assertEquals(false, answer.at("/session/in_progress").booleanValue());
  }

  /** "Two plates, five reps" of someone who thinks in pounds. */
  @Test
  void twoPlatesInPounds() {
    call("log_workout", Lifts.log("bench", "5@225", "unit", "lb"));
    stored("last", "102.06x5");
  }

  /** "Oh, those were pounds." */
  @Test
  void thoseWerePounds() {
    JsonNode slip = call("log_workout", Lifts.log("bench", "3x5@225"));
    assertEquals(1, slip.get("warnings").size());
    call("edit_workout", "change", Map.of("weight", 225), "unit", "lb");
    stored("last", "3 x 102.06x5");
  }

  /** "Drop set after the last: 80 for 8, then 60 for 10." */
  @Test
  void dropSetAfterTheLast() {
    call(
        "log_workout",
        Lifts.log(
            "bench",
            "8@80 type=drop-set, 10@60 type=drop-set",
            "mode",
            "append",
            "session",
            "last"));
    stored("last", "3 x 100x5, drop 80x8, drop 60x10");
  }

  /** "I only did two sets." */
  @Test
  void onlyTwoSets() {
    call("edit_workout", "set", -1, "change", Map.of("remove", true));
    stored("last", "2 x 100x5");
  }

  /** "It was the incline press." */
  @Test
  void itWasTheInclinePress() {
    JsonNode answer =
        call("edit_workout", "change", Map.of("exercise", "incline barbell bench press"));
    assertTrue(answer.at("/exercises/0/name").textValue().contains("Incline"));
    assertEquals("3 x 100x5", read(answer));
  }

  /** "Show me first what you'd log." … "Yes, do it." */
  @Test
  void showMeFirst() {
    Object[] arguments = Lifts.log("row", "3x8@70", "idempotency_key", "rows", "dry_run", true);
    assertEquals("3 x 70x8", read(call("log_workout", arguments)));
    stored("last", "3 x 100x5");
    arguments[arguments.length - 1] = false;
    call("log_workout", arguments);
    stored("last", "3 x 70x8");
  }

  /** "I weigh 81 and a half today." */
  @Test
  void iWeighEightyOneAndAHalf() {
    call(
        "log_body_measurement",
        "measurements",
        List.of(Map.of("kind", "body_weight", "value", 81.5)));
    assertEquals(81.5, call("list_body_measurements").at("/measurements/0/value").doubleValue());
  }

  /** "My lower back hurts, and from now on I train in pounds." */
  @Test
  void myLowerBackHurtsAndIWantPounds() {
    JsonNode answer = call("update_settings", "pain_flags", List.of("lower back"), "unit", "lb");
    assertEquals("lower back", answer.at("/settings/pain_flags/0").textValue());
    stored("last", "3 x 220.5x5");
  }
}
