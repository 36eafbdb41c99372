package coach.training;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A first weight for a lift that was never done: only in strength training, only from a lift that
 * {@link LiftTable} has a ratio for, a tenth less and rounded down. A guess across a stack or a
 * machine, or for a lift of skill, can hurt; too light costs one easy session.
 *
 * @param lift the lift that stands in
 * @param share how much of its maximum the new lift is taken to allow
 * @param oneRepMaxGrams its best estimate in grams
 * @param percentKept 95, 90 or 80 where that lift was itself left out for weeks, else 100
 */
public record FirstTime(String lift, double share, double oneRepMaxGrams, int percentKept) {
  /** What is taken off for a movement that is new. */
  public static final double CAUTION = 0.9;

  private static final Set<String> CATEGORIES = Set.of("strength", "powerlifting");

  /**
   * The best stand-in for a lift of this category that was never done, by best estimates in grams
   * under the names of any catalogue.
   */
  public static Optional<FirstTime> of(
      String exercise, String category, Map<String, Double> oneRepMaxes) {
    if (!CATEGORIES.contains(category)) {
      return Optional.empty();
    }
    for (LiftTable.Ratio ratio : LiftTable.firstTime(exercise)) {
      for (Map.Entry<String, Double> known : oneRepMaxes.entrySet()) {
        if (LiftTable.canonical(known.getKey()).equalsIgnoreCase(ratio.lift())) {
          return Optional.of(new FirstTime(known.getKey(), ratio.share(), known.getValue(), 100));
        }
      }
    }
    return Optional.empty();
  }

  /** The same where the known lift was last done so many days ago. */
  public FirstTime after(long days) {
    return new FirstTime(lift, share, oneRepMaxGrams, Gap.percentKept(Math.max(0, days)));
  }

  /** What the new lift's maximum is taken to be, in grams. */
  double cautiousMax() {
    return oneRepMaxGrams * percentKept / 100 * share * CAUTION;
  }
}
