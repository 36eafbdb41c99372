package coach.mcp;

import coach.Caller;
import coach.Measures;
import coach.tools.ToolCall.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One message as it came in.
 *
 * @param message the bytes of one JSON value, within the road's limit
 * @param headers null on standard input
 * @param caller who is asking; asked only by what serves a person, so that a client can greet and
 *     list while the database is away; it may wait, and tells for what
 * @param scopes what they may do, known before it is asked who they are
 * @param request the id under which the log knows this message
 * @param notifier sends a notification that belongs to this message, before its answer
 * @param inFlight the connection's requests; null stands for none but this message's
 * @param measures counts what is called
 */
public record Inbound(
    byte[] message,
    Headers headers,
    Function<CallProgress, Caller> caller,
    Set<String> scopes,
    String request,
    Consumer<JsonNode> notifier,
    InFlight inFlight,
    Measures measures) {
  /** From somebody who may do everything. */
  public Inbound(
      byte[] message,
      Headers headers,
      Supplier<Caller> caller,
      String request,
      Consumer<JsonNode> notifier,
      InFlight inFlight) {
    this(
        message,
        headers,
        progress -> caller.get(),
        CallerSource.ALL_SCOPES,
        request,
        notifier,
        inFlight,
        Measures.NONE);
  }

  /** A short id that ties a complaint to a line of the log; never taken from outside. */
  public static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1L << 40), 10);
  }

  public Inbound {
    inFlight = inFlight == null ? new InFlight() : inFlight;
  }
}
