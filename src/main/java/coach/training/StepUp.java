package coach.training;

import java.util.OptionalInt;

/**
 * The next weight above one that was mastered: at least one loadable step, and where that step (of
 * a plan that names its own, the least that can be loaded) is more than 7.5 % of what is moved,
 * more reps first (double progression, as in Renaissance Periodization's and Stronger by Science's
 * guides).
 *
 * @param weightGrams the weight to use
 * @param reps to do with it where reps come first; empty where the weight goes up
 * @param thenGrams the weight after those reps
 */
record StepUp(int weightGrams, OptionalInt reps, OptionalInt thenGrams) {
  private static final double MOST = 0.075;
  private static final double FAR = 0.15;

  /** What is to be added so many times; of a plan, or the lifter's usual one. */
  record Step(int grams, int times, boolean isPlanned) {}

  /**
   * The step from a session that reached its target: once or twice the increment, above what was
   * moved in all, in grams.
   */
  static StepUp from(Attempt last, Step step, int moved, Prescription target, Loadable loadable) {
    int stepGrams = step.grams();
    int weight = loadable.nearest(last.weightGrams());
    OptionalInt single = next(weight, stepGrams, loadable);
    OptionalInt twice = step.times() > 1 ? next(weight, 2 * stepGrams, loadable) : single;
    if (twice.isPresent() && twice.getAsInt() - weight <= MOST * moved) {
      return new StepUp(twice.getAsInt(), OptionalInt.empty(), OptionalInt.empty());
    }
    int least = last.session().leastReps();
    if (single.isEmpty()) {
      return new StepUp(weight, OptionalInt.of(least + 1), OptionalInt.empty());
    }
    int next = step.isPlanned() ? loadable.above(weight).orElseThrow() : single.getAsInt();
    double jump = (next - weight) / (double) Math.max(1, moved);
    // The range of a lifter without a plan has its extra reps already.
    int extra = jump <= MOST || target.top() - target.reps() >= 3 ? 0 : jump > FAR ? 3 : 2;
    int enough = target.top() + extra;
    return least >= enough
        ? new StepUp(single.getAsInt(), OptionalInt.empty(), OptionalInt.empty())
        : new StepUp(weight, OptionalInt.of(enough), single);
  }

  /** The loadable weight nearest to a step up: from 12 kg the 14 and not the 16 for 2.5 kg more. */
  static OptionalInt next(int weight, int stepGrams, Loadable loadable) {
    OptionalInt above = loadable.above(weight);
    int stepped = loadable.nearest(weight + stepGrams);
    return above.isPresent() && stepped > above.getAsInt() ? OptionalInt.of(stepped) : above;
  }
}
