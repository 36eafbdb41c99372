package coach.db;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.Caller;
import coach.postgres.TestServer;
import coach.store.Storage;
import coach.testing.Roads;
import coach.tools.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statement of the tools understands the workout app's own database too, where keys have
 * other names and the extensions live elsewhere.
 */
@ParameterizedClass
@EnumSource
class ToolsOnExistingDatabaseTest {
  @Parameter TestServer server;

  /** Something for every type; what it answers is the matter of other tests. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "int", "1",
          "bigint", "1",
          "boolean", "true",
          "date", "2026-09-01",
          "timestamp", "2026-09-01T00:00:00",
          "uuid", "00000000-0000-0000-0000-0000000000a1",
          "jsonb", "[]",
          "text[]", "{}",
          "uuid[]", "{}");

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

  static List<String> tools() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("sql", "tools"))) {
      // What imports are made of has a test of its own: it makes sense in an order only.
      List<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".sql", ""))
              .filter(name -> !name.equals("stage_part") && !name.equals("store_workouts"))
              .sorted()
              .toList();
      assertFalse(names.isEmpty());
      return names;
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void runs(String tool) {
    Map<String, String> examples = new HashMap<>();
    Map<String, String> nothing = new HashMap<>();
    SqlFile.load("tools", tool)
        .params()
        .forEach(
            (name, type) -> {
              examples.put(name, EXAMPLES.getOrDefault(type, "bench"));
              nothing.put(name, null);
            });
    Caller anna = Caller.local(ExistingDatabase.ANNA);
    assertDoesNotThrow(() -> runOrRefused(anna, tool, nothing));
    assertDoesNotThrow(() -> runOrRefused(anna, tool, examples));
  }

  private static void runOrRefused(Caller caller, String tool, Map<String, String> values) {
    try {
      database.run(caller, tool, values);
    } catch (DatabaseException failed) {
      if (failed.kind() != DatabaseException.Kind.REFUSED) {
        throw failed;
      }
    }
  }

  @Test
  void storesWorkoutsInTheTypesThatAreThere() throws Exception {
    String part =
        """
        {"base_exercise": [{
           "base_exercise_id": "00000000-0000-0000-0000-000000000001", "name": "Log press",
           "level": "expert", "mechanic": "compound", "force": "push", "equipment": "other",
           "primary_muscles": ["shoulders"]}],
         "performed_session": [{
           "performed_session_id": "00000000-0000-0000-0000-000000000001",
           "session_schedule_id": "b0000000-0000-0000-0000-000000000001",
           "started_at": "2026-10-01T10:00:00", "completed_at": "2026-10-01T11:00:00"}],
         "performed_exercise": [{
           "performed_exercise_id": "00000000-0000-0000-0000-000000000001",
           "performed_session_id": "00000000-0000-0000-0000-000000000001",
           "name": "log press", "reps": [5], "rest": [], "weight": 80000, "performed": true}],
         "performed_exercise_set": [{
           "performed_exercise_set_id": "00000000-0000-0000-0000-000000000001",
           "performed_exercise_id": "00000000-0000-0000-0000-000000000001",
           "exercise_set_type": "AMRAP", "weight": 80000, "reps": 5, "order": 1}]}""";
    Storage.store(
        database,
        Caller.local(ExistingDatabase.ANNA),
        List.of((ObjectNode) Json.MAPPER.readTree(part)),
        done -> {});
    try (CallerSession anna = CallerSession.of(existing.connect(), ExistingDatabase.ANNA)) {
      assertEquals(
          List.of("Log press|AMRAP|80000|expert"),
          anna.rows(
              """
              select s.exercise_name, s.set_type, s.weight_g, b.level
              from coach.performed_set s join public.base_exercise b using (base_exercise_id)
              where s.performed_session_id = '00000000-0000-0000-0000-000000000001'"""));
    }
  }

  @Test
  void setsThatTheAppsStatisticsCannotCountAreNotStored() throws Exception {
    String part =
        """
        {"performed_session": [{
           "performed_session_id": "00000000-0000-0000-0000-000000000037",
           "session_schedule_id": "b0000000-0000-0000-0000-000000000001",
           "started_at": "2026-10-01T10:00:00", "completed_at": "2026-10-01T11:00:00"}],
         "performed_exercise": [{
           "performed_exercise_id": "00000000-0000-0000-0000-000000000037",
           "performed_session_id": "00000000-0000-0000-0000-000000000037",
           "name": "Dips", "reps": [36, 37], "rest": [], "weight": 0, "performed": true}]}""";
    List<ObjectNode> parts = List.of((ObjectNode) Json.MAPPER.readTree(part));
    Caller ben = Caller.local(ExistingDatabase.BEN);
    DatabaseException refusal =
        assertThrows(
            DatabaseException.class, () -> Storage.store(database, ben, parts, done -> {}));
    assertEquals(
        "Sets of 37 or more reps, which the statistics of this workout app cannot count: 1. Nothing"
            + " was stored. Make two sets of each, or let the owner of the database run \"coach"
            + " migrate --take exercise-stats\".",
        refusal.getMessage());
    assertEquals(
        List.of("0"),
        existing.rows(
            "select count(*) from public.performed_session"
                + " where performed_session_id = '00000000-0000-0000-0000-000000000037'"));
  }
}
