package coach.training;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a warm-up ladder.
 *
 * @param weightGrams loadable weight in grams
 * @param reps repetitions
 */
public record WarmUp(int weightGrams, int reps) {
  private static final int[] PERCENT = {40, 60, 80};
  private static final int[] REPS = {5, 3, 2};

  /**
   * The ladder up to a working weight: the empty bar × 10 (with a bar only), then 40 % × 5, 60 % ×
   * 3 and 80 % × 2 of the working weight, each rounded down to what can be loaded. Steps that would
   * be no heavier than the one before, or as heavy as the work itself, are dropped, so a light
   * weight has a short ladder or none.
   */
  public static List<WarmUp> ladder(int workGrams, Loadable loadable) {
    Require.atLeast("working weight in grams", workGrams, 0);
    List<WarmUp> ladder = new ArrayList<>();
    if (loadable instanceof Plates plates) {
      add(ladder, plates.barGrams(), 10, workGrams);
    }
    for (int i = 0; i < PERCENT.length; i++) {
      int reps = REPS[i];
      int wanted = (int) ((long) workGrams * PERCENT[i] / 100);
      loadable.atMost(wanted).ifPresent(grams -> add(ladder, grams, reps, workGrams));
    }
    return List.copyOf(ladder);
  }

  private static void add(List<WarmUp> ladder, int grams, int reps, int workGrams) {
    int before = ladder.isEmpty() ? 0 : ladder.get(ladder.size() - 1).weightGrams();
    boolean heavier = grams > before && !Unit.sameLoad(grams, before);
    boolean lighterThanWork = grams < workGrams && !Unit.sameLoad(grams, workGrams);
    if (heavier && lighterThanWork) {
      ladder.add(new WarmUp(grams, reps));
    }
  }
}
