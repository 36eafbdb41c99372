package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Caller;
import coach.db.Database;
import coach.db.RestRoad;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.testing.RestSite;
import coach.tools.contents.Tools;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whichever road leads to the same log, every tool answers the same, with one request a call. */
class BothRoadsTest {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Each change has a number of its own. */
  private static final Pattern CHANGE = Pattern.compile("(\"(?:change|by)\":|change )\\d+");

  @Test
  void everyToolAnswersTheSameOnBothRoads() throws Exception {
    LocalDate today = DemoAccount.today(Clock.systemUTC());
    Set<String> called = new TreeSet<>();
    try (CoachDatabase database = new CoachDatabase();
        RestSite rest = new RestSite(database.server());
        Database far = new Database(new RestRoad(rest.access()))) {
      Caller demo = database.account(DemoAccount.NAME);
      // The log itself comes by the far road, parts and all.
      DemoAccount.endingOn(today).store(far, demo, percent -> {});
      PlayedCalls near = new PlayedCalls(database.coach(), demo, today);
      PlayedCalls distant = new PlayedCalls(far, demo, today);
      for (String line : near.lines()) {
        ToolAnswer expected = near.call(line);
        near.undo(expected);
        rest.front().requests.clear();
        ToolAnswer answer = distant.call(line);
        assertEquals(1, rest.front().requests.size(), line + rest.front().requests);
        distant.undo(answer);
        assertEquals(plain(expected.text()), plain(answer.text()), line);
        assertEquals(plain(expected.packed().toString()), plain(answer.packed().toString()), line);
        called.add(PlayedCalls.tool(line));
      }
    }
    assertEquals(Tools.all().stream().map(Tool::name).collect(Collectors.toSet()), called);
  }

  /** What was stored twice has another id and another number the second time. */
  private static String plain(String answer) {
    Map<String, String> ids = new LinkedHashMap<>();
    String named =
        ID.matcher(answer)
            .replaceAll(id -> ids.computeIfAbsent(id.group(), one -> "id " + ids.size()));
    return CHANGE.matcher(named).replaceAll("$1N");
  }
}
