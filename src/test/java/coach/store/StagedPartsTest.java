package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts are kept aside, each in a call of its own, and stored together by one more or never. */
@Timeout(120)
class StagedPartsTest {
  private static final String STAGING = "5da3a11e-0000-4000-8000-000000000001";
  private static final int PARTS = 30;

  private static CoachDatabase database;

  private final Caller lifter = database.account("Ann");

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** A plan with a day first, then parts of one session of one set each. */
  private static List<ObjectNode> parts(Caller lifter) {
    OwnIds ids = new OwnIds(lifter.user());
    return IntStream.range(0, PARTS)
        .mapToObj(number -> number == 0 ? plan(ids) : session(ids, number))
        .toList();
  }

  private static ObjectNode plan(OwnIds ids) {
    ObjectNode part = Rows.object();
    part.withArray("user_plan")
        .addObject()
        .put("user_plan_id", ids.of("plan", "one").toString())
        .put("name", "Plan");
    part.withArray("session_schedule")
        .addObject()
        .put("session_schedule_id", ids.of("day", "one").toString())
        .put("user_plan_id", ids.of("plan", "one").toString())
        .put("name", "Day");
    return part;
  }

  private static ObjectNode session(OwnIds ids, int number) {
    ObjectNode part = Rows.object();
    String session = ids.of("session", number).toString();
    String exercise = ids.of("entry", number).toString();
    part.withArray("performed_session")
        .addObject()
        .put("performed_session_id", session)
        .put("session_schedule_id", ids.of("day", "one").toString())
        .put("started_at", "2026-03-%02dT18:00:00".formatted(number))
        .put("completed_at", "2026-03-%02dT19:00:00".formatted(number));
    ObjectNode entry = part.withArray("performed_exercise").addObject();
    entry.put("performed_exercise_id", exercise).put("performed_session_id", session);
    entry.put("name", "Bench Press").put("weight", 80000).put("performed", true);
    entry.putArray("reps").add(5);
    entry.putArray("rest");
    part.withArray("performed_exercise_set")
        .addObject()
        .put("performed_exercise_set_id", ids.of("set", number).toString())
        .put("performed_exercise_id", exercise)
        .put("exercise_set_type", "regular")
        .put("weight", 80000)
        .put("reps", 5)
        .put("order", 1);
    return part;
  }

  private static String count(String table, Caller lifter) {
    return database
        .column(
            "select count(*) from " + table + " where app_user_id = ?::uuid",
            lifter.user().toString())
        .get(0);
  }

  private void assertNothingIsStored() {
    for (String table :
        List.of("public.user_plan", "public.performed_session", "coach.change_log")) {
      assertEquals("0", count(table, lifter), table);
    }
  }

  private void assertAllIsStoredOnce() {
    assertEquals("1", count("public.user_plan", lifter));
    assertEquals(String.valueOf(PARTS - 1), count("public.performed_session", lifter));
    assertEquals(String.valueOf(PARTS - 1), count("coach.performed_set", lifter));
    assertEquals("0", count("coach.staged_part", lifter));
  }

  private static void stage(Caller caller, int number, String part) {
    database
        .coach()
        .run(
            caller,
            "stage_part",
            Map.of("staging", STAGING, "number", String.valueOf(number), "part", part));
  }

  private static JsonNode commit(Caller caller, int parts) {
    return database
        .coach()
        .run(caller, "store_workouts", Map.of("staging", STAGING, "parts", String.valueOf(parts)))
        .data();
  }

  @Test
  void manyPartsAreOneChangeThatIsTakenBackAtOnce() {
    Storage.Stored stored = Storage.store(database.coach(), lifter, parts(lifter), done -> {});
    assertEquals(new Storage.Stored(PARTS - 1, 0, 0, 0, List.of()), stored);
    assertAllIsStoredOnce();
    assertEquals("1", count("coach.change_log", lifter));

    Map<String, String> values = new HashMap<>();
    values.put("body", "{}");
    values.put("idempotency_key", null);
    values.put("dry_run", "false");
    values.put("expected", null);
    JsonNode undone = database.coach().run(lifter, "undo_last_change", values).data();
    assertEquals("Imported sessions: 29", undone.get("summary").textValue(), undone.toString());
    assertEquals(PARTS, undone.get("touched_total").intValue());
    assertEquals("0", count("public.performed_session", lifter));
    assertEquals("0", count("public.user_plan", lifter));
  }

  @Test
  void twoAtOnceStoreOnce() {
    List<CompletableFuture<Storage.Stored>> both =
        IntStream.range(0, 2)
            .mapToObj(
                one ->
                    CompletableFuture.supplyAsync(
                        () -> Storage.store(database.coach(), lifter, parts(lifter), done -> {})))
            .toList();
    int stored = both.stream().mapToInt(one -> one.join().sessions()).sum();
    int there = both.stream().mapToInt(one -> one.join().alreadyThere()).sum();
    assertEquals(PARTS - 1, stored);
    assertEquals(PARTS - 1, there);
    assertAllIsStoredOnce();
    assertEquals("1", count("coach.change_log", lifter));
  }

  @Test
  void whoDiesBetweenTwoPartsHasStoredNothing() {
    for (int last : List.of(1, PARTS / 2, PARTS)) {
      assertThrows(
          Died.class,
          () ->
              Storage.store(
                  database.coach(),
                  lifter,
                  parts(lifter),
                  done -> {
                    if (done == last) {
                      throw new Died();
                    }
                  }));
      assertNothingIsStored();
    }
    database.execute("update coach.staged_part set staged_at = now() - interval '2 hours'");
    Storage.store(database.coach(), lifter, parts(lifter), done -> {});
    // What the others left is gone too.
    assertAllIsStoredOnce();
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aConnectionThatIsKilledWhileItStoresHasStoredNothing() throws Exception {
    // Of a pool of its own, since this one's connection is lost.
    try (Database other =
            new Database(
                new NativeRoad(
                    Pool.open(
                        database.server().jdbcUrl(),
                        database.server().user(),
                        database.server().password(),
                        1)));
        LockedTable table = new LockedTable(database.server(), "coach.change_log")) {
      CompletableFuture<Storage.Stored> call =
          CompletableFuture.supplyAsync(
              () -> Storage.store(other, lifter, parts(lifter), done -> {}));
      table.awaitWaiting(1);
      killWhoeverWaits();
      assertThrows(CompletionException.class, call::join);
    }
    assertNothingIsStored();
    Storage.store(database.coach(), lifter, parts(lifter), done -> {});
    assertEquals(String.valueOf(PARTS - 1), count("public.performed_session", lifter));
  }

  private static void killWhoeverWaits() throws SQLException {
    try (Connection superuser = database.server().connectAsSuperuser();
        Statement statement = superuser.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and wait_event_type = 'Lock'");
    }
  }

  @Test
  void partsOfSomebodyElseAreNeitherReadNorStored() {
    parts(lifter).stream()
        .limit(2)
        .forEach(part -> stage(lifter, part.has("user_plan") ? 1 : 2, part.toString()));
    Caller other = database.account("Eve");
    DatabaseException refused = assertThrows(DatabaseException.class, () -> commit(other, 2));
    assertEquals(DatabaseException.Kind.REFUSED, refused.kind());
    assertEquals(
        "Some parts of this import are missing, so nothing was stored. Send all of it again.",
        refused.getMessage());
    assertEquals(0, commit(other, 0).get("sessions_sent").intValue());
    // The same id is no way to replace them either.
    stage(other, 1, "{}");
    assertEquals("2", count("coach.staged_part", lifter));
    assertEquals("0", count("public.performed_session", other));
    assertEquals(1, commit(lifter, 2).get("sessions_stored").intValue());
  }

  @Test
  void aMissingPartStoresNothing() {
    stage(lifter, 1, parts(lifter).get(0).toString());
    assertEquals(
        DatabaseException.Kind.REFUSED,
        assertThrows(DatabaseException.class, () -> commit(lifter, 2)).kind());
    assertNothingIsStored();
  }

  @Test
  void aPartThatIsTooLargeIsRefusedInWords() {
    String part = Rows.object().put("note", "x".repeat(17 * 1024 * 1024)).toString();
    DatabaseException refused = assertThrows(DatabaseException.class, () -> stage(lifter, 3, part));
    assertEquals(DatabaseException.Kind.REFUSED, refused.kind());
    assertEquals(
        "Part 3 of this import has 17825812 bytes and the most is 16777216, so nothing was stored."
            + " Import fewer workouts, or shorten the longest notes.",
        refused.getMessage());
    assertEquals("0", count("coach.staged_part", lifter));
  }

  @Test
  void moreThanAThousandPartsAreRefusedInWords() {
    database.execute(
        "insert into coach.staged_part (app_user_id, staging, number, part)"
            + " select ?::uuid, gen_random_uuid(), n, '{}' from generate_series(1, 1000) n",
        lifter.user().toString());
    DatabaseException refused = assertThrows(DatabaseException.class, () -> stage(lifter, 1, "{}"));
    assertTrue(refused.getMessage().contains("has 1000 unfinished parts"), refused.getMessage());
  }

  @Test
  void anImportIsOneCallOfTheHourlyLimit() {
    database.execute("update coach.setting set value = '1' where name = 'rate_limit_per_hour'");
    Caller remote = Caller.remote(lifter.user(), Set.of(Caller.READ, Caller.WRITE));
    Storage.store(database.coach(), remote, parts(lifter), done -> {});
    assertEquals("1", count("coach.call_log", lifter));
    assertAllIsStoredOnce();
  }

  @Test
  void anAccountThatGoesTakesItsPartsAlong() {
    stage(lifter, 1, "{}");
    database.execute(
        "delete from public.app_user where app_user_id = ?::uuid", lifter.user().toString());
    assertEquals("0", count("coach.staged_part", lifter));
  }

  @Test
  void twoSpellingsOfOneNameMayBeMappedInOneImport() {
    String exercise =
        database
            .column(
                "select base_exercise_id from public.base_exercise where app_user_id is null"
                    + " order by 1 limit 1")
            .get(0);
    ObjectNode part = Rows.object();
    for (String name : List.of("My Bench", "my bench!")) {
      part.withArray("import_mapping")
          .addObject()
          .put("name", name)
          .put("base_exercise_id", UUID.fromString(exercise).toString());
    }
    Storage.store(database.coach(), lifter, List.of(part), done -> {});
    assertEquals("1", count("coach.import_mapping", lifter));
  }
}
