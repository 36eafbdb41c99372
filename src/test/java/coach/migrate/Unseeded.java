package coach.migrate;

import coach.db.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** The schema without its catalogue, for tests of the files that seed it. */
public final class Unseeded {
  private Unseeded() {}

  public static void make(TestDatabase database) throws SQLException {
    try (Connection connection =
        SqlConnection.source(database.jdbcUrl(), database.user(), database.password())
            .getConnection()) {
      connection.setAutoCommit(false);
      SqlConnection.execute(connection, MigrationScript.SETTINGS);
      for (MigrationScript.Step step : MigrationScript.of(connection, Set.of()).steps()) {
        if (!step.name().equals("the seed")) {
          SqlConnection.execute(connection, step.sql());
        }
      }
      connection.commit();
    }
  }
}
