package coach.mcp;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * One message as it came in.
 *
 * @param message the bytes of one JSON value, within the road's limit
 * @param headers null on standard input
 * @param request the id under which the log knows this message
 * @param notifier sends a notification that belongs to this message, before its answer
 * @param inFlight the connection's requests, or null where a connection is one request
 */
public record Inbound(
    byte[] message,
    Headers headers,
    Caller caller,
    String request,
    Consumer<JsonNode> notifier,
    InFlight inFlight) {}
