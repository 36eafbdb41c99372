package coach.testing;

import coach.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps transactions that note an event of one kind from ending, after all of their work: what
 * others do meanwhile meets rows that are changed but not committed.
 */
public final class HeldCommit implements AutoCloseable {
  private final Connection holder;
  private final Connection watcher;
  private boolean held = true;

  public HeldCommit(TestDatabase server, String eventKind) throws SQLException {
    holder = server.connect();
    watcher = server.connectAsSuperuser();
    execute(
        holder,
        """
        create function coach_auth.hold() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock_shared(4711);
          return null;
        end
        $$;
        create constraint trigger hold after insert on coach_auth.event
        deferrable initially deferred for each row when (new.kind = '%s')
        execute function coach_auth.hold();
        select pg_advisory_lock(4711)
        """
            .formatted(eventKind));
  }

  /** Returns when so many transactions wait, the held one and those that wait for it. */
  public void awaitWaiting(int transactions) {
    LockedTable.await(() -> waiting() == transactions, transactions + " waiting");
  }

  private int waiting() {
    String sql =
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'";
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** Lets them end. */
  public void release() throws SQLException {
    if (held) {
      held = false;
      execute(holder, "select pg_advisory_unlock(4711)");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    release();
    LockedTable.await(() -> waiting() == 0, "nobody waiting");
    execute(holder, "drop trigger hold on coach_auth.event; drop function coach_auth.hold()");
    holder.close();
    watcher.close();
  }
}
