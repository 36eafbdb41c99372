package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workout keeps beside its sets: the day on which it was, and whether it was a deload. */
class KeptDaysTest {
  /** Noon in Auckland is the evening before in Los Angeles, half past six in Berlin too. */
  @ParameterizedTest
  @CsvSource({"Pacific/Auckland, ''", "Europe/Berlin, T06:30"})
  void whoTravelsMovesNoWorkout(String zone, String time) {
    TrainingLog log = TrainingLog.begin();
    Ask.tool(log, "update_settings", "time_zone", zone);
    for (int weeks = 1; weeks < 4; weeks++) {
      Ask.tool(
          log,
          "log_workout",
          Lifts.log("bench", "3x5@100", "started_at", log.monday(weeks) + time));
    }
    String sessions = dates(log);
    Ask.tool(log, "update_settings", "time_zone", "America/Los_Angeles");
    assertEquals(sessions, dates(log));
    String monday = log.monday(3).toString();
    JsonNode first = Ask.json(log, "get_session", "session", monday);
    assertEquals(monday, first.at("/session/date").textValue());
    assertEquals(
        1,
        Ask.json(log, "list_sessions", "since", monday, "until", monday).get("total").intValue());
  }

  private static String dates(TrainingLog log) {
    return Ask.json(log, "list_sessions").get("sessions").findValuesAsText("date").toString();
  }

  /** What the lifter says afterwards goes before what the plan says. */
  @Test
  void aDeloadIsMarkedAfterwardsAndUnmarked() {
    TrainingLog log = TrainingLog.begin();
    for (int days : new int[] {9, 6, 3}) {
      Ask.tool(
          log, "log_workout", Lifts.log("bench", "3x5@100", "started_at", "" + log.daysAgo(days)));
    }
    String marked = edit(log, true);
    assertTrue(marked.contains("* marked as a deload"), marked);
    assertEquals(1, deloads(log));
    assertFalse(edit(log, true).contains("* marked"));
    assertTrue(edit(log, false).contains("* no deload any more"));
    assertEquals(0, deloads(log));
    Object[] more = Lifts.log("squat", "5@60", "deload", true, "mode", "append", "session", "last");
    String appended = Ask.text(log, "log_workout", more);
    assertTrue(appended.contains("A deload, left out"), appended);
    Ask.tool(log, "undo_last_change");
    assertEquals(0, deloads(log));
    String refused =
        Ask.refusal(log, "edit_workout", "exercise", "bench", "change", Map.of("deload", true));
    assertTrue(refused.contains("change.deload is about the session"), refused);
  }

  private static String edit(TrainingLog log, boolean deload) {
    return Ask.text(log, "edit_workout", "change", Map.of("deload", deload));
  }

  private static long deloads(TrainingLog log) {
    return Ask.json(log, "list_sessions").get("sessions").findValuesAsText("deload").stream()
        .filter("true"::equals)
        .count();
  }
}
