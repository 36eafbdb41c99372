package coach.training;

/**
 * What share of the one-repetition maximum a set at a given effort is (Tuchscherer's RPE chart):
 * one curve over n = reps + (10 − RPE), the reps that would have been possible; half steps are
 * midpoints. Defined for 1 to 12 reps and RPE 6 to 10 in half steps. It depends on no e1RM formula.
 */
public final class RpeTable {
  /** The least RPE that the chart knows. */
  public static final double LEAST = 6;

  /** The most reps that it knows. */
  public static final int MOST_REPS = 12;

  private static final double[] PERCENT = {
    100, 95.5, 92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0, 65.3, 62.6, 59.9, 57.2
  };

  private RpeTable() {}

  /** Percent of the one-repetition maximum: 100 for one rep at RPE 10, 86.3 for five. */
  public static double percent(int reps, double rpe) {
    Require.between("reps", reps, 1, MOST_REPS);
    if (!(rpe >= 6 && rpe <= 10) || rpe * 2 != Math.rint(rpe * 2)) {
      throw new IllegalArgumentException("RPE is " + rpe + ". Send 6 to 10 in steps of 0.5.");
    }
    double possible = reps + (10 - rpe) - 1;
    int lower = (int) Math.floor(possible);
    int upper = (int) Math.ceil(possible);
    return (PERCENT[lower] + PERCENT[upper]) / 2;
  }

  /** The weight in grams for {@code reps} at {@code rpe} with this maximum in grams. */
  public static double weightFor(double oneRepMaxGrams, int reps, double rpe) {
    Require.notNegative("one-rep maximum in grams", oneRepMaxGrams);
    return oneRepMaxGrams * percent(reps, rpe) / 100;
  }

  /** The maximum in grams that {@code reps} with {@code weightGrams} at {@code rpe} imply. */
  public static double oneRepMax(int weightGrams, int reps, double rpe) {
    Require.atLeast("weight in grams", weightGrams, 0);
    return weightGrams * 100 / percent(reps, rpe);
  }
}
