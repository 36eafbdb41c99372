package coach.db;

import coach.Caller;
import coach.Lazy;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The straight road to PostgreSQL, shared fairly: a lifter has a few statements in work, waits for
 * locks without a connection, and pays for calls that fail.
 */
public final class NativeRoad implements Road {
  private static final Logger log = LoggerFactory.getLogger(NativeRoad.class);

  private static final String COUNT =
      """
      select set_config('role', 'authenticated', true), \
      set_config('request.jwt.claims', :coach_claims, true), \
      set_config('statement_timeout', '500ms', true);
      select coach.count_call(:coach_tool);
      """;

  /** Between two attempts at what waited for a lock, without a connection. */
  private static final long PAUSE_MILLIS = 50;

  /** Half a megabyte for the disk that the data is on, and gone with the statement. */
  private static final String SPILL =
      """
      select set_config('work_mem', '64kB', true); \
      select (array_agg(n order by n desc))[1] from generate_series(1, 30000) n""";

  private final DataSource source;

  /** For what is seldom asked; to make it takes an eighth of a start. */
  private final Lazy<Jdbi> jdbi;

  private final Duration usual;
  private final Map<String, Pipeline> files = new ConcurrentHashMap<>();
  private final LifterTurns turns = new LifterTurns();

  public NativeRoad(DataSource source) {
    this(source, SqlFile.USUAL);
  }

  /**
   * @param usual after this long the server ends a file that does not say otherwise: one that waits
   *     for a lock holds a connection that others need
   */
  public NativeRoad(DataSource source, Duration usual) {
    this.source = source;
    this.usual = usual;
    jdbi = new Lazy<>(() -> jdbi(source));
  }

  private static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    // The default text of Jdbi's exceptions contains bound values: a lifter's data.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  @Override
  public Reply run(Request request) {
    Pipeline prepared =
        files.computeIfAbsent(
            request.folder() + "/" + request.file(), path -> Pipeline.of(request, usual));
    return request
        .caller()
        .map(
            caller ->
                turns.take(
                    caller.user(),
                    prepared.writes(),
                    request.cancellation(),
                    () -> counted(prepared, request, caller)))
        .orElseGet(() -> once(prepared, request));
  }

  /** What fails has taken its own count along, and would cost an attacker nothing. */
  private Reply counted(Pipeline prepared, Request request, Caller caller) {
    try {
      return patiently(prepared, request);
    } catch (DatabaseException failed) {
      boolean counts =
          switch (failed.kind()) {
            case TIMED_OUT, REFUSED, INTERNAL -> true;
            case CANCELLED -> request.cancellation().isUnwanted();
            default -> false;
          };
      if (counts && failed.getCause() != null) {
        count(request.file(), caller);
      }
      throw failed;
    }
  }

  private void count(String tool, Caller caller) {
    try (Handle handle = jdbi.get().open();
        Query query = handle.createQuery(COUNT)) {
      query.bind("coach_claims", Pipeline.claims(caller)).bind("coach_tool", tool);
      query.execute((statement, context) -> statement.get());
    } catch (JdbiException uncounted) {
      log.debug("count outcome=failed cause={}", DatabaseErrors.translate(uncounted).kind());
    }
  }

  /** Rows that another of this lifter's calls has locked are waited for without a connection. */
  private Reply patiently(Pipeline prepared, Request request) {
    long deadline = System.nanoTime() + prepared.limit().toNanos();
    while (true) {
      try {
        return once(prepared, request);
      } catch (DatabaseException failed) {
        if (failed.kind() != DatabaseException.Kind.LOCKED || System.nanoTime() > deadline) {
          throw failed;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  private Reply once(Pipeline prepared, Request request) {
    Cancellation cancellation = request.cancellation();
    cancellation.check();
    try (Connection connection = source.getConnection()) {
      return prepared.run(connection, request);
    } catch (SQLException failed) {
      DatabaseException failure = DatabaseErrors.translate(failed);
      boolean ended = failure.kind() == DatabaseException.Kind.TIMED_OUT;
      throw ended && cancellation.isCancelled() ? Cancellation.failure(failed) : failure;
    }
  }

  @Override
  public void ping() {
    try (Handle handle = jdbi.get().open()) {
      handle.execute(SPILL);
    } catch (JdbiException failed) {
      throw DatabaseErrors.translate(failed);
    }
  }

  @Override
  public void close() {
    if (source instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
