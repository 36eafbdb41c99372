package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day and a week are the lifter's own, wherever the server thinks it is. */
@Tag("runtime")
class TimeZoneTest {
  private final TrainingLog log = TrainingLog.begin();

  @ParameterizedTest
  @ValueSource(
      strings = {"Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Europe/Berlin"})
  void aSessionBelongsToTheDayOnWhichItBegan(String zone) {
    log.settings("{\"time_zone\": \"" + zone + "\"}");
    log.sessionAt(log.daysAgo(3).atTime(LocalTime.of(23, 30))).did("bench", 100, 5);
    log.sessionAt(log.daysAgo(5).atTime(LocalTime.of(0, 10))).did("bench", 100, 5);
    JsonNode sessions = Ask.json(log, "list_sessions");
    assertEquals(zone, sessions.get("time_zone").textValue());
    assertEquals(log.daysAgo(3).toString(), sessions.at("/sessions/0/date").textValue());
    assertEquals(log.daysAgo(5).toString(), sessions.at("/sessions/1/date").textValue());
    JsonNode session =
        Ask.json(log, "get_session", "session", log.daysAgo(3).toString()).get("session");
    assertEquals(log.daysAgo(3) + "T23:30", session.get("started_at").textValue());
    assertEquals(log.daysAgo(2) + "T00:30", session.get("completed_at").textValue());
    assertEquals(
        1,
        Ask.json(log, "list_sessions", "since", log.daysAgo(3).toString()).get("total").intValue());
    assertEquals(
        1,
        Ask.json(log, "list_sessions", "until", log.daysAgo(5).toString()).get("total").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Auckland", "America/Los_Angeles"})
  void aWeekEndsOnTheLiftersSundayNight(String zone) {
    log.settings("{\"time_zone\": \"" + zone + "\"}");
    log.sessionAt(log.monday(1).minusDays(1).atTime(LocalTime.of(23, 30))).did("bench", 100, 5);
    log.sessionAt(log.monday(1).atTime(LocalTime.of(0, 10))).did("bench", 100, 5, 5);
    JsonNode weeks = Ask.json(log, "get_training_summary", "weeks", 2).get("weeks");
    assertEquals(log.monday(2).toString(), weeks.at("/0/week_of").textValue());
    assertEquals(1, weeks.at("/0/sets").intValue());
    assertEquals(2, weeks.at("/1/sets").intValue());
    JsonNode volume = Ask.json(log, "calculate_weekly_volume", "weeks", 2);
    assertEquals("[1.0,2.0,0.0]", volume.at("/muscles/0/sets_by_week").toString());
  }
}
