package coach.training;

import java.util.OptionalInt;

/**
 * Weights at even steps: dumbbells, kettlebells, weight stacks.
 *
 * @param lightest first weight in grams, 0 or more
 * @param step distance in grams, more than 100 (closer weights are one load, within rounding)
 * @param heaviest last weight in grams, {@link Integer#MAX_VALUE} where none is known
 */
public record Increments(int lightest, int step, int heaviest) implements Loadable {
  public Increments {
    Require.atLeast("lightest weight in grams", lightest, 0);
    Require.atLeast("step in grams", step, 2 * Unit.SAME_LOAD_GRAMS + 1);
    Require.atLeast("heaviest weight in grams", heaviest, lightest);
  }

  /** Steps that start at the step itself, without an end. */
  public static Increments of(int step) {
    return new Increments(step, step, Integer.MAX_VALUE);
  }

  /** Steps that start at nothing, without an end. */
  public static Increments fromZero(int step) {
    return new Increments(0, step, Integer.MAX_VALUE);
  }

  @Override
  public OptionalInt below(int grams) {
    long limit = (long) grams - Unit.SAME_LOAD_GRAMS - 1;
    if (limit < lightest) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) at((Math.min(limit, heaviest) - lightest) / step));
  }

  @Override
  public OptionalInt above(int grams) {
    long limit = Math.max((long) grams + Unit.SAME_LOAD_GRAMS + 1, lightest);
    long weight = at((limit - lightest + step - 1) / step);
    return weight > heaviest ? OptionalInt.empty() : OptionalInt.of((int) weight);
  }

  @Override
  public OptionalInt exactly(int grams) {
    long weight = at(Math.max(0, Math.round(((double) grams - lightest) / step)));
    boolean same = weight <= heaviest && Unit.sameLoad((int) weight, grams);
    return same ? OptionalInt.of((int) weight) : OptionalInt.empty();
  }

  private long at(long index) {
    return lightest + index * step;
  }
}
