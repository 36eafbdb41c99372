package coach.mcp;

import coach.tools.CallProgress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** The progress of one request on the wire: under the client's own token, and only ever upwards. */
final class ProgressReport implements CallProgress {
  private final Exchange exchange;
  private final JsonNode token;
  private double last = Double.NEGATIVE_INFINITY;

  private ProgressReport(Exchange exchange, JsonNode token) {
    this.exchange = exchange;
    this.token = token;
  }

  /** Sends nothing where the request has no token, which is a text or a whole number. */
  static ProgressReport of(Exchange exchange) {
    JsonNode sent = exchange.params().path("_meta").path("progressToken");
    boolean valid = sent.isTextual() || sent.isIntegralNumber();
    return new ProgressReport(exchange, valid ? sent : null);
  }

  @Override
  public synchronized void step(double done, double total, String message) {
    if (token == null || !Double.isFinite(done) || done <= last) {
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
