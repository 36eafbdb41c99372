package coach.training;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /**
   * Consecutive ISO weeks with at least one session.
   *
   * @param current weeks up to now: a week that is not over breaks nothing, so without a session
   *     this week the streak still stands at last week's
   * @param longest the longest in the days given
   */
  public record Streaks(int current, int longest) {
    /** The streaks in these training days; days after {@code today} are ignored. */
    public static Streaks of(Collection<LocalDate> trained, LocalDate today) {
      TreeSet<LocalDate> mondays =
          trained.stream()
              .filter(day -> !day.isAfter(today))
              .map(Weeks::mondayOf)
              .collect(Collectors.toCollection(TreeSet::new));
      int longest = 0;
      int running = 0;
      LocalDate before = null;
      for (LocalDate monday : mondays) {
        running = before != null && before.plusWeeks(1).equals(monday) ? running + 1 : 1;
        longest = Math.max(longest, running);
        before = monday;
      }
      boolean alive = before != null && !before.isBefore(Weeks.mondayOf(today).minusWeeks(1));
      return new Streaks(alive ? running : 0, longest);
    }
  }
}
