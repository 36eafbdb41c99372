package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests of one connection that are being worked on, by id, so that they can be cancelled.
 */
public final class InFlight {
  private final Map<JsonNode, Boolean> wanted = new ConcurrentHashMap<>();

  void begin(JsonNode id) {
    wanted.put(id, true);
  }

  /** The client no longer waits; unknown and finished ids are none of our business. */
  void cancel(JsonNode id) {
    wanted.computeIfPresent(id, (known, before) -> false);
  }

  /** True where the client still waits for the answer. */
  boolean end(JsonNode id) {
    return !Boolean.FALSE.equals(wanted.remove(id));
  }
}
