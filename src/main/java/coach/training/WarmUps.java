package coach.training;

import java.util.ArrayList;
import java.util.List;

/**
 * The warm-up sets before a weight on a bar: the empty bar, then 40, 60 and 80 %, and 90 % before
 * three reps or fewer. A step of less than a twelfth of the weight is left out.
 */
public final class WarmUps {
  private static final double[] SHARES = {0, 0.4, 0.6, 0.8, 0.9};
  private static final int[] REPS = {10, 5, 3, 2, 1};
  private static final int FEW_REPS = 3;
  private static final int LEAST_STEP = 12;

  private WarmUps() {}

  /** One warm-up set. */
  public record Step(int grams, int reps) {}

  /** The lightest first, each once; none for what needs no plates. */
  public static List<Step> before(int weightGrams, Loadable loadable) {
    return before(weightGrams, Integer.MAX_VALUE, loadable);
  }

  /** The same for sets of so many reps. */
  public static List<Step> before(int weightGrams, int reps, Loadable loadable) {
    List<Step> ladder = new ArrayList<>();
    if (loadable instanceof Plates plates) {
      int steps = reps <= FEW_REPS ? REPS.length : REPS.length - 1;
      int last = 0;
      for (int step = 0; step < steps; step++) {
        int part = (int) (weightGrams * SHARES[step]);
        int grams = Math.max(plates.lightest(), plates.atMost(part).orElse(0));
        boolean apart = step == 0 ? grams > 0 : grams - last >= weightGrams / LEAST_STEP;
        if (apart && grams < weightGrams) {
          ladder.add(new Step(grams, REPS[step]));
          last = grams;
        }
      }
    }
    return ladder;
  }
}
