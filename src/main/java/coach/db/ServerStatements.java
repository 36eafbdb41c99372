package coach.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private final Jdbi jdbi;
  private final Map<String, SqlFile> files = new ConcurrentHashMap<>();

  public ServerStatements(DataSource source) {
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
        Query query = handle.createQuery(file.executable())) {
      for (String param : file.params().keySet()) {
        if (!values.containsKey(param)) {
          throw new IllegalArgumentException(name + " was not given its parameter " + param);
        }
        query.bind(param, values.get(param));
      }
      return query.execute((statement, context) -> last(statement.get()));
    } catch (JdbiException failed) {
      throw DatabaseErrors.translate(failed);
    }
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
