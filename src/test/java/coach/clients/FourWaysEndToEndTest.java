package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
@Tag("once")
@Timeout(600)
class FourWaysEndToEndTest {
  /** The third is one that coach refuses: a sentence must survive the journey too. */
  private static final List<Question> QUESTIONS =
      List.of(
          Question.tool("get_exercise_history", "{\"exercise\":\"squat\",\"days\":365}"),
          Question.tool("get_training_summary", "{\"weeks\":\"4\"}"),
          Question.tool("get_exercise_history", "{\"exercise\":\"flying carpet\"}"),
          Question.resource("workout://performance/history/squat"),
          Question.prompt("plateau_breaker", "{\"exercise\":\"squat\"}"));

  private static BuiltCoach coach;
  private static List<Heard> expected;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    coach = BuiltCoach.serving(trainingLog(folder));
    // Resources and prompts are not for the shell, so they are measured by the plainest client.
    expected = new ArrayList<>(plain("http", "legacy").visit(QUESTIONS).answers());
    Shell shell = new Shell(coach);
    for (int index = 0; index < QUESTIONS.size(); index++) {
      if (QUESTIONS.get(index).isTool()) {
        expected.set(index, shell.ask(QUESTIONS.get(index)));
      }
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
    LocalDate yesterday = LocalDate.now(ZoneId.systemDefault()).minusDays(1);
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
        modern, way.equals("http") ? Carriers.http(coach, modern) : Carriers.pipe(coach));
  }

  private static Road npm(String client, String way, String era) throws Exception {
    NpmClients clients = NpmClients.installed();
    boolean stdio = way.equals("stdio");
    return client.equals("inspector")
        ? new InspectorRoad(clients, coach, stdio, era)
        : new TypeScriptRoad(clients, coach, client.equals("sdk-1") ? 1 : 2, stdio, era);
  }

  @Test
  void theShellAnswersFromTheLog() {
    Heard history = expected.get(0);
    assertFalse(history.failed());
    assertTrue(history.text().contains("117.5"), history.text());
    assertEquals(8, history.structured().path("sessions").size(), history.text());
    assertTrue(expected.get(2).failed());
    assertTrue(expected.get(2).text().contains("flying carpet"), expected.get(2).text());
  }

  @ParameterizedTest
  @CsvSource({"stdio, legacy", "stdio, modern", "http, legacy", "http, modern"})
  void everyRoadBringsHomeWhatTheShellSays(String way, String era) throws Exception {
    compare(plain(way, era).visit(QUESTIONS));
  }

  @ParameterizedTest
  @CsvSource({
    "inspector, http, legacy",
    "inspector, http, modern",
    "sdk-2, http, legacy",
    "sdk-2, http, modern",
    "sdk-2, http, auto",
    "sdk-2, stdio, auto",
    "sdk-1, http, legacy",
    "sdk-1, stdio, legacy"
  })
  void everyClientBringsHomeWhatTheShellSays(String client, String way, String era)
      throws Exception {
    compare(npm(client, way, era).visit(QUESTIONS));
  }

  /** One question only: the Inspector starts a coach for each. */
  @ParameterizedTest
  @ValueSource(strings = {"legacy", "modern"})
  void theInspectorStartsCoachItself(String era) throws Exception {
    InspectorRoad road = new InspectorRoad(NpmClients.installed(), coach, true, era);
    expected.get(0).assertSame(road.ask(QUESTIONS.get(0)));
  }

  private static void compare(Visit visit) {
    for (int index = 0; index < QUESTIONS.size(); index++) {
      expected.get(index).assertSame(visit.answers().get(index));
    }
    assertEquals(Visit.Lists.of(Tools.offer()), visit.lists());
  }
}
