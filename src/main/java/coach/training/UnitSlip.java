package coach.training;

/**
 * Whether a weight looks as if it had been given in the other unit: the most common slip of a log,
 * because both numbers are plausible on their own.
 */
public final class UnitSlip {
  private static final double POUNDS_PER_KILOGRAM = 2.20462;

  /** Real jumps of this size are rare, and plates make converted weights a little rounder. */
  private static final double TOLERANCE = 0.08;

  private UnitSlip() {}

  /**
   * True where one weight is about 2.2 times the other, either way round.
   *
   * @param grams the weight in question, 0 or more
   * @param usualGrams what the lifter used before, 0 or more
   */
  public static boolean isLikely(int grams, int usualGrams) {
    Require.atLeast("weight in grams", grams, 0);
    Require.atLeast("weight before in grams", usualGrams, 0);
    if (grams == 0 || usualGrams == 0) {
      return false;
    }
    double ratio = Math.max(grams, usualGrams) / (double) Math.min(grams, usualGrams);
    return Math.abs(ratio / POUNDS_PER_KILOGRAM - 1) <= TOLERANCE;
  }
}
