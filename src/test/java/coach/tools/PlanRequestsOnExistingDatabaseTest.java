package coach.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.db.ExistingDatabase;
import coach.postgres.TestServer;
import coach.testing.Roads;
import coach.tools.contents.Tools;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What lifters ask about plans, on the workout app's own database and a year's log there, each in
 * at most two calls; on coach's own database {@link QuestionsTest} asks the same.
 */
class PlanRequestsOnExistingDatabaseTest {
  private final Caller lifter = Caller.local(ExistingDatabase.trained(9));

  /** A tool with its arguments as names and values in turn. */
  private record Call(String tool, Object... arguments) {}

  private void asked(Database database, String words, List<String> held, Call... calls) {
    assertTrue(calls.length <= 2, words);
    StringBuilder said = new StringBuilder();
    for (Call call : calls) {
      Tool tool = Tools.named(call.tool);
      try {
        Arguments arguments = Arguments.read(tool.params(), Ask.object(call.arguments));
        said.append(new ToolCall(tool, lifter, arguments, database).answer().text()).append('\n');
      } catch (ToolError refused) {
        said.append(refused.getMessage()).append('\n');
      }
    }
    held.forEach(
        fact ->
            assertTrue(
                Pattern.compile(fact, Pattern.MULTILINE).matcher(said).find(),
                words + ": no \"" + fact + "\" in:\n" + said));
  }

  @Test
  void everyOneIsAnsweredInTwoCalls() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.migrated(TestServer.POSTGRES_15);
        Database database =
            new Database(Roads.to(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1))) {
      asked(
          database,
          "what's today's workout?",
          List.of("^\"Upper\" of what was trained lately", "next in turn after \"Day A\""),
          new Call("draft_session"));
      asked(
          database,
          "same as last time",
          List.of("\"Day A\" of \"Full Body\"", "\"Back squat\": w 37x6"),
          new Call("log_workout", "repeat", "last", "exercises", List.of()));
      asked(
          database,
          "give me a 4-day upper/lower plan",
          List.of("Created the plan \"Mine\" from ", "in turn, 4 times a week", "Hard sets a week"),
          new Call("create_workout_plan", "name", "Mine", "based_on", "4-day upper/lower"),
          new Call(
              "create_workout_plan",
              "name",
              "Mine",
              "based_on",
              "Upper and lower",
              "days_per_week",
              4));
      asked(
          database,
          "what plan am I on?",
          List.of("^\"Mine\" \\(own, active", "^Next: "),
          new Call("get_user_plans"));
      asked(
          database,
          "move Thursday to Friday",
          List.of("nothing to move", "Friday"),
          new Call("modify_user_plan", "move", Map.of("from", "Thursday", "to", "Friday")),
          new Call(
              "modify_user_plan", "weekdays", List.of("Monday", "Tuesday", "Friday", "Saturday")));
      asked(
          database,
          "mark next week as deload",
          List.of("deload in week 2"),
          new Call("modify_user_plan", "deload_week", "next"));
      asked(
          database,
          "what's today's workout?",
          List.of(" of \"Mine\"", "log_workout, plan_day"),
          new Call("draft_session"));
      asked(
          database,
          "did I hit my plan?",
          List.of("[Pp]lan"),
          new Call("get_training_summary", "weeks", 1));
    }
  }
}
