package coach.mcp;

import coach.tools.Offer;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** A dispatcher whose lists do not fit on one page, for clients of other packages. */
public final class SmallPages {
  private SmallPages() {}

  /**
   * @param pageSize most entries of one list answer
   */
  public static Dispatcher of(Offer offer, int pageSize) {
    return new Dispatcher(
        offer,
        null,
        RequestState.ofOneProcess(Clock.systemUTC()),
        "1",
        false,
        pageSize,
        UnaryOperator.identity());
  }
}
