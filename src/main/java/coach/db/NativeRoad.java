package coach.db;

import coach.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The straight road to PostgreSQL.
 *
 * <p>Everything one call needs is sent as one string of statements: pgjdbc pipelines them behind a
 * single Sync, so that in autocommit they are one round trip and one READ COMMITTED transaction.
 * Role, claims and time limit are local to it and gone afterwards, and an error anywhere rolls all
 * of it back.
 */
public final class NativeRoad implements Road {
  private static final Logger log = LoggerFactory.getLogger(NativeRoad.class);

  private static final String AS_SERVER =
      "select set_config('statement_timeout', :coach_time, true);\n";

  /**
   * Without just-in-time compilation: the planner overrates what row security costs, and compiling
   * takes a second where the statement takes milliseconds.
   */
  private static final String AS_CALLER =
      """
      select set_config('role', 'authenticated', true), \
      set_config('request.jwt.claims', :coach_claims, true), \
      set_config('statement_timeout', :coach_time, true), \
      set_config('jit', 'off', true);
      select coach.begin_call(:coach_tool);
      """;

  /** Which of the results {@code coach.begin_call} gives. */
  private static final int CONTEXT = 1;

  /** How much longer than the server a reader waits before it takes the connection for dead. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource source;
  private final Jdbi jdbi;
  private final Duration usual;
  private final Map<String, Prepared> files = new ConcurrentHashMap<>();

  /** A file and the string that is sent for it. */
  private record Prepared(SqlFile file, String sql) {}

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
    jdbi = Jdbi.create(source);
    // The default text of Jdbi's exceptions contains bound values: a lifter's data.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
  }

  @Override
  public Reply run(Request request) {
    Cancellation cancellation = request.cancellation();
    cancellation.check();
    try (Handle handle = jdbi.open()) {
      return run(handle, request);
    } catch (JdbiException failed) {
      DatabaseException failure = DatabaseErrors.translate(failed);
      boolean ended = failure.kind() == DatabaseException.Kind.TIMED_OUT;
      throw ended && cancellation.isCancelled() ? Cancellation.failure(failed) : failure;
    }
  }

  private Reply run(Handle handle, Request request) {
    Prepared prepared =
        files.computeIfAbsent(
            request.folder() + "/" + request.file(), path -> prepare(path, request));
    Duration limit = prepared.file().mayTake().orElse(usual);
    try (Query query = handle.createQuery(prepared.sql())) {
      query.bind("coach_time", limit.toMillis() + "ms").bind("coach_tool", request.file());
      request.caller().ifPresent(caller -> query.bind("coach_claims", claims(caller)));
      for (String param : prepared.file().params().keySet()) {
        query.bind(param, request.value(param));
      }
      query.addCustomizer(beginning(limit, request.cancellation()));
      return query.execute(
          (statement, context) -> reply(statement.get(), request.caller().isPresent()));
    } finally {
      request.cancellation().end();
    }
  }

  private static Prepared prepare(String path, Request request) {
    SqlFile file = SqlFile.load(request.folder(), request.file());
    String prefix = request.caller().isPresent() ? AS_CALLER : AS_SERVER;
    return new Prepared(file, prefix + file.executable());
  }

  /** From here on the statement can be cancelled. */
  private static StatementCustomizer beginning(Duration limit, Cancellation cancellation) {
    return new StatementCustomizer() {
      @Override
      public void beforeExecution(PreparedStatement statement, StatementContext context)
          throws SQLException {
        int patience = Math.toIntExact(limit.plus(GRACE).toMillis());
        // Costs no trip, and the pool takes it back.
        if (patience > statement.getConnection().getNetworkTimeout()) {
          statement.getConnection().setNetworkTimeout(Runnable::run, patience);
        }
        cancellation.begin(() -> cancel(statement));
      }
    };
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException overOrUnreachable) {
      log.debug("cancel outcome=failed state={}", overOrUnreachable.getSQLState());
    }
  }

  /** Of all results of the string two matter: what begin_call says, and the last. */
  private static Reply reply(PreparedStatement statement, boolean counted) throws SQLException {
    List<String> results = new ArrayList<>();
    boolean isRows = true;
    while (isRows || statement.getUpdateCount() >= 0) {
      if (isRows) {
        try (ResultSet rows = statement.getResultSet()) {
          results.add(rows.next() ? rows.getString(1) : null);
        }
      }
      isRows = statement.getMoreResults();
    }
    return new Reply(
        counted ? json(results.get(CONTEXT)) : MissingNode.getInstance(),
        json(results.get(results.size() - 1)));
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return text == null ? NullNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new SQLException("the statement answered something that is not JSON", notJson);
    }
  }

  private static String claims(Caller caller) {
    ObjectNode claims =
        JSON.createObjectNode()
            .put("sub", caller.user().toString())
            .put("role", "authenticated")
            .put("coach_local", caller.local());
    caller
        .connection()
        .ifPresent(
            connection -> {
              claims.put("coach_client", connection.client());
              connection.family().ifPresent(f -> claims.put("coach_family", f.toString()));
            });
    return claims.toString();
  }

  @Override
  public void ping() {
    try (Handle handle = jdbi.open()) {
      handle.execute("select 1");
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
