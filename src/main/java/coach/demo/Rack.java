package coach.demo;

import coach.training.Increments;
import coach.training.Loadable;
import coach.training.Unit;

/**
 * What the gyms of the story have. Their bars take every step that two of the smallest plates make,
 * so nothing has to be searched for.
 */
final class Rack {
  private Rack() {}

  /** The heaviest weight of this gym that is no heavier, else its lightest, in grams. */
  static int atMost(Lift lift, int grams, Unit unit) {
    Loadable loadable = loadable(lift, unit);
    return written(loadable.atMost(grams).orElse(loadable.lightest()), unit);
  }

  /** The weight as the lifter types it: whole pounds, whatever their grams add up to. */
  static int written(int grams, Unit unit) {
    return unit.toGrams(unit.round(grams));
  }

  static Loadable loadable(Lift lift, Unit unit) {
    return lift.equipment().equals("barbell")
        ? new Increments(bar(unit), unit.toGrams(unit == Unit.KG ? 2.5 : 5), Integer.MAX_VALUE)
        : Loadable.standard(lift.equipment(), unit);
  }

  static int bar(Unit unit) {
    return unit.toGrams(unit == Unit.KG ? 20 : 45);
  }
}
