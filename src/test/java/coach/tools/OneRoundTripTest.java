package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.Database;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.tools.ToolCall.CallProgress;
import coach.tools.UserInput.InputRequired;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call costs one trip to the database, security and rate limit included, by the wire's count. */
@Tag("runtime")
class OneRoundTripTest {
  /** The driver prepares a statement on the server at its fifth use; after that it is warm. */
  private static final int CALLS = 8;

  private static TrainingLog log;
  private static SyncCounter counter;
  private static Database database;

  @BeforeAll
  static void listen() throws IOException {
    log = TrainingLog.begin();
    for (int week = 8; week >= 0; week--) {
      log.session(log.daysAgo(7 * week + 1)).did("bench", 100 - week, 5, 5, 5).did("squat", 140, 5);
    }
    log.planned(log.activePlan("Plan", "Day", 1), "Barbell Back Squat", 3, 5, 2500);
    Matcher address =
        Pattern.compile("(jdbc:postgresql://)[^:/]+:(\\d+)(/.*)")
            .matcher(ToolDatabase.SERVER.jdbcUrl());
    assertTrue(address.matches(), ToolDatabase.SERVER.jdbcUrl());
    counter = new SyncCounter(Integer.parseInt(address.group(2)));
    String through = address.group(1) + "127.0.0.1:" + counter.port() + address.group(3);
    database =
        new Database(
            new NativeRoad(
                Pool.open(through, ToolDatabase.SERVER.user(), ToolDatabase.SERVER.password(), 1)));
    database.ping();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
    counter.close();
  }

  static Stream<Tool> tools() {
    return Tools.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolCallIsOneRoundTripColdAndWarm(Tool tool) {
    Arguments arguments =
        Arguments.read(tool.params(), Ask.object(Ask.leastArguments(tool.name())));
    database.ping();
    for (int call = 1; call <= CALLS; call++) {
      int before = counter.roundTrips();
      tool.handler().answer(new ToolCall(tool, log.caller, arguments, database));
      assertEquals(1, counter.roundTrips() - before, tool.name() + ", call " + call);
    }
    int parsed = counter.parses();
    tool.handler().answer(new ToolCall(tool, log.caller, arguments, database));
    assertEquals(parsed, counter.parses(), tool.name() + " is prepared by now");
  }

  @Test
  void aCallAfterARestIsOneRoundTripToo() throws InterruptedException {
    // The pool's own default asks again whether a connection is alive after 500 ms.
    Thread.sleep(700);
    int before = counter.roundTrips();
    Tool tool = Tools.named("get_profile");
    Arguments arguments = Arguments.read(tool.params(), Ask.object());
    tool.handler().answer(new ToolCall(tool, log.caller, arguments, database));
    assertEquals(1, counter.roundTrips() - before);
  }

  @Test
  void aRefusalIsOneRoundTripToo() {
    Tool tool = Tools.named("analyze_progress");
    Arguments arguments = Arguments.read(tool.params(), Ask.object("exercise", "machine press"));
    database.ping();
    int before = counter.roundTrips();
    assertThrows(
        ToolError.class,
        () -> tool.handler().answer(new ToolCall(tool, log.caller, arguments, database)));
    assertEquals(1, counter.roundTrips() - before);
  }

  @Test
  void aQuestionAndItsAnswerAreOneRoundTripEach() {
    TrainingLog lifter = TrainingLog.begin();
    lifter.session(lifter.daysAgo(1)).did("squat", 140, 5);
    Tool tool = Tools.named("delete_workout");
    Arguments arguments = Arguments.read(tool.params(), Ask.object("session", "last"));
    database.ping();
    int before = counter.roundTrips();
    UserInput present = new UserInput(true, Map.of(), UserInput.ABSENT.memo(), null);
    InputRequired asking =
        assertThrows(
            InputRequired.class, () -> tool.handler().answer(call(lifter, arguments, present)));
    assertEquals(1, counter.roundTrips() - before);
    ObjectNode yes = Json.MAPPER.createObjectNode().put("confirm", true);
    Map<String, UserInput.Reply> replies =
        Map.of("confirm", new UserInput.Reply(UserInput.Action.ACCEPT, yes));
    UserInput agreed = new UserInput(true, replies, asking.memo(), "round 1");
    ToolAnswer answer = tool.handler().answer(call(lifter, arguments, agreed));
    assertTrue(answer.text().startsWith("Deleted "), answer.text());
    assertEquals(2, counter.roundTrips() - before);
  }

  @Test
  void aDraftThatWasShownIsStoredInOneTripAndOneThatWasNotInTwo() {
    TrainingLog lifter = TrainingLog.begin();
    lifter.session(lifter.daysAgo(1)).did("squat", 140, 5);
    Tool tool = Tools.named("draft_session");
    assertEquals(2, draft(tool, lifter, "save", true), "nothing was shown");
    assertEquals(1, draft(tool, lifter));
    assertEquals(1, draft(tool, lifter, "save", true));
    assertEquals(1, draft(tool, lifter, "plan_day", "day 1"), "what is shown once more");
    lifter.session(lifter.today()).did("bench", 100, 5);
    // Its preview is thrown away, and the session is drafted and stored anew.
    assertEquals(3, draft(tool, lifter, "plan_day", "day 1", "save", true));
  }

  private static int draft(Tool tool, TrainingLog lifter, Object... arguments) {
    int before = counter.roundTrips();
    Arguments read = Arguments.read(tool.params(), Ask.object(arguments));
    tool.handler().answer(new ToolCall(tool, lifter.caller, read, database));
    return counter.roundTrips() - before;
  }

  private static ToolCall call(TrainingLog lifter, Arguments arguments, UserInput input) {
    Tool tool = Tools.named("delete_workout");
    return new ToolCall(tool, lifter.caller, arguments, database, CallProgress.NONE, input);
  }

  @Test
  void promptsDocumentsAndCompletionsAreOneEach() {
    Catalog catalog = Tools.catalog();
    for (Prompt prompt : catalog.prompts()) {
      Arguments arguments =
          Arguments.read(
              prompt.params(),
              prompt.params().stream().noneMatch(Param::mandatory)
                  ? Ask.object()
                  : Ask.object("exercise", "bench"));
      once(prompt.name(), () -> prompt.writer().write(log.caller, arguments, database));
    }
    String session = log.session(log.daysAgo(1)).did("bench", 100, 5).id.toString();
    Map<String, String> variables = Map.of("page", "2", "exercise_name", "bench", "id", session);
    for (Resource resource : catalog.resources()) {
      if (resource.uri().startsWith("workout://export/")) {
        // Read in pages, so that a client hears how far it has come.
        continue;
      }
      // A view holds no data.
      trips(
          resource.isView() ? 0 : 1,
          resource.uri(),
          () ->
              resource
                  .reader()
                  .read(
                      new Resource.Reading(
                          log.caller, variables, database, CallProgress.NONE, UserInput.ABSENT)));
    }
    for (String argument : List.of("exercise", "plan", "plan_day")) {
      once(argument, () -> catalog.completion().complete(log.caller, argument, "b", database));
    }
  }

  private static void once(String what, Runnable work) {
    trips(1, what, work);
  }

  private static void trips(int expected, String what, Runnable work) {
    database.ping();
    int before = counter.roundTrips();
    work.run();
    assertEquals(expected, counter.roundTrips() - before, what);
  }

  @Test
  void theCounterCounts() {
    int before = counter.roundTrips();
    database.ping();
    database.ping();
    assertEquals(2, counter.roundTrips() - before);
  }
}
