package coach.training;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/** ISO weeks, named by their Monday. */
public final class Weeks {
  private Weeks() {}

  /** The Monday on or before {@code date}. */
  public static LocalDate mondayOf(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The Mondays of {@code count} (1 to 520) full weeks before today's and of today's, in order. */
  static Stream<LocalDate> lastFullAndCurrent(int count, LocalDate today) {
    Require.between("weeks", count, 1, 520);
    LocalDate current = mondayOf(today);
    return Stream.iterate(
        current.minusWeeks(count), monday -> !monday.isAfter(current), m -> m.plusWeeks(1));
  }
}
