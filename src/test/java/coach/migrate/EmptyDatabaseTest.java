package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.db.CallerSession;
import coach.db.ExistingDatabase;
import coach.db.SecurityRows;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a database with nothing in it migrate makes all of it, once, as an ordinary role. */
class EmptyDatabaseTest {
  private TestDatabase database;
  private Connection connection;
  private Migrations migrations;

  @BeforeEach
  void create() throws Exception {
    database = TestDatabase.create();
    connection = database.connect();
    migrations = new Migrations(database.jdbcUrl(), database.user(), database.password());
  }

  @AfterEach
  void drop() throws Exception {
    connection.close();
    database.close();
  }

  private String value(String query) throws Exception {
    return CallerSession.rows(connection, query).get(0);
  }

  @Test
  void aDryRunLeavesNothingAndAnnouncesNoChange() throws Exception {
    SchemaSnapshot empty = SchemaSnapshot.read(connection);
    List<String> lines = migrations.dryRun();
    assertEquals(empty, SchemaSnapshot.read(connection));
    assertEquals(SchemaSnapshot.ADDITIONS, lines.get(0));
    migrations.migrate(line -> {});
    assertEquals(empty.differencesTo(SchemaSnapshot.read(connection), Set.of()), lines);
  }

  @Test
  void aSecondMigrationChangesNothing() throws Exception {
    migrations.migrate(line -> {});
    SchemaSnapshot first = SchemaSnapshot.read(connection);
    List<String> rows = catalogue();

    assertEquals(List.of(), migrations.migrate(line -> {}).applied());
    assertEquals(first, SchemaSnapshot.read(connection));
    assertEquals(rows, catalogue());
    assertEquals(List.of(SchemaSnapshot.NOTHING), migrations.dryRun());
  }

  /** With the transaction that wrote each row last: rewriting it alike is a change as well. */
  private List<String> catalogue() throws Exception {
    return CallerSession.rows(
        connection,
        """
        select 'exercise', base_exercise_id::text, xmin::text from public.base_exercise
        union all select 'plan', plan_id::text, xmin::text from public.plan
        union all select 'label', label || base_exercise_id, xmin::text from coach.exercise_label
        union all select name, value, xmin::text from coach.setting
        order by 1, 2""");
  }

  /** A server that runs only for a call at a time has no autovacuum to wait for. */
  @Test
  void theCatalogueHasStatisticsAtOnce() throws Exception {
    migrations.migrate(line -> {});
    assertEquals(
        value("select count(*)::text from public.base_exercise"),
        value(
            "select reltuples::bigint::text from pg_class"
                + " where oid = 'public.base_exercise'::regclass"));
  }

  @Test
  void theMigratingRoleIsNoSuperuserAndMayAnswerAsTheCaller() throws Exception {
    migrations.migrate(line -> {});
    assertEquals("off", value("show is_superuser"));
    assertEquals("authenticated", value("select set_config('role', 'authenticated', false)"));
  }

  @Test
  void theOwnersViewSurvivesThirtySevenRepsAndMore() throws Exception {
    migrations.migrate(line -> {});
    Statements.execute(
        connection,
        """
        insert into public.app_user (app_user_id, name, email)
        values ('00000000-0000-0000-0000-0000000000a1', 'Anna', 'anna@example.com');
        insert into public.performed_session (performed_session_id, session_schedule_id, app_user_id)
        select '00000000-0000-0000-0000-0000000000a1', session_schedule_id,
               '00000000-0000-0000-0000-0000000000a1'
        from public.session_schedule limit 1;
        insert into public.performed_exercise (performed_session_id, name, reps, rest, weight)
        select '00000000-0000-0000-0000-0000000000a1', name, reps, '{}', weight
        from (values ('37', array[37], 50000), ('50', array[50, 10], 50000),
                     ('none', array[37], null), ('empty', '{}', 50000), ('5', array[5], 100000))
          v (name, reps, weight)""");
    try (CallerSession anna = CallerSession.of(database.connect(), ExistingDatabase.ANNA)) {
      assertEquals(
          List.of(
              "37|null|1850.0",
              "5|112500|500.0",
              "50|66667|3000.0",
              "empty|null|null",
              "none|null|null"),
          anna.rows(
              "select name, brzycki_1_rm_max, round(volume_kg, 1) from public.exercise_stats order by name"));
    }
  }

  @Test
  void anAccountGetsAUserNameOfItsOwn() throws Exception {
    migrations.migrate(line -> {});
    Statements.execute(
        connection,
        """
        insert into public.app_user (app_user_id, name, email) values
          ('00000000-0000-0000-0000-0000000000a1', 'Anna', 'anna@example.com'),
          ('00000000-0000-0000-0000-0000000000a2', 'Anna', 'anna@example.org'),
          ('00000000-0000-0000-0000-0000000000a3', 'Jo', 'jo@example.com'),
          ('00000000-0000-0000-0000-0000000000a4', 'Zoë', 'zoë+gym@example.com');""");
    assertEquals(
        List.of(
            "anna",
            "anna-000000000000000000000000000000a2",
            "jo-000000000000000000000000000000a3",
            "zo--gym"),
        CallerSession.rows(
            connection, "select username from public.app_user order by app_user_id"));
  }

  /** As in the workout app: whoever deletes an account has to say what becomes of its log. */
  @Test
  void anAccountWithWorkoutsIsNotDeletedByTheWay() throws Exception {
    migrations.migrate(line -> {});
    Statements.execute(connection, SecurityRows.of(ExistingDatabase.ANNA));
    SQLException refusal =
        assertThrows(
            SQLException.class,
            () -> Statements.execute(connection, "delete from public.app_user"));
    assertEquals("23503", refusal.getSQLState());
    assertEquals("1", value("select count(*) from public.app_user"));
  }
}
