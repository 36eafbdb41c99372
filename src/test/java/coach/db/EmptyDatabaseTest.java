package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a database with nothing in it, migrate makes all of it, once. */
class EmptyDatabaseTest {
  @Test
  void aSecondMigrationChangesNothing() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      Migrations migrations =
          new Migrations(database.jdbcUrl(), database.user(), database.password());
      List<String> applied = migrations.migrate(line -> {});
      SchemaSnapshot first = SchemaSnapshot.read(connection);

      assertEquals("0008 own writes", applied.get(applied.size() - 1));
      assertEquals(List.of(), migrations.migrate(line -> {}));
      assertEquals(first, SchemaSnapshot.read(connection));
      assertEquals(List.of(SchemaSnapshot.NOTHING), migrations.dryRun());
    }
  }
}
