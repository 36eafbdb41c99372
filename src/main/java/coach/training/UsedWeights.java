package coach.training;

import java.util.List;
import java.util.OptionalInt;

/**
 * What can be loaded where the gym says nothing and the usual steps do not hold: a weight that was
 * lifted can be loaded again. Dumbbells of 12 and 14 kg stand every 2 kg; a stack goes on from the
 * pin used last in steps as the lifter took them; one marked in pounds has pounds for steps.
 */
public final class UsedWeights {
  private static final int RECENT = 24;

  private UsedWeights() {}

  /**
   * The usual even steps, or those that the logged weights show; other loads as they are.
   *
   * @param sets of the exercise, oldest first
   * @param stack true where pins stand at even distances from any first weight
   */
  public static Loadable fit(Loadable usual, List<PerformedSet> sets, Unit unit, boolean stack) {
    List<Integer> used =
        DigitSlips.without(sets).stream()
            .filter(set -> set.isWork() && set.isDone() && set.weightGrams() > 0)
            .map(PerformedSet::weightGrams)
            .toList();
    List<Integer> last = used.subList(Math.max(0, used.size() - RECENT), used.size());
    if (!(usual instanceof Increments even)
        || last.stream().allMatch(grams -> even.exactly(grams).isPresent())) {
      return usual;
    }
    int common = common(last, even.step(), unit, stack);
    int step = stack ? apart(last, common) : common;
    int anchor = last.get(last.size() - 1);
    int first = anchor % step == 0 ? step : anchor % step;
    return new Increments(first, step, Math.max(even.heaviest(), anchor));
  }

  /**
   * The coarsest of 2 and 1 of the unit that all weights are multiples of; else the usual step of
   * the other unit where they are its multiples, as a machine marked in pounds is anywhere.
   */
  private static int common(List<Integer> used, int usual, Unit unit, boolean stack) {
    for (int whole = 2; whole > 0; whole--) {
      int step = unit.toGrams(whole);
      if (step < usual && areMultiples(used, step)) {
        return stack ? usual : step;
      }
    }
    int other = unit == Unit.KG ? Unit.LB.toGrams(5) : Unit.KG.toGrams(2.5);
    return !areMultiples(used, other) ? usual : stack ? 2 * other : other;
  }

  private static boolean areMultiples(List<Integer> used, int step) {
    Increments even = Increments.of(step);
    return used.stream().allMatch(grams -> even.exactly(grams).isPresent());
  }

  /** The least distance of two weights that were used, where it can be one of pins. */
  private static int apart(List<Integer> used, int usual) {
    int[] sorted = used.stream().distinct().mapToInt(grams -> grams).sorted().toArray();
    OptionalInt least = OptionalInt.empty();
    for (int i = 1; i < sorted.length; i++) {
      int distance = sorted[i] - sorted[i - 1];
      if (distance > 1000 && distance < least.orElse(2 * usual + 1)) {
        least = OptionalInt.of(distance);
      }
    }
    return least.orElse(usual);
  }
}
