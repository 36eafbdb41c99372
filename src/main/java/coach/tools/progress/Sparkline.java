package coach.tools.progress;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * A series as one line of block characters, true to time, for wherever only text is shown.
 *
 * @param marks one per slice of time, {@code ·} where nothing was done, the last one ending today
 * @param days length of a slice, 1 to 7
 * @param low value of the lowest block
 * @param high value of the highest block
 */
public record Sparkline(String marks, int days, double low, double high) {
  /** One value of the series. */
  public record Mark(LocalDate date, double value) {}

  static final char NOTHING = '·';

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  /** A year in weeks; longer slices could swallow a layoff of 15 days. */
  private static final int WIDEST = 53;

  private static final int LONGEST_SLICE = 7;

  /** The blocks span at least this share of the highest value, so that little looks little. */
  private static final double LEAST_RANGE = 0.1;

  /**
   * @param marks at least one, oldest first, none after {@code until}; of a slice the best counts
   */
  public static Sparkline of(List<Mark> marks, LocalDate until) {
    LocalDate first = marks.get(0).date;
    int span = (int) ChronoUnit.DAYS.between(first, until) + 1;
    int slice = Math.max((span + WIDEST - 1) / WIDEST, Math.min(LONGEST_SLICE, usualGap(marks)));
    double[] best = new double[(span + slice - 1) / slice];
    Arrays.fill(best, Double.NaN);
    for (Mark mark : marks) {
      int index = best.length - 1 - (int) ChronoUnit.DAYS.between(mark.date, until) / slice;
      best[index] = Double.isNaN(best[index]) ? mark.value : Math.max(best[index], mark.value);
    }
    double[] range = range(marks);
    StringBuilder line = new StringBuilder();
    for (double value : best) {
      line.append(Double.isNaN(value) ? NOTHING : block(value, range));
    }
    return new Sparkline(line.toString(), slice, range[0], range[1]);
  }

  /** The days that nine in ten rests are no longer than, so that a usual week shows no hole. */
  private static int usualGap(List<Mark> marks) {
    long[] gaps = new long[marks.size() - 1];
    for (int index = 0; index < gaps.length; index++) {
      gaps[index] = ChronoUnit.DAYS.between(marks.get(index).date, marks.get(index + 1).date);
    }
    Arrays.sort(gaps);
    return gaps.length == 0 ? 1 : (int) Math.max(1, gaps[(gaps.length - 1) * 9 / 10]);
  }

  private static double[] range(List<Mark> marks) {
    double low = marks.stream().mapToDouble(Mark::value).min().orElseThrow();
    double high = marks.stream().mapToDouble(Mark::value).max().orElseThrow();
    double missing = Math.max(0, LEAST_RANGE * high - (high - low)) / 2;
    return new double[] {low - missing, high + missing};
  }

  private static char block(double value, double[] range) {
    double share = range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5;
    return BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1)));
  }
}
