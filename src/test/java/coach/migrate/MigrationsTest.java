package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.DatabaseUrl;
import coach.db.CallerSession;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.ExistingDatabase;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
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
      Statements.execute(connection, sql);
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

  private List<String> applied() throws Exception {
    return rows("select version from coach.migration order by version");
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
        "the newest migration is the version");
  }

  @Test
  void everyStepIsAnnounced() {
    List<String> steps = new ArrayList<>();
    migrations().migrate(steps::add);
    assertEquals("migration 0014: supabase stand ins", steps.get(0));
    assertEquals("seeding the catalogue", steps.get(steps.size() - 1));
  }

  @Test
  void severalAtOnceMigrateOnce() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(3);
    try {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runs.add(both.submit(() -> migrations().migrate(line -> {}).applied()));
      }
      List<Integer> counts = new ArrayList<>();
      for (Future<List<String>> run : runs) {
        counts.add(run.get().size());
      }
      counts.sort(null);
      assertEquals(List.of(0, 0, SchemaFiles.MIGRATIONS.size() + 1), counts);
    } finally {
      both.shutdown();
    }
  }

  @Test
  void aRoleWithoutTheRightsIsNamed() throws Exception {
    try (Connection superuser = database.connectAsSuperuser()) {
      Statements.execute(
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
        insert into coach.migration (version, name, checksum) values ('0099', 'future', '1');
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
    execute("update coach.migration set checksum = '1' where version = '0015'");
    for (DatabaseException refusal :
        List.of(
            refusal(migrations()),
            assertThrows(DatabaseException.class, () -> migrations().dryRun()),
            assertThrows(DatabaseException.class, () -> migrations().script()))) {
      assertEquals(Kind.REFUSED, refusal.kind());
      assertTrue(refusal.getMessage().startsWith("Migration 0015 of this database has another"));
    }
  }

  @Test
  @Tag("slow")
  void aTableInUseIsNotWaitedForAndNothingOfTheVersionStays() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create();
        Connection busy = existing.connect()) {
      busy.setAutoCommit(false);
      Statements.execute(busy, "lock table public.session_schedule in access share mode");
      DatabaseException refusal = refusal(existing.migrations());
      assertEquals(Kind.TIMED_OUT, refusal.kind());
      assertTrue(refusal.getMessage().startsWith("Migration 0016 gave up"), refusal.getMessage());
      assertEquals(
          Kind.TIMED_OUT,
          assertThrows(DatabaseException.class, () -> existing.migrations().dryRun()).kind());
      busy.rollback();
      assertEquals(
          SchemaFiles.MIGRATIONS.size() + 1,
          existing.migrations().migrate(line -> {}).applied().size());
    }
  }

  private void refusedUnchanged(String sentence) throws Exception {
    try (Connection connection = database.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(connection);
      assertEquals(sentence, refusal(migrations()).getMessage());
      assertEquals(before, SchemaSnapshot.read(connection));
    }
  }

  @Test
  void anAdditionOfAnotherShapeIsNamed() throws Exception {
    execute("create table public.user_plan (user_plan_id uuid, app_user_id uuid)");
    refusedUnchanged(
        "public.user_plan has no column name (text), which coach needs. Nothing was changed.");
    execute("drop table public.user_plan; create view public.user_plan as select 1 as n");
    refusedUnchanged("public.user_plan is a view, where coach needs a table. Nothing was changed.");
    execute(
        "drop view public.user_plan; create table public.plan (visibility int, plan_id uuid,"
            + " name text, description text, links text[], data jsonb)");
    refusedUnchanged(
        "public.plan.visibility is of type integer, where coach needs text. Nothing was changed.");
  }

  @Test
  void aSchemaOfSomebodyElsesIsNotTakenOver() throws Exception {
    execute("create schema coach; create function coach.since(a text) returns int return 1");
    assertTrue(
        refusal(migrations()).getMessage().contains("function coach.since(text)")
            || refusal(migrations()).getMessage().contains("function since(text)"));
    assertEquals(List.of("1"), rows("select count(*) from pg_proc where proname = 'since'"));
  }

  @Test
  void aRoleThatDoesNotOwnTheTablesIsToldWhoDoes() throws Exception {
    try (Connection superuser = database.connectAsSuperuser()) {
      Statements.execute(superuser, "create table public.plan (plan_id uuid)");
    }
    assertEquals(
        "The table plan belongs to \"postgres\", and the role \"coach\" may not change it: connect"
            + " as \"postgres\". Nothing was changed.",
        refusal(migrations()).getMessage());
  }

  @Test
  void aKillInTheMiddleLeavesNothing() throws Exception {
    try (Connection connection = database.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(connection);
      DatabaseException failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  migrations()
                      .migrate(
                          step -> {
                            if (step.startsWith("seeding")) {
                              terminate();
                            }
                          }));
      assertTrue(
          failure
              .getMessage()
              .matches(
                  "The connection ended during the seed \\(SQLSTATE (57P01|08006)\\), and nothing was"
                      + " changed: try again\\."),
          failure.getMessage());
      assertEquals(before, SchemaSnapshot.read(connection));
      assertEquals(
          SchemaFiles.MIGRATIONS.size() + 1, migrations().migrate(line -> {}).applied().size());
    }
  }

  private void terminate() {
    try (Connection superuser = database.connectAsSuperuser()) {
      CallerSession.rows(
          superuser,
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
              + " where application_name = 'coach migrate' and datname = current_database()");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aChangedFunctionIsReplacedAndADeadOneGoes() throws Exception {
    migrations().migrate(line -> {});
    execute(
        """
        create function coach.dead() returns int return 1;
        update coach.setting set value = 'older' where name = 'functions'""");
    assertEquals(List.of("functions"), migrations().migrate(line -> {}).applied());
    assertEquals(List.of("0"), rows("select count(*) from pg_proc where proname = 'dead'"));
  }
}
