package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileToolsTest {
  private final TrainingLog log = TrainingLog.begin();

  @Test
  void theProfileSaysHowMuchThereIsToGoBy() {
    log.session(log.daysAgo(40)).did("bench", 100, 5, 5).draft("squat", 100, 5);
    log.session(log.daysAgo(2)).did("bench", 100, 5);
    JsonNode data = Ask.json(log, "get_profile").get("data");
    assertEquals(2, data.get("sessions").intValue());
    assertEquals(3, data.get("sets").intValue());
    assertEquals(1, data.get("drafts").intValue());
    assertEquals(log.daysAgo(40).toString(), data.get("first_session").textValue());
    assertEquals(log.daysAgo(2).toString(), data.get("last_session").textValue());
    assertTrue(
        Ask.text(log, "get_profile")
            .contains("2 sessions and 3 work sets since " + log.daysAgo(40)));
  }

  @Test
  void aWorkoutWithoutTimesIsNotLostWithoutAWordAndAMissingRepIsNoSet() {
    log.session(log.daysAgo(2)).did("bench", 100, 5, 5);
    log.run(
        "update public.performed_exercise e set reps = array[5, null, 4]"
            + " from public.performed_session s where s.app_user_id = ?"
            + " and e.performed_session_id = s.performed_session_id",
        log.user);
    String session = Ask.text(log, "get_session");
    assertTrue(session.contains("100x5, 100x4"), session);
    assertEquals(2, Ask.json(log, "get_profile").at("/data/sets").intValue());
    log.run(
        "update public.performed_session set started_at = null, completed_at = null"
            + " where app_user_id = ?",
        log.user);
    assertEquals(1, Ask.json(log, "get_profile").at("/data/undated").intValue());
    String left = Ask.json(log, "get_profile").at("/data/without_time/0/id").textValue();
    String said = Ask.text(log, "get_profile");
    assertTrue(
        said.contains("neither a start nor an end: 1 workout, ") && said.contains(left), said);
    Ask.json(log, "edit_workout", "session", left, "change", Map.of("started_at", "yesterday"));
    assertEquals(0, Ask.json(log, "get_profile").at("/data/undated").intValue());
  }

  @Test
  void theActivePlanHasItsWeek() {
    log.activePlan("Strength", "Monday", 1);
    JsonNode plan = Ask.json(log, "get_profile").get("active_plan");
    assertEquals("Strength", plan.get("name").textValue());
    assertEquals(5, plan.get("week").intValue());
    assertEquals(1, plan.get("days").intValue());
    assertTrue(Ask.text(log, "get_profile").contains("Active plan: \"Strength\", week 5, 1 day,"));
  }

  @Test
  void aTimeZoneThatNobodySetIsAskedForOnce() {
    log.settings("{}");
    String hint = "time_zone is not set, so days begin and end in UTC.";
    assertTrue(Ask.json(log, "get_profile").get("hint").textValue().startsWith(hint));
    String text = Ask.text(log, "get_profile");
    assertTrue(text.contains(hint) && text.contains("update_settings"), text);
    log.settings("{\"time_zone\": \"Mars/Olympus\"}");
    assertTrue(
        Ask.text(log, "get_profile")
            .contains("time_zone is \"Mars/Olympus\", which is not a time zone"));
    Ask.json(log, "update_settings", "time_zone", "UTC");
    assertFalse(Ask.json(log, "get_profile").has("hint"));
    assertFalse(Ask.text(log, "get_profile").contains("update_settings"));
  }

  @Test
  void callersFromAfarSeeTheirQuota() {
    Tool tool = Tools.named("get_profile");
    Arguments none = Arguments.read(tool.params(), null);
    coach.Caller remote = coach.Caller.remote(log.user, java.util.Set.of(coach.Caller.READ));
    ToolCall call = new ToolCall(tool, remote, none, ToolDatabase.DATABASE);
    int first = tool.handler().answer(call).structured().get("calls_left").intValue();
    ToolAnswer second = tool.handler().answer(call);
    assertEquals(first - 1, second.structured().get("calls_left").intValue());
    assertTrue(second.text().contains((first - 1) + " calls left this hour."));
    assertFalse(Ask.json(log, "get_profile").has("calls_left"));
  }
}
