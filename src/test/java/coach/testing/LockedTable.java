package coach.testing;

import coach.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A table that somebody else keeps locked, so that a statement waits in the middle of its work. */
public final class LockedTable implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Connection holder;
  private final Connection watcher;

  public LockedTable(TestDatabase server, String table) throws SQLException {
    holder = server.connect();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("lock table " + table + " in access exclusive mode");
    }
    watcher = server.connectAsSuperuser();
  }

  /** Returns when so many statements wait for the table. */
  public void awaitWaiting(int statements) {
    await(() -> count("wait_event_type = 'Lock'") == statements, statements + " waiting");
  }

  /** Returns when coach runs no statement and holds no transaction open. */
  public void awaitNothingRuns() {
    await(
        () ->
            count("application_name = 'coach' and (state <> 'idle' or xact_start is not null)")
                == 0,
        "nothing running");
  }

  public static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came true: " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private int count(String condition) {
    String sql =
        "select count(*) from pg_stat_activity where datname = current_database() and " + condition;
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  @Override
  public void close() throws SQLException {
    holder.close();
    watcher.close();
  }
}
