package coach.bench;

import java.util.Arrays;

/**
 * What one deployment took, in milliseconds.
 *
 * @param coldStart the first request of all, with its connection; not a number where none was
 *     answered
 * @param calls every answered call after the first, ascending
 * @param pings every answered question for its health, ascending
 * @param stopped why it was not asked to the end; empty where it was
 */
public record Result(
    Deployment deployment, double coldStart, double[] calls, double[] pings, String stopped) {
  /** Nothing but why. */
  static Result none(Deployment deployment, String stopped) {
    return new Result(deployment, Double.NaN, new double[0], new double[0], stopped);
  }

  /** So many percent of the calls took no longer; not a number without calls. */
  double percentile(int percent) {
    return percentile(calls, percent);
  }

  /**
   * What the database adds to a call at p95: its statement, the way to it and the tool's own work,
   * without the client's way to coach.
   */
  double statement() {
    return Math.max(0, percentile(95) - percentile(pings, 50));
  }

  /** The measure that a target is about. */
  double of(Expectation target) {
    return switch (target) {
      case ANSWER -> percentile(95);
      case STATEMENT -> statement();
      case COLD_START -> coldStart;
    };
  }

  /** The nearest rank of ascending values. */
  static double percentile(double[] ascending, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * ascending.length);
    return ascending.length == 0 ? Double.NaN : ascending[Math.max(0, rank - 1)];
  }

  static double[] ascending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
