package coach.db;

import coach.db.DatabaseException.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/**
 * Runs the statements of {@code sql/auth}, the server's own: as the connecting role and outside
 * row-level security, so never with anything a tool's caller chose.
 */
public final class ServerStatements {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int RETRY_SECONDS = 5;
  private static final Duration USUAL = Duration.ofSeconds(8);

  private final Jdbi jdbi;
  private final String prefix;
  private final Map<String, SqlFile> files = new ConcurrentHashMap<>();

  public ServerStatements(DataSource source) {
    this(source, USUAL);
  }

  /**
   * @param longest how long each statement may take that does not say otherwise itself: one that
   *     waits for a lock holds a connection that others need
   */
  ServerStatements(DataSource source, Duration longest) {
    prefix =
        "select set_config('statement_timeout', '%dms', true);\n".formatted(longest.toMillis());
    jdbi = Jdbi.create(source);
    // The default text of Jdbi's exceptions contains bound values.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Runs {@code sql/auth/NAME.sql} in one round trip and one transaction.
   *
   * @param values one entry per parameter of the file's header; null is SQL null
   * @return an array for {@code returns: many}; an object or JSON null for {@code returns: one}
   * @throws DatabaseException in our words
   */
  public JsonNode run(String name, Map<String, String> values) {
    SqlFile file = files.computeIfAbsent(name, key -> SqlFile.load("auth", key));
    try (Handle handle = jdbi.open();
        Query query = handle.createQuery(prefix + file.executable())) {
      for (String param : file.params().keySet()) {
        if (!values.containsKey(param)) {
          throw new IllegalArgumentException(name + " was not given its parameter " + param);
        }
        query.bind(param, values.get(param));
      }
      return query.execute((statement, context) -> last(statement.get()));
    } catch (JdbiException failed) {
      throw inOurWords(failed);
    }
  }

  /** Whoever waits for these cannot ask for less, only again. */
  private static DatabaseException inOurWords(JdbiException failed) {
    DatabaseException translated = DatabaseErrors.translate(failed);
    return translated.kind() == Kind.TIMED_OUT
        ? new DatabaseException(
            Kind.UNAVAILABLE,
            "The database took too long. Try again in a few seconds.",
            RETRY_SECONDS,
            failed)
        : translated;
  }

  /** The only value of the last result; those of the statements before it do not matter. */
  private static JsonNode last(PreparedStatement statement) throws SQLException {
    String text = null;
    boolean isRows = statement.getUpdateCount() < 0;
    while (isRows || statement.getUpdateCount() >= 0) {
      if (isRows) {
        try (ResultSet rows = statement.getResultSet()) {
          text = rows.next() ? rows.getString(1) : null;
        }
      }
      isRows = statement.getMoreResults();
    }
    try {
      return text == null ? NullNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new SQLException("the statement answered something that is not JSON", notJson);
    }
  }
}
