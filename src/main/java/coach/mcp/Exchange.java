package coach.mcp;

import coach.Caller;
import coach.Measures;
import coach.db.Cancellation;
import coach.db.Database;
import coach.tools.ToolCall.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.common.McpTransportContext;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One request as the handlers behind the SDK see it: everything that the SDK's own records drop.
 *
 * @param caller null where the method serves everybody alike
 * @param params as sent; an empty object where there were none
 * @param request the id under which the log knows this request
 * @param cancellation ends the request early
 * @param notifier sends a notification that belongs to this request, until it is answered
 * @param measures counts what is called
 */
record Exchange(
    Caller caller,
    Era era,
    Method method,
    ObjectNode params,
    String request,
    Cancellation cancellation,
    Consumer<JsonNode> notifier,
    Measures measures) {
  /** Prefix of the protocol's own keys in {@code _meta}. */
  static final String KEY = "io.modelcontextprotocol/";

  private static final String CONTEXT = "exchange";

  /** Coach asking its own registry, before anybody else can. */
  static Exchange internal(Method method) {
    return new Exchange(
        null,
        Era.LEGACY,
        method,
        Wire.object(),
        "-",
        new Cancellation(),
        message -> {},
        Measures.NONE);
  }

  /** The same for whoever it is that asks, who may have to be waited for. */
  Exchange by(Function<CallProgress, Caller> source) {
    Caller known = source.apply(progress());
    return new Exchange(known, era, method, params, request, cancellation, notifier, measures);
  }

  static Exchange of(McpTransportContext context) {
    return (Exchange) context.get(CONTEXT);
  }

  McpTransportContext context() {
    return McpTransportContext.create(Map.of(CONTEXT, this));
  }

  /** The way to data for as long as this request is wanted; null stays null. */
  Database until(Database database) {
    return database == null ? null : database.until(cancellation);
  }

  /** Tells the client how far this request has come, where it asked to be told. */
  CallProgress progress() {
    return ProgressReport.of(this);
  }

  /** What the client says it can do; nothing is known of a legacy client. */
  JsonNode clientCapabilities() {
    return meta(params, "clientCapabilities");
  }

  /** The person's answers to earlier questions of this call, by key. */
  JsonNode inputResponses() {
    return params.path("inputResponses");
  }

  /** What coach gave the client to bring back; anybody may have changed it. */
  JsonNode requestState() {
    return params.path("requestState");
  }

  /** One of the protocol's own entries in {@code _meta}; missing where it was not sent. */
  static JsonNode meta(JsonNode params, String name) {
    JsonNode meta = params == null ? MissingNode.getInstance() : params.path("_meta");
    return meta.path(KEY + name);
  }

  /** The progress of one request, under the client's own token and only ever upwards. */
  private static final class ProgressReport implements CallProgress {
    private final Exchange exchange;
    private final JsonNode token;
    private double last = Double.NEGATIVE_INFINITY;

    private ProgressReport(Exchange exchange, JsonNode token) {
      this.exchange = exchange;
      this.token = token;
    }

    /** Sends nothing where the request has no token, which is a text or a whole number. */
    static CallProgress of(Exchange exchange) {
      JsonNode sent = exchange.params().path("_meta").path("progressToken");
      boolean valid = sent.isTextual() || sent.isIntegralNumber();
      return valid ? new ProgressReport(exchange, sent) : CallProgress.NONE;
    }

    @Override
    public synchronized void step(double done, double total, String message) {
      if (!Double.isFinite(done) || done <= last) {
        return;
      }
      last = done;
      ObjectNode notification =
          Wire.object().put("jsonrpc", "2.0").put("method", "notifications/progress");
      ObjectNode params = notification.putObject("params");
      params.set("progressToken", token);
      params.put("progress", plain(done));
      if (Double.isFinite(total) && total > 0) {
        params.put("total", plain(total));
      }
      if (message != null) {
        params.put("message", message);
      }
      exchange.notifier().accept(notification);
    }

    /** Without a fraction where there is none: some clients read whole numbers alone. */
    private static BigDecimal plain(double value) {
      BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
      return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
  }

  /**
   * What a client is told of one request while it is worked on, and nothing after its answer or
   * after it was cancelled.
   */
  static final class Notices implements Consumer<JsonNode>, AutoCloseable {
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
}
