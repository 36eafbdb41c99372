package coach.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One transaction in which a test sees the database as a caller does: another role and the claims
 * of a token, both local to it. It is always taken back.
 */
public final class CallerSession implements AutoCloseable {
  private final Connection connection;

  private CallerSession(Connection connection, String prefix) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(prefix);
    }
  }

  /** Closes the connection in the end. */
  public static CallerSession of(Connection connection, UUID user) throws SQLException {
    return withClaims(
        connection,
        "{\"sub\": \"" + user + "\", \"role\": \"authenticated\", \"coach_local\": true}");
  }

  public static CallerSession withClaims(Connection connection, String claims) throws SQLException {
    return new CallerSession(
        connection,
        "select set_config('role', 'authenticated', true),"
            + " set_config('request.jwt.claims', '"
            + claims
            + "', true)");
  }

  public static CallerSession anonymous(Connection connection) throws SQLException {
    return new CallerSession(
        connection,
        "select set_config('role', 'anon', true),"
            + " set_config('request.jwt.claims', '{\"role\": \"anon\"}', true)");
  }

  /** As whoever the connection belongs to. */
  static CallerSession asIs(Connection connection) throws SQLException {
    return new CallerSession(connection, "select 1");
  }

  /** The columns of every row, separated by bars. */
  public List<String> rows(String query) throws SQLException {
    return rows(connection, query);
  }

  public static List<String> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        found.add(String.join("|", columns.stream().map(String::valueOf).toList()));
      }
      return found;
    }
  }

  /** Every row, or the SQLSTATE of the refusal; nothing is kept. */
  List<String> answer(String query) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return rows(query);
    } catch (SQLException refused) {
      return List.of("refused: " + refused.getSQLState());
    } finally {
      connection.rollback(before);
    }
  }

  String value(String query) throws SQLException {
    return rows(query).get(0);
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The number of rows read or written, or the SQLSTATE of the refusal; nothing is kept. */
  public String attempt(String sql) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return String.valueOf(statement.getUpdateCount());
      }
      int rows = 0;
      try (ResultSet found = statement.getResultSet()) {
        while (found.next()) {
          rows++;
        }
      }
      return String.valueOf(rows);
    } catch (SQLException refused) {
      return refused.getSQLState();
    } finally {
      connection.rollback(before);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
