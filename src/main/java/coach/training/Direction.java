package coach.training;

import java.util.Locale;

/** Where a trend goes, as far as its values can tell. */
public enum Direction {
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

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
