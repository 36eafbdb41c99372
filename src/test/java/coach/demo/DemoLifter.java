package coach.demo;

import coach.Caller;
import coach.testing.CoachDatabase;
import coach.tools.Arguments;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo's lifter on a real database, with the year that ends today, and what they may ask. */
final class DemoLifter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final LocalDate today = DemoAccount.today(Clock.systemUTC());
  final DemoYear year = DemoYear.endingOn(today);
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

  @Override
  public void close() {
    database.close();
  }
}
