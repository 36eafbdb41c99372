package coach.mcp;

import coach.db.Cancellation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * What a client is told of one request while it is worked on, and nothing after its answer or after
 * it was cancelled.
 */
final class Notices implements Consumer<JsonNode>, AutoCloseable {
  private final Consumer<JsonNode> client;
  private final Cancellation cancellation;
  private boolean closed;

  Notices(Consumer<JsonNode> client, Cancellation cancellation) {
    this.client = client;
    this.cancellation = cancellation;
  }

  @Override
  public synchronized void accept(JsonNode notification) {
    if (!closed && !cancellation.isCancelled()) {
      client.accept(notification);
    }
  }

  /** Waits for a notification that is being sent. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
