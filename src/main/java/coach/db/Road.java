package coach.db;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A way to PostgreSQL: it runs one file of {@code sql/} in one round trip and one transaction, and
 * knows nothing of what the file means. {@link Database} and {@link ServerStatements} are all that
 * take it.
 */
public interface Road extends AutoCloseable {
  /**
   * What to run.
   *
   * @param caller the lifter as whom a file of {@code sql/tools} runs, under row-level security;
   *     empty where it is one of {@code sql/auth}, as the server
   * @param file its name without {@code .sql}
   * @param values one entry per parameter of the file's header; null is SQL null
   * @param cancellation ends it early
   */
  record Request(
      Optional<Caller> caller, String file, Map<String, String> values, Cancellation cancellation) {

    /** Where the file is. */
    String folder() {
      return caller.isPresent() ? "tools" : "auth";
    }

    /** Whether it stores something, and not only shows what it would. */
    boolean changes(SqlFile file) {
      return file.writes() && !"true".equals(values.get("dry_run"));
    }

    /** Whether to send it twice is to store it once. */
    boolean hasKey() {
      return values.get("idempotency_key") != null;
    }

    /** The value of one parameter; null is SQL null. */
    String value(String param) {
      if (!values.containsKey(param)) {
        throw new IllegalArgumentException(file + " was not given its parameter " + param);
      }
      return values.get(param);
    }
  }

  /**
   * What the database said.
   *
   * @param context what {@code coach.begin_call} said of the caller; missing for the server
   * @param value an array for {@code returns: many}; an object or JSON null for {@code one}
   */
  record Reply(JsonNode context, JsonNode value) {}

  /**
   * Runs a file. Its time limit stands in its header.
   *
   * @throws DatabaseException in our words, for whatever went wrong
   */
  Reply run(Request request);

  /** What the database is told of a caller, as a token's claims. */
  static String claims(Caller caller) {
    ObjectNode claims =
        JsonNodeFactory.instance
            .objectNode()
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

  /** Whether the database answers and can store. Throws {@link DatabaseException} where not. */
  void ping();

  @Override
  void close();
}
