package coach.oauth;

import coach.db.DatabaseException;
import coach.db.ServerStatements;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has been kept long enough, also of people who never come back. */
public final class Retention implements AutoCloseable {
  /** So that a backlog of years takes a few days and not all of the database's time. */
  private static final int MOST_ROUNDS = 100;

  private final Logger log = LoggerFactory.getLogger(getClass());
  private final ServerStatements statements;
  private final ScheduledExecutorService timer;

  private Retention(ServerStatements statements) {
    this.statements = statements;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "retention");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Works beside everything else.
   *
   * @param first when it begins; not at once where a client waits for the first answer
   * @param period from the end of one time to the next
   */
  public static Retention every(Duration first, Duration period, ServerStatements statements) {
    Retention retention = new Retention(statements);
    retention.timer.scheduleWithFixedDelay(
        retention::purge, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return retention;
  }

  private void purge() {
    try {
      for (int round = 0; round < MOST_ROUNDS && hasMore(); round++) {
        log.debug("retention round={}", round);
      }
    } catch (DatabaseException failed) {
      // The next time is soon enough; a timer whose work throws never runs again.
      log.warn("retention outcome=failed reason={}", failed.getMessage());
    }
  }

  private boolean hasMore() {
    return statements.run("purge", Map.of()).get("more").booleanValue();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
