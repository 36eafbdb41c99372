package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.db.TestDatabase;
import coach.testing.CoachDatabase;
import coach.testing.Roads;
import coach.tools.contents.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** So many calls an hour, whatever is called and whichever instance answers. */
class HourlyLimitTest {
  private static final String PROFILE = tool("get_profile");
  private static final String DOCUMENT =
      Talk.legacy(1, "resources/read", "{\"uri\":\"workout://plans/available\"}");
  private static final String PROMPT =
      Talk.legacy(1, "prompts/get", "{\"name\":\"weekly_review\",\"arguments\":{}}");
  private static final String COMPLETION =
      Talk.legacy(
          1,
          "completion/complete",
          "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"plateau_breaker\"},"
              + "\"argument\":{\"name\":\"exercise\",\"value\":\"squ\"}}");

  private static CoachDatabase coach;
  private static Dispatcher dispatcher;

  @BeforeAll
  static void start() {
    coach = new CoachDatabase();
    dispatcher = new Dispatcher(Tools.catalog(), coach.coach(), "1", false);
  }

  @AfterAll
  static void stop() {
    coach.close();
  }

  private static String tool(String name) {
    return Talk.legacy(1, "tools/call", "{\"name\":\"%s\",\"arguments\":{}}".formatted(name));
  }

  private static Caller remote(String settings) {
    Caller person = coach.account("Someone", settings);
    return Caller.remote(person.user(), Set.of(Caller.READ, Caller.WRITE));
  }

  private static void limit(int calls) {
    coach.execute(
        "update coach.setting set value = ? where name = 'rate_limit_per_hour'",
        Integer.toString(calls));
  }

  private static Talk.Heard say(Dispatcher dispatcher, Caller caller, String message) {
    return Talk.say(dispatcher, message, null, caller);
  }

  private static String text(Talk.Heard heard) {
    return heard.result().at("/content/0/text").asText();
  }

  @Test
  void toolsDocumentsAndPromptsAreCountedAlike() {
    limit(3);
    Caller caller = remote("{}");
    assertFalse(say(dispatcher, caller, PROFILE).result().path("isError").asBoolean());
    assertTrue(say(dispatcher, caller, DOCUMENT).result().has("contents"));
    assertTrue(say(dispatcher, caller, COMPLETION).result().has("completion"), "costs nothing");
    assertTrue(say(dispatcher, caller, PROMPT).result().has("messages"));

    Talk.Heard refused = say(dispatcher, caller, PROFILE);
    assertTrue(refused.result().path("isError").asBoolean());
    assertTrue(text(refused).matches("The hourly limit .* Try again in 60 minutes\\."));
    for (String message : List.of(DOCUMENT, PROMPT, COMPLETION)) {
      String sentence = say(dispatcher, caller, message).message();
      assertTrue(sentence.matches("The hourly limit .* Try again in 60 minutes\\."), sentence);
    }
    assertFalse(say(dispatcher, remote("{}"), PROFILE).result().path("isError").asBoolean());
  }

  @Test
  void fromFourFifthsOnEveryAnswerSaysHowManyAreLeft() {
    limit(10);
    Caller caller = remote("{}");
    List<String> notices = new ArrayList<>();
    for (int call = 1; call <= 10; call++) {
      notices.add(
          text(say(dispatcher, caller, tool("list_sessions"))).replaceFirst("(?s).*\n", ""));
    }
    assertFalse(notices.get(6).contains("left this hour"), notices.get(6));
    assertEquals("Calls left this hour: 2 of 10.", notices.get(7));
    assertEquals("Calls left this hour: 0 of 10.", notices.get(9));
  }

  @Test
  void whoDoesNotWantToBeWarnedIsNot() {
    limit(1);
    String calm =
        text(say(dispatcher, remote("{\"rate_limit_notify\": false}"), tool("list_sessions")));
    assertFalse(calm.contains("left this hour"), calm);
    String warned = text(say(dispatcher, remote("{}"), tool("list_sessions")));
    assertTrue(warned.endsWith("\nCalls left this hour: 0 of 1."), warned);
  }

  @Test
  void twoInstancesTogetherAdmitTheLimitAndAtMostWhatIsInFlight() throws Exception {
    int limit = 20;
    int atOnce = 4;
    limit(limit);
    Caller caller = remote("{}");
    TestDatabase server = coach.server();
    try (Database one = open(server);
        Database other = open(server)) {
      ExecutorService people = Executors.newFixedThreadPool(atOnce);
      List<Future<Boolean>> calls = new ArrayList<>();
      List<Dispatcher> instances = List.of(instance(one), instance(other));
      for (int call = 0; call < 3 * limit; call++) {
        Dispatcher asked = instances.get(call % 2);
        calls.add(
            people.submit(() -> !say(asked, caller, PROFILE).result().path("isError").asBoolean()));
      }
      int admitted = 0;
      for (Future<Boolean> call : calls) {
        admitted += call.get() ? 1 : 0;
      }
      people.shutdown();
      assertTrue(admitted >= limit && admitted < limit + atOnce, admitted + " were admitted");
    }
  }

  private static Database open(TestDatabase server) {
    return new Database(Roads.to(server, 2));
  }

  private static Dispatcher instance(Database database) {
    return new Dispatcher(Tools.catalog(), database, "1", false);
  }
}
