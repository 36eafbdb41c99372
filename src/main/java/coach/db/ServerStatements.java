package coach.db;

import coach.db.DatabaseException.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the statements of {@code sql/auth}, the server's own: as the connecting role and outside
 * row-level security, so never with anything a tool's caller chose.
 */
public final class ServerStatements {
  private static final int RETRY_SECONDS = 5;

  private final Road road;

  public ServerStatements(Road road) {
    this.road = road;
  }

  /**
   * Runs {@code sql/auth/NAME.sql} in one round trip and one transaction.
   *
   * @param values one entry per parameter of the file's header; null is SQL null
   * @return an array for {@code returns: many}; an object or JSON null for {@code returns: one}
   * @throws DatabaseException in our words
   */
  public JsonNode run(String name, Map<String, String> values) {
    try {
      return road.run(new Road.Request(Optional.empty(), name, values, new Cancellation())).value();
    } catch (DatabaseException failed) {
      throw failed.kind() == Kind.TIMED_OUT ? tookTooLong(failed) : failed;
    }
  }

  /** A client that waits for these cannot ask for less, only again. */
  private static DatabaseException tookTooLong(DatabaseException failed) {
    return new DatabaseException(
        Kind.UNAVAILABLE,
        "The database took too long. Try again in a few seconds.",
        RETRY_SECONDS,
        failed.getCause());
  }
}
