package coach.training;

import java.util.OptionalInt;

/**
 * Loads of a lift that moves the body: help as weights below 0, body weight as 0, added weight
 * above. Less help is progress, so the scale rises through all three.
 *
 * @param help what the helping stack can be set to
 * @param added what can be added
 */
public record Assistance(Loadable help, Loadable added) implements Loadable {
  @Override
  public int lightest() {
    return 0;
  }

  @Override
  public OptionalInt below(int grams) {
    if (grams <= Unit.SAME_LOAD_GRAMS) {
      return negative(help.above(-grams));
    }
    OptionalInt lighter = added.below(grams);
    return lighter.isPresent() && lighter.getAsInt() > 0 ? lighter : OptionalInt.of(0);
  }

  @Override
  public OptionalInt above(int grams) {
    if (grams >= -Unit.SAME_LOAD_GRAMS) {
      return added.above(Math.max(0, grams));
    }
    OptionalInt less = help.below(-grams);
    return less.isPresent() && less.getAsInt() > 0 ? negative(less) : OptionalInt.of(0);
  }

  @Override
  public OptionalInt exactly(int grams) {
    if (Unit.sameLoad(grams, 0)) {
      return OptionalInt.of(0);
    }
    return grams < 0 ? negative(help.exactly(-grams)) : added.exactly(grams);
  }

  private static OptionalInt negative(OptionalInt grams) {
    return grams.isPresent() ? OptionalInt.of(-grams.getAsInt()) : grams;
  }
}
