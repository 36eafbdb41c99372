package coach.demo;

import coach.Caller;
import coach.testing.CoachDatabase;
import coach.tools.Arguments;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import coach.training.Weeks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's lifter on a real database, with the year that ends today, and what they may ask. */
final class DemoLifter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final LocalDate today = DemoAccount.today(Clock.systemUTC());
  private final CoachDatabase database = new CoachDatabase();
  private final Caller caller = database.account(DemoAccount.NAME);

  DemoLifter() {
    store();
  }

  void store() {
    DemoAccount.endingOn(today).store(database.coach(), caller, percent -> {});
  }

  /**
   * @param arguments names and values in turn
   */
  JsonNode ask(String name, Object... arguments) {
    Map<String, Object> sent = new LinkedHashMap<>();
    for (int index = 0; index < arguments.length; index += 2) {
      sent.put((String) arguments[index], arguments[index + 1]);
    }
    Tool tool =
        Tools.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Arguments read = Arguments.read(tool.params(), JSON.valueToTree(sent));
    ToolAnswer answer = tool.handler().answer(new ToolCall(tool, caller, read, database.coach()));
    return JSON.valueToTree(answer.structured());
  }

  /** The first column of a statement whose only parameter is the lifter's id, joined by commas. */
  String column(String sql) {
    return String.join(",", database.column(sql, caller.user().toString()));
  }

  /** The Monday so many weeks before the current one. */
  LocalDate monday(int weeks) {
    return Weeks.mondayOf(today).minusWeeks(weeks);
  }

  /**
   * Of each set that was performed of this exercise, the warm-ups apart, oldest first.
   *
   * @param what an expression on the set s, its exercise x and its day
   */
  List<String> sets(String exercise, String what) {
    return database.column(
        "select ("
            + what
            + ")::text from coach.exercise_entry x"
            + " join coach.performed_set s using (performed_exercise_id)"
            + " cross join lateral (select (x.session_started_at at time zone 'UTC'"
            + " at time zone 'Europe/Berlin')::date) d (day)"
            + " where x.app_user_id = ?::uuid and not x.is_draft and not s.is_warm_up"
            + " and x.written_name = ? order by day, s.set_number",
        caller.user().toString(),
        exercise);
  }

  @Override
  public void close() {
    database.close();
  }
}
