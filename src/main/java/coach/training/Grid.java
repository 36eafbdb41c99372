package coach.training;

import coach.training.Plates.PlatePair;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a gym has to load lifts with; every part may be left to what a commercial gym usually has:
 * an Olympic bar (20 kg, 45 lb) or a curl bar (10 kg, 25 lb) with plates in unlimited number,
 * dumbbells every 2.5 kg or 5 lb, kettlebells every 4 kg or 10 lb, stacks every 5 kg or 10 lb, and
 * anything else every 2.5 kg or 5 lb from 0.
 *
 * @param unit which of the usual weights are meant
 * @param barGrams the bar; empty for the usual one
 * @param plates the plates; empty for the usual ones
 * @param dumbbellStep distance of dumbbells in grams; empty for the usual one
 * @param heaviestDumbbell in grams; empty where none is known
 * @param stackStep distance of a stack's pins in grams; empty for the usual one
 * @param addOn the small weight that can be put on a stack, in grams; empty for none
 */
public record Grid(
    Unit unit,
    OptionalInt barGrams,
    List<PlatePair> plates,
    OptionalInt dumbbellStep,
    OptionalInt heaviestDumbbell,
    OptionalInt stackStep,
    OptionalInt addOn) {
  /** What is usual. */
  public static Grid usual(Unit unit) {
    OptionalInt none = OptionalInt.empty();
    return new Grid(unit, none, List.of(), none, none, none, none);
  }

  /** True when this gym says something about how this exercise is loaded. */
  public boolean knows(String exercise, String equipment) {
    return switch (kind(exercise, equipment)) {
      case "barbell" -> barGrams.isPresent() || !plates.isEmpty();
      case "e-z curl bar", "sled", "one-end" -> !plates.isEmpty();
      case "dumbbell" -> dumbbellStep.isPresent() || heaviestDumbbell.isPresent();
      case "machine", "cable" -> stackStep.isPresent();
      default -> false;
    };
  }

  /**
   * What can be loaded for an exercise.
   *
   * @param exercise its name, because a T-bar is loaded at one end and a leg press with plates
   * @param equipment a name of the catalogue ("barbell", "e-z curl bar", …)
   */
  public Loadable of(String exercise, String equipment) {
    Loadable loads = loads(kind(exercise, equipment));
    boolean movesBody = LiftTable.bodyShare(exercise) > 0;
    return movesBody ? new Assistance(loads, Increments.fromZero(grams(2.5, 5))) : loads;
  }

  private Loadable loads(String kind) {
    return switch (kind) {
      case "barbell" -> new Plates(barGrams.orElse(grams(20, 45)), pairs());
      case "e-z curl bar" -> new Plates(grams(10, 25), pairs());
      case "sled" -> new Plates(0, pairs());
      case "one-end" -> new Plates(0, pairs(), 1);
      case "dumbbell" -> dumbbells();
      case "kettlebells" -> Increments.of(grams(4, 10));
      case "machine", "cable" -> stack();
      default -> Increments.fromZero(grams(2.5, 5));
    };
  }

  private static String kind(String exercise, String equipment) {
    String named = LiftTable.grid(exercise).orElse("");
    boolean sled = named.equals("sled") && equipment.equals("machine");
    boolean oneEnd = named.equals("one-end") && !equipment.equals("machine");
    return sled || oneEnd ? named : equipment;
  }

  private Loadable dumbbells() {
    int step = dumbbellStep.orElse(grams(2.5, 5));
    int most = heaviestDumbbell.orElse(Integer.MAX_VALUE);
    return new Increments(Math.min(step, most), step, most);
  }

  private Loadable stack() {
    int step = stackStep.orElse(grams(5, 10));
    // Only an add-on of half a pin makes even steps; another one is left out, never promised.
    boolean halves = addOn.isPresent() && Unit.sameLoad(2 * addOn.getAsInt(), step);
    return Increments.of(halves ? addOn.getAsInt() : step);
  }

  private List<PlatePair> pairs() {
    return plates.isEmpty() ? Plates.standard(unit).pairs() : plates;
  }

  private int grams(double kilograms, double pounds) {
    return unit.toGrams(unit == Unit.KG ? kilograms : pounds);
  }
}
