package coach.db;

import coach.Caller;
import coach.Lazy;
import coach.Measures;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The straight road to PostgreSQL, over a pool of connections. */
public final class NativeRoad implements Road {
  private static final Logger log = LoggerFactory.getLogger(NativeRoad.class);

  private static final String COUNT =
      """
      select set_config('role', 'authenticated', true), \
      set_config('request.jwt.claims', :coach_claims, true), \
      set_config('statement_timeout', '500ms', true);
      select coach.count_call(:coach_tool);
      """;

  /** Half a megabyte for the disk that the data is on, and gone with the statement. */
  private static final String SPILL =
      """
      select set_config('work_mem', '64kB', true); \
      select (array_agg(n order by n desc))[1] from generate_series(1, 30000) n""";

  private final DataSource source;

  /** For what is seldom asked; to make it takes an eighth of a start. */
  private final Lazy<Jdbi> jdbi;

  private final Duration usual;
  private final Measures measures;
  private final Map<String, Pipeline> files = new ConcurrentHashMap<>();
  private final FairCalls calls = new FairCalls();
  private final Suspensions suspensions;

  public NativeRoad(DataSource source) {
    this(source, Measures.NONE);
  }

  public NativeRoad(DataSource source, Measures measures) {
    this(source, SqlFile.USUAL, measures);
  }

  /**
   * @param usual after this long the server ends a file that does not say otherwise: one that waits
   *     for a lock holds a connection that others need
   */
  public NativeRoad(DataSource source, Duration usual) {
    this(source, usual, Measures.NONE);
  }

  private NativeRoad(DataSource source, Duration usual, Measures measures) {
    this(source, usual, measures, Clock.systemUTC());
  }

  /** With the clock that goes on while the machine is suspended. */
  NativeRoad(DataSource source, Duration usual, Measures measures, Clock clock) {
    this.source = source;
    this.usual = usual;
    this.measures = measures;
    suspensions = new Suspensions(clock);
    jdbi = new Lazy<>(() -> jdbi(source));
  }

  /** Makes what the first answer needs, for a start with a processor to spare. */
  public static void load() {
    Pool.load();
    Pipeline.load();
  }

  private static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    // The default text of Jdbi's exceptions contains bound values: a lifter's data.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  @Override
  public Reply run(Request request) {
    // A start waits longest for its first connection, so it asks for it before it reads the file.
    if (request.caller().isEmpty()) {
      return once(request);
    }
    Pipeline prepared = pipeline(request);
    return calls.run(
        request,
        prepared.file(),
        prepared.limit(),
        () -> once(request),
        caller -> count(request.file(), caller));
  }

  private Pipeline pipeline(Request request) {
    return files.computeIfAbsent(
        request.folder() + "/" + request.file(), path -> Pipeline.of(request, usual));
  }

  private void count(String tool, Caller caller) {
    try (Handle handle = jdbi.get().open();
        Query query = handle.createQuery(COUNT)) {
      query.bind("coach_claims", Road.claims(caller)).bind("coach_tool", tool);
      query.execute((statement, context) -> statement.get());
    } catch (JdbiException uncounted) {
      log.debug("count outcome=failed cause={}", DatabaseErrors.translate(uncounted).kind());
    }
  }

  /** All connections that are idle may have died with the one that did. */
  private void evict() {
    if (source instanceof HikariDataSource pool) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  private Reply once(Request request) {
    Cancellation cancellation = request.cancellation();
    cancellation.check();
    if (suspensions.wasOne()) {
      evict();
    }
    try {
      return prepareOrNot(request);
    } catch (SQLException failed) {
      DatabaseException failure = DatabaseErrors.translate(failed);
      if (DatabaseErrors.isLostConnection(failure)) {
        evict();
      }
      boolean ended = failure.kind() == DatabaseException.Kind.TIMED_OUT;
      throw ended && cancellation.isCancelled() ? Cancellation.failure(failed) : failure;
    }
  }

  /** A busy pooler may have passed for one that keeps a connection for its client. */
  private Reply prepareOrNot(Request request) throws SQLException {
    try {
      return attempt(request);
    } catch (SQLException failed) {
      if (DatabaseErrors.isLent(failed)
          && source instanceof HikariDataSource pool
          && pool.getDataSource() instanceof PostgresSource lent) {
        log.info("pooler mode=transaction known=late");
        lent.prepareNothing();
        evict();
        return attempt(request);
      }
      throw failed;
    }
  }

  private Reply attempt(Request request) throws SQLException {
    try (Connection connection = source.getConnection()) {
      Pipeline prepared = pipeline(request);
      long begun = System.nanoTime();
      try {
        return prepared.run(connection, request);
      } finally {
        measures.statement(request.file(), System.nanoTime() - begun);
      }
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
