package coach.tools;

import coach.db.CallContext;
import java.time.LocalDate;

/** Checks of dates against the lifter's own calendar. */
public final class Dates {
  private Dates() {}

  /** Refuses a date after the lifter's today. */
  public static void refuseFuture(String name, LocalDate date, CallContext context) {
    if (date != null && date.isAfter(context.today())) {
      throw new ToolError(
          "%s is %s, in the future. Send a date up to %s.".formatted(name, date, context.today()));
    }
  }
}
