package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A straight line through dated values by ordinary least squares, with how well it is known.
 *
 * @param slopePerWeek change per seven days, in the unit of the values; 0 when all fall on one day
 * @param mean mean value
 * @param rSquared share of the variation that the line explains, 0 to 1; 0 when nothing varies
 * @param slopeErrorPerWeek standard error of the slope, same unit; 0 with fewer than three values
 * @param count how many values
 * @param spanDays days from the first to the last
 * @param direction where it goes, see {@link #of}
 * @param data how much it rests on
 */
public record Trend(
    double slopePerWeek,
    double mean,
    double rSquared,
    double slopeErrorPerWeek,
    int count,
    long spanDays,
    Direction direction,
    Data data) {
  /** How much an answer rests on. */
  public enum Data implements Coded {
    /** Nothing, or fewer than two sessions, or a layoff in between. */
    LITTLE,
    SOME,
    PLENTY;
  }

  /** Where a trend goes, as far as its values can tell. */
  public enum Direction implements Coded {
    RISING,
    FLAT,
    FALLING,
    /** The values scatter too much, or are too few, to tell one from another. */
    UNCLEAR;

    /** Less than this share of the mean a week, either way, is standing still. */
    private static final double FLAT_SHARE = 0.005;

    /** By the slope with two standard errors around it, both per week, and the mean value. */
    static Direction of(double slope, double error, double mean) {
      double least = slope - 2 * error;
      double most = slope + 2 * error;
      double noise = 1e-6 * Math.abs(mean);
      if (least > noise) {
        return RISING;
      }
      if (most < -noise) {
        return FALLING;
      }
      double flat = FLAT_SHARE * Math.abs(mean);
      return least >= -flat && most <= flat ? FLAT : UNCLEAR;
    }
  }

  /** Below this many values the slope is not judged. */
  public static final int FEWEST_VALUES = 4;

  /** Below this many days from first to last the slope is not judged. */
  public static final int SHORTEST_SPAN_DAYS = 21;

  /** One value of a series, finite, in any unit. */
  public record Point(LocalDate date, double value) {
    public Point {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value is " + value + ". Send a finite number.");
      }
    }
  }

  /**
   * The line through {@code points}, in any order, any number of them.
   *
   * <p>Under 4 values or 21 days the direction is unclear and the data are little; from 8 values
   * and 42 days on they are plenty. The direction goes by the slope with two standard errors around
   * it, never by R², because a lift that truly stands still has an R² near 0.
   */
  public static Trend of(List<Point> points) {
    if (points.isEmpty()) {
      return new Trend(0, 0, 0, 0, 0, 0, Direction.UNCLEAR, Data.LITTLE);
    }
    LocalDate first = points.stream().map(Point::date).min(LocalDate::compareTo).orElseThrow();
    double meanValue = points.stream().mapToDouble(Point::value).average().orElseThrow();
    double meanDay = points.stream().mapToLong(p -> days(first, p)).average().orElseThrow();
    double dayDay = 0;
    double dayValue = 0;
    double valueValue = 0;
    for (Point point : points) {
      double day = days(first, point) - meanDay;
      double value = point.value() - meanValue;
      dayDay += day * day;
      dayValue += day * value;
      valueValue += value * value;
    }
    long span = points.stream().mapToLong(p -> days(first, p)).max().orElseThrow();
    return fit(new Sums(points.size(), span, meanValue, dayDay, dayValue, valueValue));
  }

  /** True when too little is known for a direction. */
  public boolean isUnknown() {
    return data == Data.LITTLE;
  }

  /** Slope as percent of the mean value per week; 0 when the mean is 0. */
  public double percentPerWeek() {
    return mean == 0 ? 0 : 100 * slopePerWeek / Math.abs(mean);
  }

  private record Sums(
      int count, long span, double mean, double dayDay, double dayValue, double valueValue) {}

  private static Trend fit(Sums sums) {
    if (sums.dayDay == 0) {
      return new Trend(0, sums.mean, 0, 0, sums.count, 0, Direction.UNCLEAR, Data.LITTLE);
    }
    double slope = sums.dayValue / sums.dayDay;
    double explained = slope * sums.dayValue;
    // Rounding noise of equal values is not variation.
    boolean flat = sums.valueValue <= 1e-18 * Math.max(1, sums.mean * sums.mean);
    double rSquared = flat ? 0 : Math.min(1, Math.max(0, explained / sums.valueValue));
    double residual = Math.max(0, sums.valueValue - explained);
    double error = sums.count < 3 ? 0 : Math.sqrt(residual / (sums.count - 2) / sums.dayDay);
    double perWeek = flat ? 0 : 7 * slope;
    Data data = data(sums.count, sums.span);
    Direction direction =
        data == Data.LITTLE ? Direction.UNCLEAR : Direction.of(perWeek, 7 * error, sums.mean);
    return new Trend(
        perWeek, sums.mean, rSquared, 7 * error, sums.count, sums.span, direction, data);
  }

  private static Data data(int count, long span) {
    if (count < FEWEST_VALUES || span < SHORTEST_SPAN_DAYS) {
      return Data.LITTLE;
    }
    return count >= 2 * FEWEST_VALUES && span >= 2 * SHORTEST_SPAN_DAYS ? Data.PLENTY : Data.SOME;
  }

  private static long days(LocalDate first, Point point) {
    return ChronoUnit.DAYS.between(first, point.date());
  }
}
