package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A stretch without training, because progress and loads read differently after one.
 *
 * @param from the last day trained before it
 * @param to the first day trained after it, or the day asked for when it is still open
 * @param days calendar days from {@code from} to {@code to}
 * @param open true when no training has followed yet
 */
public record Gap(LocalDate from, LocalDate to, long days, boolean open) {
  /** The exercise was not trained for more than this many days: a layoff. */
  public static final int LAYOFF_DAYS = 14;

  /** No training at all for more than this many days: worth naming in a summary. */
  public static final int NOTABLE_DAYS = 10;

  /**
   * Every gap of more than {@code days} days between training days, oldest first, the one that is
   * still open on {@code today} last. Days after {@code today} are refused.
   */
  public static List<Gap> longerThan(int days, Collection<LocalDate> trained, LocalDate today) {
    Require.atLeast("days", days, 0);
    List<Gap> gaps = new ArrayList<>();
    LocalDate before = null;
    for (LocalDate day : new TreeSet<>(trained)) {
      notAfter(today, day);
      add(gaps, days, before, day, false);
      before = day;
    }
    add(gaps, days, before, today, true);
    return List.copyOf(gaps);
  }

  /** Its days without training from {@code first} to {@code last}, both included. */
  public long daysWithin(LocalDate first, LocalDate last) {
    LocalDate start = from.isBefore(first) ? first : from.plusDays(1);
    LocalDate untrained = open ? to : to.minusDays(1);
    LocalDate end = untrained.isAfter(last) ? last : untrained;
    return Math.max(0, ChronoUnit.DAYS.between(start, end) + 1);
  }

  private static void add(List<Gap> gaps, int days, LocalDate from, LocalDate to, boolean open) {
    if (from != null && ChronoUnit.DAYS.between(from, to) > days) {
      gaps.add(new Gap(from, to, ChronoUnit.DAYS.between(from, to), open));
    }
  }

  private static void notAfter(LocalDate today, LocalDate day) {
    if (day.isAfter(today)) {
      throw new IllegalArgumentException(
          "training day is " + day + ", after " + today + ". Leave later days out.");
    }
  }

  /**
   * Percent of the last working weight to keep after {@code days} without the exercise: 100 up to
   * 14 days, 95 over 14, 90 over 28, 80 over 56.
   */
  public static int percentKept(long days) {
    Require.atLeast("days since the last session", days, 0);
    return days > 56 ? 80 : days > 28 ? 90 : days > LAYOFF_DAYS ? 95 : 100;
  }
}
