package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.ExistingDatabase;
import coach.db.TestDatabase;
import coach.testing.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an owner pastes into an SQL editor has the same effect as migrate, for Flyway's eyes too.
 */
class PastedScriptTest {
  @Test
  void pastingTheScriptIsMigratingAnExistingDatabase() throws Exception {
    try (ExistingDatabase pasted = ExistingDatabase.create();
        ExistingDatabase migrated = ExistingDatabase.create();
        Connection one = pasted.connect();
        Connection other = migrated.connect()) {
      // An editor knows nothing of the search path that migrate sets.
      Statements.execute(one, "reset search_path");
      Statements.execute(one, pasted.migrations().script());
      migrated.migrations().migrate(line -> {});

      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
      assertEquals(history(other), history(one));
      assertEquals(labels(other), labels(one));
      assertEquals(List.of(), pasted.migrations().migrate(line -> {}).applied());
      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
    }
  }

  @Test
  void pastingTheScriptIsMigratingAnEmptyDatabase() throws Exception {
    try (TestDatabase pasted = TestDatabase.create();
        TestDatabase migrated = TestDatabase.create();
        Connection one = pasted.connect();
        Connection other = migrated.connect()) {
      Statements.execute(one, migrations(pasted).script());
      migrations(migrated).migrate(line -> {});

      assertEquals(SchemaSnapshot.read(other), SchemaSnapshot.read(one));
      assertEquals(labels(other), labels(one));
      assertEquals(List.of(), migrations(pasted).migrate(line -> {}).applied());
      assertTrue(labels(one).size() > 500);
    }
  }

  private static Migrations migrations(TestDatabase database) {
    return new Migrations(database.jdbcUrl(), database.user(), database.password());
  }

  private static List<String> history(Connection connection) throws SQLException {
    return CallerSession.rows(
        connection,
        """
        select version, name, checksum
        from coach.migration order by version""");
  }

  private static List<String> labels(Connection connection) throws SQLException {
    return CallerSession.rows(
        connection,
        """
        select label, b.name, rank, chosen
        from coach.exercise_label l join public.base_exercise b using (base_exercise_id)
        order by label, b.name""");
  }
}
