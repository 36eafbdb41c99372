package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.NeedsBrowser;
import coach.testing.Tables;
import coach.tools.contents.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell's answer is the measure: every road and every client must bring home the same. */
@Tag("slow")
@Timeout(600)
class FourWaysEndToEndTest {
  private static final String NOTE = "Frühstück 🥣 «после» \\\"e\u0301\\\" \\\\ n̈";

  /** The first three, of which coach refuses the last, are for the shell too. */
  private static final int FOR_THE_SHELL = 3;

  /** What is written is read back and taken back, so that every visit finds coach the same. */
  private static final List<Question> QUESTIONS =
      List.of(
          Question.tool("get_exercise_history", "{\"exercise\":\"squat\",\"days\":365}"),
          Question.tool("get_training_summary", "{\"weeks\":\"4\"}"),
          Question.tool("get_exercise_history", "{\"exercise\":\"flying carpet\"}"),
          Question.tool(
              "log_body_measurement",
              "{\"measurements\":[{\"kind\":\"body_weight\",\"value\":81.5,\"note\":\"%s\"}]}"
                  .formatted(NOTE)),
          Question.tool("list_body_measurements", "{}"),
          Question.tool("undo_last_change", "{}"),
          Question.tool("list_body_measurements", "{}"),
          Question.resource("workout://performance/history/squat"),
          Question.resource("workout://no/such/thing"),
          Question.prompt("plateau_breaker", "{\"exercise\":\"squat\"}"),
          Question.completion("plateau_breaker", "exercise", "sq"));

  private static BuiltCoach coach;
  private static List<Heard> expected;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    coach = BuiltCoach.serving(trainingLog(folder));
    // What is not for the shell is measured by the plainest client.
    expected = new ArrayList<>(plain("http", "legacy").visit(QUESTIONS).answers());
    Shell shell = new Shell(coach);
    for (int index = 0; index < FOR_THE_SHELL; index++) {
      expected.set(index, shell.ask(QUESTIONS.get(index)));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (coach != null) {
      coach.stop();
    }
  }

  /** Eight weeks of squats, the last of them yesterday, each week a step heavier. */
  private static Path trainingLog(Path folder) throws Exception {
    StringBuilder csv =
        new StringBuilder(
            "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n");
    LocalDate yesterday = LocalDate.now(BuiltCoach.ZONE).minusDays(1);
    for (int week = 7; week >= 0; week--) {
      LocalDate day = yesterday.minusWeeks(week);
      String squat = "%s,Squat,Legs,%s,kgs,5,,,,\n".formatted(day, 120 - 2.5 * week);
      csv.append(squat.repeat(3)).append("%s,Bench Press,Chest,80,kgs,8,,,,\n".formatted(day));
    }
    return Files.writeString(folder.resolve("fitnotes.csv"), csv);
  }

  private static Road plain(String way, String era) {
    boolean modern = era.equals("modern");
    return new PlainRoad(
        modern,
        way.equals("http")
            ? Carriers.http(coach.overHttp(), modern)
            : Carriers.pipe(coach.overStdio()));
  }

  private static Road npm(String client, String way, String era) throws Exception {
    NpmClients clients = NpmClients.installed();
    Target target =
        switch (way) {
          case "http" -> coach.overHttp();
          case "stdio" -> coach.overStdio();
          default -> clients.bridgeTo(coach.overHttp().url());
        };
    return clients.road(client, target, era);
  }

  @Test
  void theShellAnswersFromTheLog() {
    Heard history = expected.get(0);
    assertFalse(history.failed());
    assertTrue(history.text().contains("117.5"), history.text());
    // The first row names the columns.
    assertEquals(9, history.structured().path("sessions").size(), history.text());
    assertTrue(expected.get(2).failed());
    assertTrue(expected.get(2).text().contains("flying carpet"), expected.get(2).text());
  }

  @Test
  void whatWasWrittenIsReadBackAndTakenBack() {
    String note = Talk.parse('"' + NOTE + '"').textValue();
    assertEquals(
        note, Tables.records(expected.get(4).structured()).at("/measurements/0/note").textValue());
    assertFalse(expected.get(5).failed(), expected.get(5).text());
    assertEquals(0, expected.get(6).structured().path("total").asInt(-1));
    assertTrue(expected.get(8).failed());
    assertTrue(expected.get(10).text().contains("\"Barbell Back Squat\""), expected.get(10).text());
  }

  @ParameterizedTest
  @CsvSource({"stdio, legacy", "stdio, modern", "http, legacy", "http, modern"})
  void everyRoadBringsHomeWhatTheShellSays(String way, String era) throws Exception {
    compare(plain(way, era));
  }

  @ParameterizedTest
  @CsvSource({
    "sdk-2, http, legacy",
    "sdk-2, http, 2024-11-05",
    "sdk-2, http, modern",
    "sdk-2, http, auto",
    "sdk-2, stdio, legacy",
    "sdk-2, stdio, modern",
    "sdk-2, stdio, auto",
    "sdk-2, mcp-remote, legacy",
    "sdk-2, mcp-remote, auto",
    "sdk-1, http, legacy",
    "sdk-1, stdio, legacy",
    "sdk-1, mcp-remote, legacy"
  })
  void everyClientBringsHomeWhatTheShellSays(String client, String way, String era)
      throws Exception {
    compare(npm(client, way, era));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
  void theJavaSdkBringsHomeWhatTheShellSaysOverHttp(String version) throws Exception {
    compare(new JavaRoad(coach.overHttp(), List.of(version)));
  }

  @Test
  void theJavaSdkBringsHomeWhatTheShellSaysOverStdio() throws Exception {
    compare(new JavaRoad(coach.overStdio(), List.of()));
  }

  /** Of each method one question: the Inspector is started anew for each. */
  @Test
  void theInspectorBringsHomeWhatTheShellSays() throws Exception {
    InspectorRoad road = new InspectorRoad(NpmClients.installed(), coach.overHttp(), "modern");
    compare(road, List.of(0, 2, 7, 9));
  }

  /** One question only: the Inspector starts a coach for each. */
  @Test
  void theInspectorStartsCoachItself() throws Exception {
    InspectorRoad road = new InspectorRoad(NpmClients.installed(), coach.overStdio(), "legacy");
    expected.get(0).assertSame(road.ask(QUESTIONS.get(0)));
  }

  @Test
  @NeedsBrowser
  void theInspectorInABrowserConnectsListsAndCalls() throws Exception {
    try (InspectorPage page = InspectorPage.of(NpmClients.installed(), coach.overHttp().url())) {
      page.connect();
      page.click("Tools");
      page.await("Tools (%d)".formatted(Tools.all().size()));
      page.click("get_profile");
      page.click("Execute Tool");
      page.await("e1RM by Brzycki");
    }
  }

  private static void compare(Road road) throws Exception {
    List<Integer> asked =
        IntStream.range(0, QUESTIONS.size())
            .filter(index -> road.knows(QUESTIONS.get(index)))
            .boxed()
            .toList();
    compare(road, asked);
  }

  private static void compare(Road road, List<Integer> asked) throws Exception {
    Visit visit = road.visit(asked.stream().map(QUESTIONS::get).toList());
    for (int index = 0; index < asked.size(); index++) {
      expected.get(asked.get(index)).assertSame(visit.answers().get(index));
    }
    assertEquals(Visit.Lists.of(Tools.catalog(), road.modern()), visit.lists());
  }
}
