package coach.tools.lifter;

import coach.training.Grid;
import coach.training.Plates.PlatePair;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the lifter trains and what is there to load, as far as they said; the shape is in {@link
 * Settings}.
 *
 * @param name as the lifter calls it
 * @param grid what can be loaded
 */
public record Gym(String name, Grid grid) {
  private static final int MOST_KINDS = 20;

  /** The gym that {@code gym} names, else the first of {@code gyms}. */
  static Optional<Gym> active(JsonNode settings, Unit unit) {
    String wanted = settings.path("gym").asText("");
    JsonNode active = null;
    for (JsonNode gym : settings.path("gyms")) {
      boolean named = !wanted.isEmpty() && wanted.equals(gym.path("name").asText(""));
      if (gym.isObject() && (active == null || named)) {
        active = gym;
      }
      if (gym.isObject() && named) {
        break;
      }
    }
    return Optional.ofNullable(active).map(gym -> read(gym, unit));
  }

  private static Gym read(JsonNode gym, Unit lifters) {
    Unit unit = unit(gym.path("unit").asText(""), lifters);
    List<PlatePair> plates = new ArrayList<>();
    for (JsonNode plate : gym.path("plates")) {
      if (plates.size() < MOST_KINDS) {
        plate(plate, unit).ifPresent(plates::add);
      }
    }
    return new Gym(
        gym.path("name").asText(""),
        new Grid(
            unit,
            weight(gym.path("bar"), unit, 0),
            plates,
            weight(gym.path("dumbbell_step"), unit, 101),
            weight(gym.path("heaviest_dumbbell"), unit, 101),
            weight(gym.path("stack_step"), unit, 101),
            weight(gym.path("stack_add_on"), unit, 101)));
  }

  private static Unit unit(String name, Unit lifters) {
    try {
      return Unit.parse(name);
    } catch (IllegalArgumentException noneGiven) {
      return lifters;
    }
  }

  /** A weight of the gym in grams, at least so many; empty for what cannot be meant. */
  private static OptionalInt weight(JsonNode weight, Unit unit, int least) {
    try {
      int grams = weight.isNumber() ? unit.toGrams(weight.doubleValue()) : -1;
      return grams >= least && grams <= 100_000 ? OptionalInt.of(grams) : OptionalInt.empty();
    } catch (IllegalArgumentException outOfRange) {
      return OptionalInt.empty();
    }
  }

  private static Optional<PlatePair> plate(JsonNode plate, Unit unit) {
    JsonNode weight = plate.path("weight");
    JsonNode count = plate.path("count");
    try {
      if (!weight.isNumber()) {
        return Optional.empty();
      }
      int grams = unit.toGrams(weight.doubleValue());
      return Optional.of(
          count.canConvertToInt()
              ? new PlatePair(grams, count.intValue() / 2)
              : PlatePair.unlimited(grams));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }
}
