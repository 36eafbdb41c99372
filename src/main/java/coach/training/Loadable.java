package coach.training;

import java.util.OptionalInt;

/**
 * The weights that a lifter can really put together: a suggestion is only worth what can be loaded.
 */
public sealed interface Loadable permits Plates, Increments, Assistance {
  /**
   * A weight and its loadable neighbours, all in grams.
   *
   * @param wanted the weight asked for
   * @param exactly the loadable weight that is the same load (within 50 g), if there is one
   * @param below the heaviest loadable weight that is lighter, if any
   * @param above the lightest loadable weight that is heavier, if any
   */
  record Around(int wanted, OptionalInt exactly, OptionalInt below, OptionalInt above) {
    /** The loadable weight nearest to the one wanted, the lighter of two; always there. */
    public int nearest() {
      if (exactly.isPresent() || (below.isEmpty() && above.isEmpty())) {
        return exactly.orElse(wanted);
      }
      if (below.isEmpty() || above.isEmpty()) {
        return below.isPresent() ? below.getAsInt() : above.getAsInt();
      }
      boolean lighter = wanted - below.getAsInt() <= above.getAsInt() - wanted;
      return lighter ? below.getAsInt() : above.getAsInt();
    }
  }

  /** The lightest loadable weight in grams: the empty bar, the first dumbbell. */
  int lightest();

  /** The heaviest loadable weight lighter than {@code grams} by more than rounding. */
  OptionalInt below(int grams);

  /** The lightest loadable weight heavier than {@code grams} by more than rounding. */
  OptionalInt above(int grams);

  /** The loadable weight that is the same load as {@code grams}, nearest first. */
  OptionalInt exactly(int grams);

  /** Where {@code grams} lies among the loadable weights. */
  default Around around(int grams) {
    return new Around(grams, exactly(grams), below(grams), above(grams));
  }

  /** The same weight as near as it can be loaded, not heavier unless nothing lighter is there. */
  default int nearest(int grams) {
    return atMost(grams).orElseGet(() -> around(grams).nearest());
  }

  /** The lightest loadable weight that is not lighter than {@code grams}, within rounding. */
  default OptionalInt atLeast(int grams) {
    OptionalInt same = exactly(grams);
    return same.isPresent() ? same : above(grams);
  }

  /** The heaviest loadable weight that is not heavier than {@code grams}, within rounding. */
  default OptionalInt atMost(int grams) {
    OptionalInt same = exactly(grams);
    return same.isPresent() ? same : below(grams);
  }
}
