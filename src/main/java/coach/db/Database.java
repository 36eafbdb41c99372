package coach.db;

import coach.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the statements of {@code sql/tools} as the caller, under row-level security; the only way a
 * tool reaches data, whichever road leads to PostgreSQL.
 */
public final class Database implements AutoCloseable {
  private final Road road;
  private final Cancellation cancellation;
  private final Consumer<CallContext> listener;

  public Database(Road road) {
    this(road, new Cancellation(), context -> {});
  }

  private Database(Road road, Cancellation cancellation, Consumer<CallContext> listener) {
    this.road = road;
    this.cancellation = cancellation;
    this.listener = listener;
  }

  /**
   * Runs {@code sql/tools/NAME.sql} in one round trip and one transaction.
   *
   * @param values one entry per parameter of the file's header; null is SQL null
   * @throws DatabaseException in our words, for whatever went wrong
   */
  public Answer run(Caller caller, String name, Map<String, String> values) {
    Road.Reply reply = road.run(new Road.Request(Optional.of(caller), name, values, cancellation));
    Answer answer = new Answer(CallContext.read(reply.context()), reply.value());
    listener.accept(answer.context());
    return answer;
  }

  /**
   * The same for one call, whose statements end with a {@link DatabaseException} as soon as it is
   * cancelled. Not to be closed.
   */
  public Database until(Cancellation cancelled) {
    return new Database(road, cancelled, listener);
  }

  /** The same, telling what each answer says of the caller. Not to be closed. */
  public Database telling(Consumer<CallContext> told) {
    return new Database(road, cancellation, told);
  }

  /** Whether the database answers and can store. Throws {@link DatabaseException} where not. */
  public void ping() {
    road.ping();
  }

  /** Closes the road, for all who take it. */
  @Override
  public void close() {
    road.close();
  }
}
