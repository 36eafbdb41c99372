package coach.mcp;

import coach.db.CallContext;
import java.util.function.Consumer;

/**
 * Remembers how many calls the caller of one call has left: every answer of the database says so
 * anyway, and a model that is told in time can plan what it still asks.
 */
final class QuotaWatch implements Consumer<CallContext> {
  private CallContext last;

  @Override
  public void accept(CallContext context) {
    last = context;
  }

  /**
   * A line for the answer from 80 % of the hourly limit on, empty before or where the lifter's
   * setting {@code rate_limit_notify} is false.
   */
  String notice() {
    boolean soon =
        last != null && last.quotaLimit() > 0 && 5 * last.quotaLeft() <= last.quotaLimit();
    return soon && !last.settings().path("rate_limit_notify").asText().equals("false")
        ? "\nCalls left this hour: %d of %d.".formatted(last.quotaLeft(), last.quotaLimit())
        : "";
  }
}
