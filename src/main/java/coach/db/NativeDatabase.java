package coach.db;

import coach.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * The straight road to PostgreSQL.
 *
 * <p>Everything one call needs is sent as one string of statements: pgjdbc pipelines them behind a
 * single Sync, so that in autocommit they are one round trip and one READ COMMITTED transaction.
 * Role, claims and time limit are local to it and gone afterwards, and an error anywhere rolls all
 * of it back.
 */
public final class NativeDatabase implements Database {
  private static final Duration CALL_MAY_TAKE = Duration.ofSeconds(8);
  private static final String PREFIX =
      """
      select set_config('role', 'authenticated', true), \
      set_config('request.jwt.claims', :coach_claims, true), \
      set_config('statement_timeout', :coach_time, true);
      select coach.begin_call(:coach_tool);
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Map<String, Prepared> files;
  private final Cancellation cancellation;
  private final Duration callMayTake;

  /** From here on the statement can be cancelled. */
  private final StatementCustomizer beginning;

  /** A statement file and the string that is sent for it. */
  private record Prepared(SqlFile file, String sql) {}

  public NativeDatabase(HikariDataSource pool) {
    this(pool, CALL_MAY_TAKE);
  }

  /**
   * @param callMayTake after this long a statement is ended by the server
   */
  public NativeDatabase(HikariDataSource pool, Duration callMayTake) {
    this(pool, Jdbi.create(pool), new ConcurrentHashMap<>(), new Cancellation(), callMayTake);
    // The default text of Jdbi's exceptions contains bound values: a lifter's data.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
  }

  private NativeDatabase(
      HikariDataSource pool,
      Jdbi jdbi,
      Map<String, Prepared> files,
      Cancellation cancellation,
      Duration callMayTake) {
    this.pool = pool;
    this.jdbi = jdbi;
    this.files = files;
    this.cancellation = cancellation;
    this.callMayTake = callMayTake;
    this.beginning =
        new StatementCustomizer() {
          @Override
          public void beforeExecution(PreparedStatement statement, StatementContext context) {
            cancellation.begin(statement);
          }
        };
  }

  @Override
  public Database until(Cancellation cancelled) {
    return new NativeDatabase(pool, jdbi, files, cancelled, callMayTake);
  }

  @Override
  public Answer run(Caller caller, String name, Map<String, String> values) {
    cancellation.check();
    try (Handle handle = jdbi.open()) {
      return run(handle, caller, name, values);
    } catch (JdbiException failed) {
      throw failure(failed);
    }
  }

  @Override
  public List<Answer> runAll(
      Caller caller, String name, List<Map<String, String>> batches, IntConsumer done) {
    try {
      return jdbi.inTransaction(
          handle -> {
            List<Answer> answers = new ArrayList<>();
            for (Map<String, String> batch : batches) {
              answers.add(run(handle, caller, name, batch));
              done.accept(answers.size());
            }
            // The last moment at which all of it can still be rolled back.
            cancellation.check();
            return answers;
          });
    } catch (JdbiException failed) {
      throw failure(failed);
    }
  }

  private DatabaseException failure(JdbiException failed) {
    DatabaseException failure = DatabaseErrors.translate(failed);
    boolean ended = failure.kind() == DatabaseException.Kind.TIMED_OUT;
    return ended && cancellation.isCancelled() ? Cancellation.failure(failed) : failure;
  }

  private Answer run(Handle handle, Caller caller, String name, Map<String, String> values) {
    Prepared prepared = files.computeIfAbsent(name, NativeDatabase::prepare);
    try (Query query = handle.createQuery(prepared.sql())) {
      query.bind("coach_claims", claims(caller)).bind("coach_tool", name);
      query.bind("coach_time", callMayTake.toMillis() + "ms");
      for (String param : prepared.file().params().keySet()) {
        if (!values.containsKey(param)) {
          throw new IllegalArgumentException(name + " was not given its parameter " + param);
        }
        query.bind(param, values.get(param));
      }
      query.addCustomizer(beginning);
      return query.execute((statement, context) -> answer(statement.get()));
    } finally {
      cancellation.end();
    }
  }

  private static Prepared prepare(String name) {
    SqlFile file = SqlFile.load("tools", name);
    return new Prepared(file, PREFIX + file.executable());
  }

  /** Reads every result of the string; the second is begin_call's, the last is the answer. */
  private static Answer answer(PreparedStatement statement) throws SQLException {
    JsonNode context = null;
    JsonNode last = NullNode.getInstance();
    int results = 0;
    boolean isRows = true;
    while (isRows || statement.getUpdateCount() >= 0) {
      if (isRows) {
        JsonNode value = results == 0 ? null : firstValue(statement);
        if (results == 1) {
          context = value;
        } else {
          last = value;
        }
        results++;
      }
      isRows = statement.getMoreResults();
    }
    return new Answer(CallContexts.read(context), last == null ? NullNode.getInstance() : last);
  }

  private static JsonNode firstValue(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      String text = rows.next() ? rows.getString(1) : null;
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
    pool.close();
  }
}
