package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.DatabaseUrl;
import coach.db.DatabaseException.Kind;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrating goes right or leaves nothing behind, and says so in words that are ours. */
class MigrationsTest {
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private Migrations migrations() {
    return new Migrations(database.jdbcUrl(), database.user(), database.password());
  }

  private static DatabaseException refusal(Migrations migrations) {
    return assertThrows(DatabaseException.class, () -> migrations.migrate(line -> {}));
  }

  private List<String> rows(String query) throws Exception {
    try (Connection connection = database.connect()) {
      return CallerSession.rows(connection, query);
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = database.connect()) {
      Migrations.execute(connection, sql);
    }
  }

  @Test
  void theTransactionPoolerIsRefused() {
    DatabaseException refusal =
        assertThrows(
            DatabaseException.class,
            () -> new Migrations(DatabaseUrl.parse("postgres://u:secret@pooler.example:6543/d")));
    assertEquals(
        "DATABASE_URL names the transaction pooler (port 6543), which cannot migrate: use the"
            + " session pooler or the direct address (port 5432).",
        refusal.getMessage());
  }

  @Test
  void aMigrationThatFailsHalfWayLeavesNothingOfItself() throws Exception {
    execute("create view public.user_plan as select 1 as n");
    DatabaseException failure = refusal(migrations());
    assertEquals(Kind.INTERNAL, failure.kind());
    assertTrue(failure.getMessage().startsWith("Migration 0003 failed"), failure.getMessage());

    assertEquals(List.of("0001", "0002"), applied());
    assertEquals(
        List.of(),
        rows(
            "select column_name from information_schema.columns where table_schema = 'public'"
                + " and column_name in ('user_plan_id', 'archived_at', 'is_system')"));

    execute("drop view public.user_plan");
    assertEquals(
        List.of(
            "0003 own plans",
            "0004 coach",
            "0005 sign in",
            "0006 writes",
            "0007 workout writes",
            "0008 own writes",
            "0009 sign in state",
            "0010 many sessions at once",
            "0011 confirmed writes",
            "0012 time zones",
            "0013 audit and limits",
            "0014 staged parts"),
        migrations().migrate(line -> {}));
  }

  private List<String> applied() throws Exception {
    return rows(
        "select version from coach.flyway_schema_history where version is not null and success"
            + " order by version");
  }

  @Test
  void aFailureNeverQuotesSqlOrServer() throws Exception {
    execute("create view public.user_plan as select 1 as n");
    String message = refusal(migrations()).getMessage();
    for (String leak : List.of("user_plan", "create", "ERROR", "already exists", "V0003", "\n")) {
      assertFalse(message.contains(leak), message);
    }
  }

  @Test
  void theVersionIsNotedWhereCallsReadIt() throws Exception {
    migrations().migrate(line -> {});
    assertEquals(
        List.of(Migrations.NEWEST),
        rows("select value from coach.setting where name = 'schema_version'"));
    assertEquals(
        Migrations.NEWEST,
        applied().get(applied().size() - 1),
        "Migrations.NEWEST must be the newest file of sql/migrations");
  }

  @Test
  void everyStepIsAnnounced() {
    List<String> steps = new ArrayList<>();
    migrations().migrate(steps::add);
    assertEquals("migration 0001: supabase stand ins", steps.get(0));
    assertEquals("seeding the catalogue", steps.get(steps.size() - 1));
  }

  @Test
  void severalAtOnceMigrateOnce() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(3);
    try {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(both.submit(() -> migrations().migrate(line -> {})));
      }
      List<Integer> counts = new ArrayList<>();
      for (Future<List<String>> run : runs) {
        counts.add(run.get().size());
      }
      counts.sort(null);
      assertEquals(List.of(0, 0, Integer.parseInt(Migrations.NEWEST)), counts);
    } finally {
      both.shutdown();
    }
  }

  @Test
  void aRoleWithoutTheRightsIsNamed() throws Exception {
    try (Connection superuser = database.connectAsSuperuser()) {
      Migrations.execute(
          superuser,
          """
          do $$ begin
            if not exists (select from pg_roles where rolname = 'onlooker') then
              create role onlooker login password 'onlooker';
            end if;
          end $$""");
    }
    Migrations onlooker = new Migrations(database.jdbcUrl(), "onlooker", "onlooker");
    DatabaseException refusal = refusal(onlooker);
    assertEquals(Kind.REFUSED, refusal.kind());
    assertTrue(refusal.getMessage().contains("\"onlooker\""), refusal.getMessage());
    assertEquals(Kind.REFUSED, assertThrows(DatabaseException.class, onlooker::dryRun).kind());
  }

  @Test
  void wrongCredentialsAndDeadAddressesAreToldApart() {
    DatabaseException wrong =
        refusal(new Migrations(database.jdbcUrl(), database.user(), "not the password"));
    assertEquals(Kind.REFUSED, wrong.kind());
    assertFalse(wrong.getMessage().contains("not the password"));

    DatabaseException dead =
        refusal(new Migrations("jdbc:postgresql://127.0.0.1:1/coach", "coach", "x"));
    assertEquals(Kind.UNAVAILABLE, dead.kind());
    assertTrue(dead.getMessage().contains("127.0.0.1:1"), dead.getMessage());
  }

  @Test
  void aNewerDatabaseIsLeftAlone() throws Exception {
    migrations().migrate(line -> {});
    execute(
        """
        insert into coach.flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by,
           execution_time, success)
        values (99, '0099', 'future', 'SQL', 'V0099__future.sql', 1, 'coach', 0, true);
        update coach.setting set value = '0099' where name = 'schema_version'""");
    DatabaseException refusal = refusal(migrations());
    assertEquals(
        "The database is at version 0099 and this coach knows only "
            + Migrations.NEWEST
            + ": update coach.",
        refusal.getMessage());
    assertEquals(
        List.of("0099"), rows("select value from coach.setting where name = 'schema_version'"));
  }

  @Test
  void aMigrationThatWasEditedAfterwardsIsNoticed() throws Exception {
    migrations().migrate(line -> {});
    execute("update coach.flyway_schema_history set checksum = 1 where version = '0002'");
    for (DatabaseException refusal :
        List.of(
            refusal(migrations()),
            assertThrows(DatabaseException.class, () -> migrations().dryRun()),
            assertThrows(DatabaseException.class, () -> migrations().script()))) {
      assertEquals(Kind.REFUSED, refusal.kind());
      assertTrue(refusal.getMessage().startsWith("The database was migrated with other files"));
    }
  }

  @Test
  @Tag("once")
  void aTableInUseIsNotWaitedForAndNothingOfTheVersionStays() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create();
        Connection busy = existing.connect()) {
      busy.setAutoCommit(false);
      Migrations.execute(busy, "lock table public.session_schedule in access share mode");
      DatabaseException refusal = refusal(existing.migrations());
      assertEquals(Kind.TIMED_OUT, refusal.kind());
      assertTrue(refusal.getMessage().startsWith("Migration 0003 gave up"), refusal.getMessage());
      assertEquals(
          Kind.TIMED_OUT,
          assertThrows(DatabaseException.class, () -> existing.migrations().dryRun()).kind());
      busy.rollback();
      int before = 2;
      int all = Integer.parseInt(Migrations.NEWEST);
      assertEquals(all - before, existing.migrations().migrate(line -> {}).size());
    }
  }
}
