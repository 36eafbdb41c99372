package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the workout app's own database, migrate only adds. */
class ExistingDatabaseTest {
  @Test
  void dryRun() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create();
        Connection connection = existing.connect()) {
      SchemaSnapshot before = SchemaSnapshot.read(connection);
      existing.migrations().dryRun().forEach(System.err::println);
      assertEquals(before, SchemaSnapshot.read(connection));
      existing.migrations().migrate(System.err::println);
      SchemaSnapshot after = SchemaSnapshot.read(connection);
      assertEquals(List.of(), existing.migrations().migrate(line -> {}));
      assertEquals(after, SchemaSnapshot.read(connection));
    }
  }
}
