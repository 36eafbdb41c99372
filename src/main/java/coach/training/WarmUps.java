package coach.training;

import java.util.ArrayList;
import java.util.List;

/** The warm-up sets before a weight on a bar: the empty bar, then 40, 60 and 80 %. */
public final class WarmUps {
  private static final double[] SHARES = {0, 0.4, 0.6, 0.8};
  private static final int[] REPS = {10, 5, 3, 2};

  private WarmUps() {}

  /** One warm-up set. */
  public record Step(int grams, int reps) {}

  /** The lightest first, each once; none for what needs no plates. */
  public static List<Step> before(int weightGrams, Loadable loadable) {
    List<Step> ladder = new ArrayList<>();
    if (loadable instanceof Plates plates) {
      int last = 0;
      for (int step = 0; step < REPS.length; step++) {
        int part = (int) (weightGrams * SHARES[step]);
        int grams = Math.max(plates.lightest(), plates.atMost(part).orElse(0));
        if (grams > last && grams < weightGrams) {
          ladder.add(new Step(grams, REPS[step]));
        }
        last = Math.max(last, grams);
      }
    }
    return ladder;
  }
}
