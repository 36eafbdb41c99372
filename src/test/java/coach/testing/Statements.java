package coach.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs a text of SQL for a test. */
public final class Statements {
  private Statements() {}

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
