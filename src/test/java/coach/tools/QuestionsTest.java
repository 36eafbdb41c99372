package coach.tools;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.DatabaseException;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What lifters ask of the demo year, in their words, with the calls that an assistant makes of it:
 * {@code questions.txt} has the requests and what the answers must and must not hold.
 */
class QuestionsTest {
  private static final Path TABLE = Path.of("src/test/resources/questions/questions.txt");
  private static final int MOST_CALLS = 3;
  private static final int FEWEST_ANSWERED = 60;
  private static final Pattern DAY = Pattern.compile("\\{([+-]\\d+|today)}");

  private static CoachDatabase database;
  private static Caller demo;
  private static Caller newcomer;
  private static String unfinished;

  /** One request; {@code reason} says why no tool answers it, else it is null. */
  private record Asked(
      String words, List<String> calls, List<String> held, List<String> not, String reason) {}

  @BeforeAll
  static void demoYear() {
    database = new CoachDatabase();
    demo = database.account(DemoAccount.NAME);
    newcomer = Caller.local(demo.user()).owning(database.account("Ann").user());
    DemoAccount.endingOn(today()).store(database.coach(), demo, percent -> {});
    database.execute("update coach.setting set value = '5' where name = 'rate_limit_per_hour'");
    database.execute(
        "insert into coach.call_log (app_user_id, tool)"
            + " select ?::uuid, 'get_profile' from generate_series(1, 5)",
        demo.user().toString());
    Arguments back = arguments("list_sessions", "{\"text\": \"lower back tight\"}");
    unfinished = call(demo, "list_sessions", back).structured().at("/sessions/0/id").textValue();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static LocalDate today() {
    return DemoAccount.today(Clock.systemUTC());
  }

  @TestFactory
  Stream<DynamicTest> everyRequestIsAnswered() throws IOException {
    return asked().stream()
        .filter(asked -> asked.reason == null)
        .map(asked -> DynamicTest.dynamicTest(asked.words, () -> answer(asked)));
  }

  @Test
  void whatIsNotAnsweredSaysWhy() throws IOException {
    List<Asked> all = asked();
    long answered = all.stream().filter(asked -> asked.reason == null).count();
    assertTrue(answered >= FEWEST_ANSWERED, answered + " of " + all.size());
    String instructions = Tools.catalog().instructions();
    assertTrue(instructions.contains("Sleep, food, soreness and diagnosis"), instructions);
    assertTrue(instructions.contains("import_workouts"), instructions);
    assertTrue(instructions.split("\\s+").length < 250);
  }

  private static void answer(Asked asked) {
    assertTrue(!asked.calls.isEmpty() && asked.calls.size() <= MOST_CALLS, asked.words);
    assertFalse(asked.held.isEmpty(), asked.words);
    Deque<Long> changes = new ArrayDeque<>();
    StringBuilder said = new StringBuilder();
    try {
      asked.calls.forEach(call -> said.append(say(call, changes)).append('\n'));
    } finally {
      changes.forEach(change -> undo(change));
    }
    asked.held.forEach(fact -> assertTrue(matches(fact, said), "no \"" + fact + "\" in:\n" + said));
    asked.not.forEach(
        fact -> assertFalse(matches(fact, said), "\"" + fact + "\" must not be in:\n" + said));
  }

  private static boolean matches(String fact, CharSequence said) {
    return Pattern.compile(dated(fact), Pattern.MULTILINE).matcher(said).find();
  }

  /** The text of one answer; what it changed is put before the changes so far. */
  private static String say(String line, Deque<Long> changes) {
    String who = line.split(" ")[0];
    boolean named = Set.of("newcomer", "spent", "read").contains(who);
    String call = named ? line.substring(who.length() + 1) : line;
    if (who.equals("read")) {
      return read(call);
    }
    Caller remote = Caller.remote(demo.user(), Set.of(Caller.READ, Caller.WRITE));
    Caller caller = who.equals("newcomer") ? newcomer : who.equals("spent") ? remote : demo;
    String tool = call.split(" ")[0];
    try {
      ToolAnswer answer = call(caller, tool, arguments(tool, call.substring(tool.length())));
      JsonNode change = answer.structured().path("change");
      changes.remove(answer.structured().at("/undone/change").asLong());
      if (change.isNumber() && caller != newcomer && !tool.equals("undo_last_change")) {
        changes.remove(change.longValue());
        changes.push(change.longValue());
      }
      return answer.text();
    } catch (ToolError | DatabaseException refused) {
      return refused.getMessage();
    }
  }

  private static String read(String uri) {
    Resource found =
        Tools.catalog().resources().stream()
            .filter(resource -> resource.uri().equals(uri))
            .findFirst()
            .orElseThrow();
    return found
        .reader()
        .read(
            new Resource.Reading(
                demo, Map.of(), database.coach(), ToolCall.CallProgress.NONE, UserInput.ABSENT));
  }

  private static Arguments arguments(String tool, String json) {
    try {
      return Arguments.read(Tools.named(tool).params(), Json.MAPPER.readTree(dated(json)));
    } catch (IOException unreadable) {
      throw new IllegalStateException(json, unreadable);
    }
  }

  private static ToolAnswer call(Caller caller, String tool, Arguments arguments) {
    return new ToolCall(Tools.named(tool), caller, arguments, database.coach()).answer();
  }

  private static void undo(long change) {
    call(demo, "undo_last_change", arguments("undo_last_change", "{\"change\": " + change + "}"));
  }

  private static String dated(String text) {
    Matcher day = DAY.matcher(text.replace("{noted}", String.valueOf(unfinished)));
    return day.replaceAll(
        found ->
            today()
                .plusDays(found.group(1).equals("today") ? 0 : Integer.parseInt(found.group(1)))
                .toString());
  }

  private static List<Asked> asked() throws IOException {
    List<Asked> all = new ArrayList<>();
    Asked last = null;
    for (String line : Files.readAllLines(TABLE)) {
      String rest = line.length() > 2 ? line.substring(2) : "";
      if (line.matches("\\d+ .*")) {
        last = new Asked(line, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null);
        all.add(last);
      } else if (line.startsWith("! ")) {
        all.set(all.size() - 1, new Asked(last.words, List.of(), List.of(), List.of(), rest));
      } else if (line.startsWith("> ")) {
        last.calls.add(rest);
      } else if (line.startsWith("+ ")) {
        last.held.add(rest);
      } else if (line.startsWith("- ")) {
        last.not.add(rest);
      }
    }
    return all;
  }
}
