package coach.mcp;

import coach.db.Cancellation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The requests of one connection that are being worked on, by id, so that they can be cancelled.
 */
public final class InFlight {
  private static final int MOST_EARLY = 100;

  private final Map<JsonNode, Cancellation> running = new HashMap<>();
  private final Set<JsonNode> early = new HashSet<>();
  private Consumer<Cancellation> ending;

  /** What comes after the end of the connection or of coach ends before it begins. */
  synchronized Cancellation begin(JsonNode id) {
    Cancellation cancellation = new Cancellation();
    running.put(id, cancellation);
    if (early.remove(id)) {
      cancellation.cancel();
    }
    if (ending != null) {
      ending.accept(cancellation);
    }
    return cancellation;
  }

  /** The client no longer waits; an unknown request may still stand in line. */
  synchronized void cancel(JsonNode id) {
    Cancellation known = running.get(id);
    if (known != null) {
      known.cancel();
    } else if (early.size() < MOST_EARLY) {
      early.add(id);
    }
  }

  /** Nothing stands in line: what was cancelled and is unknown had been answered before. */
  synchronized void forgetEarly() {
    early.clear();
  }

  synchronized void end(JsonNode id, Cancellation cancellation) {
    running.remove(id, cancellation);
  }

  /** Nobody reads this connection any more. */
  void abandon() {
    endAll(Cancellation::cancel);
  }

  /** coach ends, while the client still waits. */
  void stop() {
    endAll(Cancellation::stop);
  }

  private synchronized void endAll(Consumer<Cancellation> how) {
    ending = how;
    running.values().forEach(how);
  }
}
