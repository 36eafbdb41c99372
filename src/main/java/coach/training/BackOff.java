package coach.training;

import java.util.List;

/**
 * When to take weight off: after three misses in a row at a weight (Rippetoe's Starting Strength
 * and StrongLifts 5×5), and not while the reps still rise from miss to miss.
 */
final class BackOff {
  static final int MISSES = 3;
  static final int PERCENT = 90;

  private BackOff() {}

  /** True after three misses at the last weight, the last no better than the one before. */
  static boolean isDue(List<Attempt> attempts) {
    int misses = misses(attempts);
    if (misses < MISSES) {
      return false;
    }
    int last = attempts.size() - 1;
    return attempts.get(last).reps() <= attempts.get(last - 1).reps();
  }

  /** How many sessions at the last weight were short of the target, in a row to the last. */
  static int misses(List<Attempt> attempts) {
    int misses = 0;
    int weight = attempts.get(attempts.size() - 1).weightGrams();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      Attempt attempt = attempts.get(i);
      if (!attempt.isShort() || !Unit.sameLoad(attempt.weightGrams(), weight)) {
        break;
      }
      misses++;
    }
    return misses;
  }

  /** The loadable weight nearest to the wanted one and lighter than the present one. */
  static int lighter(int present, int wanted, Loadable loadable) {
    Loadable.Around around = loadable.around(wanted);
    int nearest = around.nearest();
    boolean isLighter = nearest < present && !Unit.sameLoad(nearest, present);
    return isLighter ? nearest : loadable.below(present).orElse(loadable.nearest(present));
  }
}
