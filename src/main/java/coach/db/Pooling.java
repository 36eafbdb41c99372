package coach.db;

import coach.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Whether a pooler stands before the server, and for how long it lends a connection. */
public enum Pooling {
  /** The server itself, or something that only passes bytes on. */
  NONE,
  /** As long as the client keeps it: like the server itself. */
  SESSION,
  /** For one transaction: a statement that was prepared is another client's at the next. */
  TRANSACTION;

  private static final int PATIENCE_MILLIS = 3_000;

  /** A look fails where others take the connections in between, which they do not every time. */
  private static final int LOOKS = 8;

  /** Opens a second connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /** What stands at an address; {@link #NONE} where it cannot be reached, which others say. */
  public static Pooling of(DatabaseUrl url) {
    if (url.isTransactionPooler()) {
      return TRANSACTION;
    }
    PostgresSource source = new PostgresSource(url.jdbc(), url.user(), url.password());
    try (Connection connection = source.getConnection()) {
      return of(connection, source::getConnection);
    } catch (SQLException unreachable) {
      return NONE;
    }
  }

  /**
   * A pooler gives its clients numbers of its own to cancel by. Of those that do, one that lends by
   * transaction gives the server process of an idle client to the next.
   */
  static Pooling of(Connection first, Opener opener) throws SQLException {
    int process = process(first);
    if (process == first.unwrap(PGConnection.class).getBackendPID()) {
      return NONE;
    }
    return process == process(first) && !lends(process, first, opener) ? SESSION : TRANSACTION;
  }

  private static boolean lends(int process, Connection first, Opener opener) {
    try (Connection second = opener.open()) {
      second.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      second.setAutoCommit(false);
      boolean lent = false;
      for (int look = 0; look < LOOKS && !lent; look++) {
        lent = process(second) == process || process(first) != process;
        second.rollback();
      }
      return lent;
    } catch (SQLException none) {
      // To prepare nothing is right with either, only slower.
      return true;
    }
  }

  private static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
