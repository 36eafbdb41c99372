package coach.tools;

import static coach.tools.TrainingLog.Done.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode volume(Object... arguments) {
    return Ask.json(log, "calculate_weekly_volume", arguments);
  }

  private JsonNode landmarks(String muscle, Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "muscle_group";
    all[arguments.length + 1] = muscle;
    return Ask.json(log, "check_volume_landmarks", all);
  }

  private static JsonNode muscle(JsonNode answer, String name) {
    for (JsonNode muscle : answer.get("muscles")) {
      if (muscle.get("muscle").textValue().equals(name)) {
        return muscle;
      }
    }
    throw new AssertionError(name + " is not in " + answer);
  }

  private static int[] sets(int count) {
    int[] reps = new int[count];
    Arrays.fill(reps, 8);
    return reps;
  }

  @Test
  void hardSetsAreCountedPerMuscleAndFullWeek() {
    log.session(log.monday(2)).did("bench", 100, sets(4));
    log.session(log.monday(1)).did("bench", 100, sets(6)).did("lateral raise", 10, sets(3));
    log.session(log.monday(0)).did("bench", 100, sets(2));
    JsonNode json = volume("weeks", 2);
    assertEquals(2, json.get("weeks_averaged").intValue());
    JsonNode chest = muscle(json, "chest");
    assertEquals(5, chest.get("average").doubleValue());
    assertEquals("[4.0,6.0,2.0]", chest.get("sets_by_week").toString());
    assertEquals("some", chest.get("status").textValue());
    assertEquals(22, chest.at("/landmark/mrv").intValue());
    assertEquals("published", chest.at("/landmark/whose").textValue());
    assertEquals(1.5, muscle(json, "side and rear delts").get("average").doubleValue());
    assertTrue(json.get("untrained").toString().contains("\"biceps\""));
    assertEquals(2.5, muscle(json, "triceps").get("fractional_average").doubleValue());
    JsonNode one = volume("weeks", 2, "muscle", "chest");
    assertEquals("[" + chest + "]", one.get("muscles").toString());
    assertEquals(0, one.get("untrained").size());
    String text = Ask.text(log, "calculate_weekly_volume", "weeks", 2);
    assertTrue(text.contains("averages over 2 full weeks"), text);
    assertTrue(
        text.lines().anyMatch(l -> l.matches("chest +5 +5 +4 +6 +2 +some +8/10/12-20/22")), text);
  }

  @Test
  void fractionalCountingAddsHalvesAndJudgesTheDirectSets() {
    log.session(log.monday(1)).did("bench", 100, sets(6));
    JsonNode json = volume("weeks", 1, "counting", "fractional");
    assertEquals(3, muscle(json, "triceps").get("average").doubleValue());
    assertEquals(6, muscle(json, "chest").get("average").doubleValue());
    assertEquals("some", muscle(json, "chest").get("status").textValue());
    assertEquals("none", muscle(json, "triceps").get("status").textValue());
    log.settings("{\"landmark_counting\": \"fractional\"}");
    assertEquals("fractional", volume().get("counting").textValue());
    assertEquals("direct", volume("counting", "direct").get("counting").textValue());
  }

  @Test
  void deloadsWarmUpsAndEmptyWeeksAreNotAveraged() {
    log.session(log.monday(4)).did("bench", 100, sets(8));
    log.deload(log.monday(3)).did("bench", 100, sets(4));
    log.session(log.monday(1))
        .sets("bench", set("warm-up", 60, 8), set(100, 8), set(100, 0))
        .draft("bench", 100, sets(5));
    JsonNode json = volume("weeks", 4);
    assertEquals("full", json.at("/weeks/0/kind").textValue());
    assertEquals("deload", json.at("/weeks/1/kind").textValue());
    assertEquals("no_training", json.at("/weeks/2/kind").textValue());
    assertEquals("full", json.at("/weeks/3/kind").textValue());
    assertEquals("current", json.at("/weeks/4/kind").textValue());
    assertEquals(4.5, muscle(json, "chest").get("average").doubleValue());
    JsonNode leftOut = json.get("left_out");
    assertEquals(1, leftOut.get("warm_up").intValue());
    assertEquals(4, leftOut.get("deload").intValue());
    assertEquals(1, leftOut.get("no_reps").intValue());
    assertEquals(1, leftOut.get("drafts").intValue());
  }

  @Test
  void exercisesWithoutMusclesAreNamed() {
    log.ownExercise("Mystery Machine " + log.user);
    log.session(log.monday(1))
        .did("Mystery Machine " + log.user, 50, 8, 8)
        .did("Zorbing Hoist", 20, 8);
    JsonNode json = volume();
    assertEquals(2, json.get("exercises_without_muscles").size());
    assertEquals(3, json.at("/left_out/without_muscles").intValue());
  }

  @Test
  void personalLandmarksReplaceThePublishedOnes() {
    log.settings(
        "{\"landmarks\": {\"Chest\": {\"mv\": 1, \"mev\": 2, \"mav_low\": 3, \"mav_high\": 4,"
            + " \"mrv\": 5}}}");
    log.session(log.monday(1)).did("bench", 100, sets(6));
    JsonNode chest = muscle(volume(), "chest");
    assertEquals("excessive", chest.get("status").textValue());
    assertEquals("personal", chest.at("/landmark/whose").textValue());
    assertTrue(Ask.text(log, "calculate_weekly_volume").contains("the lifter's own for chest"));
    assertTrue(
        Ask.text(log, "check_volume_landmarks", "muscle_group", "chest")
            .contains("(the lifter's own); 1 above MRV"));
  }

  @ParameterizedTest
  @CsvSource({
    "7, some, 3 more reach MEV",
    "9, maintenance, 1 more reach MEV",
    "10, productive, 2 more reach MAV",
    "20, optimal, 2 more reach MRV",
    "21, high, 1 more reach MRV",
    "23, excessive, 1 above MRV"
  })
  void theStatusFollowsTheLandmarks(int sets, String status, String distance) {
    log.session(log.monday(1)).did("bench", 100, sets(sets));
    JsonNode chest = landmarks("chest", "weeks", 1).at("/muscles/0");
    assertEquals(status, chest.get("status").textValue());
    assertEquals(sets, chest.get("average").doubleValue());
    assertEquals("Barbell Bench Press", chest.at("/exercises/0/name").textValue());
    String text = Ask.text(log, "check_volume_landmarks", "muscle_group", "chest", "weeks", 1);
    assertTrue(text.contains(distance), text);
  }

  @Test
  void catalogueMusclesAnswerWithTheirGroup() {
    log.session(log.monday(1)).did("Pull-Up", 0, sets(5)).did("Barbell Row", 80, sets(5));
    assertEquals("back", landmarks("lats").at("/muscles/0/muscle").textValue());
    assertEquals(10, landmarks("middle back").at("/muscles/0/average").doubleValue());
    assertEquals(2, landmarks("shoulders").get("muscles").size());
    JsonNode neck = landmarks("neck").at("/muscles/0");
    assertTrue(neck.get("landmark").isNull());
    assertEquals("no_landmark", neck.get("status").textValue());
    // Rows and pull-ups both help the biceps: ten half sets.
    assertEquals(5, landmarks("biceps").at("/muscles/0/fractional_average").doubleValue());
  }

  @Test
  void weeksBeyondTheLookBackAreSaidToBeMissing() {
    log.settings("{\"max_history_days\": 30}");
    log.session(log.monday(1)).did("bench", 100, sets(6));
    JsonNode json = volume("weeks", 52);
    int weeks = json.get("weeks").size() - 1;
    assertTrue(weeks == 3 || weeks == 4, weeks + " weeks");
    assertTrue(
        Ask.text(log, "calculate_weekly_volume", "weeks", 52)
            .contains("(52 asked, the look-back of 30 days holds " + weeks + ")"));
  }

  @Test
  void aYearOfWeeksFitsAndReads() {
    for (int week = 1; week <= 50; week++) {
      log.session(log.monday(week)).did("bench", 100, sets(week % 5 + 1)).did("squat", 100, 5);
    }
    String text = Ask.text(log, "calculate_weekly_volume", "weeks", 50);
    assertTrue(text.contains("least-most"), text);
    assertTrue(text.lines().allMatch(line -> line.length() < 500), text);
  }

  @Test
  void stretchingIsNoHardSet() {
    log.session(log.monday(1)).did("bench", 100, sets(4)).did("Hamstring Stretch", 0, sets(3));
    JsonNode json = volume("weeks", 1);
    assertTrue(json.get("untrained").toString().contains("\"hamstrings\""), json.toString());
    assertEquals(4, muscle(json, "chest").get("average").doubleValue());
    assertEquals(3, json.at("/left_out/no_strength_training").intValue());
    String text = Ask.text(log, "calculate_weekly_volume", "weeks", 1);
    assertTrue(text.contains("3 sets of stretching, cardio and plyometrics"), text);
  }
}
