package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.migrate.OfferedChange;
import coach.postgres.TestServer;
import coach.testing.Roads;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.contents.Tools;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** In a catalogue that is not coach's, names mean what its lifters mean by them. */
@ParameterizedClass
@EnumSource
class NamesOnExistingDatabaseTest {
  /** Three days a week for a year, among them the bench press. */
  private static final UUID TRAINED = ExistingDatabase.trained(1);

  /** Nothing yet. */
  private static final UUID NEW = ExistingDatabase.trained(50);

  @Parameter TestServer server;

  private static ExistingDatabase existing;
  private static Database database;

  @BeforeParameterizedClassInvocation
  static void migrate(TestServer server) throws Exception {
    existing = ExistingDatabase.migrated(server);
    database = new Database(Roads.to(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1));
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    database.close();
    existing.close();
  }

  private static String answer(UUID lifter, String tool, Map<String, Object> arguments) {
    Tool named = Tools.named(tool);
    Arguments read = Arguments.read(named.params(), Json.MAPPER.valueToTree(arguments));
    return named.handler().answer(new ToolCall(named, Caller.local(lifter), read, database)).text();
  }

  private static String log(UUID lifter, String exercise) {
    return answer(
        lifter,
        "log_workout",
        Map.of(
            "exercises",
            List.of(
                Map.of("exercise", exercise, "sets", List.of(Map.of("weight", 20, "reps", 8))))));
  }

  private static String history(UUID lifter, String exercise) {
    return answer(lifter, "get_exercise_history", Map.of("exercise", exercise));
  }

  private static String refused(Runnable call) {
    return Assertions.assertThrows(ToolError.class, call::run).getMessage();
  }

  @Test
  void anExerciseThatIsNotThereIsNotTheNextBest() {
    for (UUID lifter : List.of(TRAINED, NEW)) {
      String write = refused(() -> log(lifter, "Hammer curl"));
      assertTrue(write.contains("could be several"), write);
      assertTrue(write.contains("\"Biceps curl\" (") && write.contains("\"DB curl\" ("), write);
      String read = refused(() -> history(lifter, "hammer curl"));
      assertTrue(read.contains("could be several"), read);
    }
  }

  @Test
  void aCommonNameMeansTheFirstOfItsExercisesOrTheOneThatIsTrained() throws Exception {
    for (UUID lifter : List.of(TRAINED, NEW)) {
      String squat = log(lifter, "squat");
      assertTrue(squat.contains("Back squat") && !squat.contains("Split"), squat);
      assertFalse(squat.contains("taken for"), squat);
    }
    assertTrue(
        history(TRAINED, "bench").startsWith("\"Bench press\": "), "trained with the barbell");
    assertTrue(
        history(NEW, "bench").startsWith("\"Bench press\": 0 sessions"), "trained in no way");
    UUID withDumbbells = ExistingDatabase.trained(51);
    log(withDumbbells, "DB bench press");
    String bench = history(withDumbbells, "bench");
    assertTrue(bench.startsWith("\"DB bench press\": 1 session"), bench);
  }

  @Test
  void aSingleSimilarNameDoesNotWinByItself() throws Exception {
    try (CallerSession lifter = existing.lifter(NEW)) {
      assertEquals(
          List.of("Goblet squats|f"),
          lifter.rows("select name, winner from coach.find_exercise('goblet') limit 1"));
    }
    String asked = refused(() -> log(NEW, "goblet"));
    assertTrue(asked.contains("If this is what is meant, send its name or id: \"Goblet"), asked);
    assertTrue(
        log(NEW, "chest suported row")
            .startsWith("\"chest suported row\" was taken for \"Chest supported row\". "));
  }

  @Test
  void whoStoresAnExerciseHearsThatOthersCanReadItForAsLongAsTheyCan() {
    Map<String, Object> yoke =
        Map.of("name", "Yoke walk", "primary_muscles", List.of("traps"), "dry_run", true);
    String open = answer(NEW, "create_exercise", yoke);
    assertTrue(
        open.contains(
            "Other users of this database can read it through base_exercise_full,"
                + " base_exercise_with_muscles, exercise_schedule. Its owner closes them with"
                + " \"coach migrate --take secure-views\"."),
        open);
    existing.migrations().taking(EnumSet.of(OfferedChange.SECURE_VIEWS)).migrate(line -> {});
    String closed = answer(NEW, "create_exercise", yoke);
    assertFalse(closed.contains("Other users"), closed);
  }
}
