package coach.tools;

import static coach.tools.TrainingLog.Done.rpe;
import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeloadToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode signal(String name) {
    JsonNode json = Ask.json(log, "suggest_deload");
    for (JsonNode signal : json.get("signals")) {
      if (signal.get("signal").textValue().equals(name)) {
        return signal;
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void aFallingE1rmFires() {
    for (int day : new int[] {30, 23, 16}) {
      log.session(log.daysAgo(day)).did("bench", 100, 5).did("squat", 140, 5);
    }
    for (int day : new int[] {9, 1}) {
      log.session(log.daysAgo(day)).did("bench", 95, 5).did("squat", 130, 5);
    }
    JsonNode signal = signal("e1rm_down");
    assertEquals("fired", signal.get("state").textValue());
    assertEquals("Barbell Bench Press", signal.at("/evidence/1/subject").textValue());
    assertEquals(112.5, signal.at("/evidence/1/reference").doubleValue());
    assertEquals(106.88, signal.at("/evidence/1/value").doubleValue());
    assertTrue(
        Ask.text(log, "suggest_deload")
            .contains("Barbell Bench Press: best e1RM 106.88, was 112.5"));
  }

  @Test
  void aRisingRpeFires() {
    log.session(log.daysAgo(8)).sets("squat", rpe(140, 5, 7), rpe(140, 5, 7));
    log.session(log.daysAgo(5)).sets("squat", rpe(140, 5, 7.5), rpe(140, 5, 7.5));
    log.session(log.daysAgo(2)).sets("squat", rpe(140, 5, 8), rpe(140, 5, 8.5));
    JsonNode signal = signal("rpe_up");
    assertEquals("fired", signal.get("state").textValue());
    assertEquals(7, signal.at("/evidence/0/reference").doubleValue());
    assertEquals(8.3, signal.at("/evidence/0/value").doubleValue());
  }

  @Test
  void twoMissedTargetsFire() {
    UUID day = log.activePlan("Strength", "Monday", 1);
    UUID bench = log.planned(day, "Barbell Bench Press", 3, 5, 2500);
    log.session(log.daysAgo(5), day).did(bench, 100, 5, 4, 4);
    assertEquals("not_enough_data", signal("target_missed").get("state").textValue());
    log.session(log.daysAgo(2), day).did(bench, 100, 5, 5, 4);
    JsonNode signal = signal("target_missed");
    assertEquals("fired", signal.get("state").textValue());
    assertEquals(15, signal.at("/evidence/0/reference").doubleValue());
    assertEquals(14, signal.at("/evidence/0/value").doubleValue());
  }

  @Test
  void volumeAboveTheMaximumFires() {
    int[] reps = new int[23];
    Arrays.fill(reps, 8);
    log.session(log.monday(1)).did("bench", 80, reps);
    JsonNode signal = signal("above_mrv");
    assertEquals("fired", signal.get("state").textValue());
    assertEquals("chest", signal.at("/evidence/0/subject").textValue());
    assertEquals(22, signal.at("/evidence/0/reference").doubleValue());
    assertEquals(23, signal.at("/evidence/0/value").doubleValue());
  }

  @Test
  void eightWeeksSinceADeloadFireAlsoBeyondTheWeeksAnalyzed() {
    log.deload(log.daysAgo(63)).did("bench", 100, 5);
    for (int day = 60; day >= 0; day -= 5) {
      log.session(log.daysAgo(day)).did("bench", 100, 5);
    }
    JsonNode signal = signal("weeks_since_deload");
    assertEquals("fired", signal.get("state").textValue());
    assertEquals(9, signal.at("/evidence/0/value").doubleValue());
    assertEquals(log.daysAgo(63).toString(), signal.at("/evidence/0/since").textValue());
    log.deload(log.daysAgo(1)).did("bench", 100, 5);
    assertEquals("not_fired", signal("weeks_since_deload").get("state").textValue());
  }

  @Test
  void theProtocolNamesTheSetsToKeep() {
    log.session(log.daysAgo(20)).did("squat", 140, 5, 5, 5);
    log.session(log.daysAgo(2)).did("bench", 100, 5, 5, 5, 5, 5);
    JsonNode protocol = Ask.json(log, "suggest_deload").get("protocol");
    assertEquals(1, protocol.get("exercises").size());
    assertEquals(5, protocol.at("/exercises/0/sets_last_session").intValue());
    assertEquals(2, protocol.at("/exercises/0/sets_to_keep").intValue());
    String text = Ask.text(log, "suggest_deload");
    assertTrue(text.contains("7 days at the same weight with 40 to 50 % of the sets."), text);
    assertTrue(
        text.contains(
            "Sets to keep per session, lifts of the last 14 days: 2 of 5: Barbell Bench Press."),
        text);
  }

  @Test
  void noSignalOfASteadyLifterFires() {
    for (int day = 28; day >= 0; day -= 4) {
      log.session(log.daysAgo(day)).did("bench", 100 + (28 - day) / 4, 5, 5, 5);
    }
    JsonNode json = Ask.json(log, "suggest_deload");
    assertEquals(0, json.get("fired").intValue());
    assertEquals("not_fired", signal("e1rm_down").get("state").textValue());
  }

  @Test
  void liftsWithAsManySetsAreKeptTogetherAndDropSetsAreNone() {
    log.session(log.daysAgo(15)).did("ohp", 60, 5, 5);
    log.session(log.daysAgo(2))
        .did("bench", 100, 5, 5, 5)
        .did("deadlift", 180, 5, 5, 5, 5)
        .sets("squat", set(140, 5), set(140, 5), set(140, 5), set("drop-set", 100, 8));
    String text = Ask.text(log, "suggest_deload");
    assertTrue(
        text.contains(
            "lifts of the last 14 days: 1 of 3: Barbell Back Squat, Barbell Bench Press; 2 of 4:"
                + " Barbell Deadlift."),
        text);
    assertTrue(text.contains("1 drop, myo-rep or other set (no e1RM)"), text);
  }
}
