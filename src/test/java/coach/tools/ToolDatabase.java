package coach.tools;

import coach.db.Database;
import coach.db.TestDatabase;
import coach.testing.CoachDatabase;
import coach.testing.Roads;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The one migrated and seeded database that all tests of tools share; row-level security keeps
 * their lifters apart, as in production.
 */
public final class ToolDatabase {
  static final TestDatabase SERVER = CoachDatabase.migrated();
  public static final Database DATABASE = new Database(Roads.to(SERVER, 3));

  private static Connection connection;

  private ToolDatabase() {}

  /** The owner's connection, which no policy binds. */
  static synchronized Connection connection() throws SQLException {
    if (connection == null) {
      connection = SERVER.connect();
    }
    return connection;
  }
}
