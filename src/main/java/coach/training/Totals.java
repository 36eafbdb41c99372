package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was done in a period: work sets with at least one rep, deloads included.
 *
 * @param sessions different sessions
 * @param sets work sets
 * @param reps repetitions
 * @param tonnageGrams sum of weight × reps in grams, without the body
 */
public record Totals(int sessions, int sets, long reps, long tonnageGrams) {
  /** A period beside the one of the same length just before it. */
  public record Comparison(Totals now, Totals before) {
    /** Change of {@code value} over {@code base} in percent; empty when the base is 0. */
    public static OptionalDouble percentChange(double base, double value) {
      return base == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * (value - base) / base);
    }
  }

  /** The totals of these sets, of any exercises. */
  public static Totals of(List<PerformedSet> sets) {
    List<PerformedSet> done = sets.stream().filter(set -> set.isWork() && set.reps() > 0).toList();
    return new Totals(
        (int) done.stream().map(PerformedSet::sessionId).distinct().count(),
        done.size(),
        done.stream().mapToLong(PerformedSet::reps).sum(),
        done.stream().mapToLong(PerformedSet::externalGrams).sum());
  }

  /**
   * The period from one day to another, both included, against the one of the same length before;
   * the sets are of both at least.
   */
  public static Comparison compare(List<PerformedSet> sets, LocalDate from, LocalDate until) {
    long days = ChronoUnit.DAYS.between(from, until) + 1;
    Require.atLeast("days in the period", days, 1);
    Totals now = of(within(sets, from, until));
    return new Comparison(now, of(within(sets, from.minusDays(days), from.minusDays(1))));
  }

  private static List<PerformedSet> within(
      List<PerformedSet> sets, LocalDate from, LocalDate until) {
    return sets.stream()
        .filter(set -> !set.date().isBefore(from) && !set.date().isAfter(until))
        .toList();
  }
}
