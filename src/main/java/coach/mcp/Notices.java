package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** What a client is told of one request while it is worked on, and nothing after its answer. */
final class Notices implements Consumer<JsonNode>, AutoCloseable {
  private final Consumer<JsonNode> client;
  private boolean closed;

  Notices(Consumer<JsonNode> client) {
    this.client = client;
  }

  @Override
  public synchronized void accept(JsonNode notification) {
    if (!closed) {
      client.accept(notification);
    }
  }

  /** Waits for a notification that is being sent. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
