package coach.tools.lifter;

import coach.training.Loadable;
import coach.training.Plates;
import coach.training.Plates.PlatePair;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the lifter trains: its bar and plates, as far as they said; the shape is in {@link
 * Settings}.
 *
 * @param name as the lifter calls it
 * @param barGrams the bar; empty for the usual one
 * @param plates the plates; empty for the usual ones
 */
public record Gym(String name, OptionalInt barGrams, List<PlatePair> plates) {
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
    return new Gym(gym.path("name").asText(""), bar(gym.path("bar"), unit), plates);
  }

  private static Unit unit(String name, Unit lifters) {
    try {
      return Unit.parse(name);
    } catch (IllegalArgumentException noneGiven) {
      return lifters;
    }
  }

  private static OptionalInt bar(JsonNode bar, Unit unit) {
    try {
      int grams = bar.isNumber() ? unit.toGrams(bar.doubleValue()) : -1;
      return grams >= 0 && grams <= 100_000 ? OptionalInt.of(grams) : OptionalInt.empty();
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

  /** True when this gym says something about what can be loaded with this equipment. */
  public boolean knows(String equipment) {
    return equipment.equals("barbell")
        ? barGrams.isPresent() || !plates.isEmpty()
        : equipment.equals("e-z curl bar") && !plates.isEmpty();
  }

  /** What can be loaded here; for equipment of which the gym says nothing, what is usual. */
  public Loadable loadable(String equipment, Unit unit) {
    Loadable usual = Loadable.standard(equipment, unit);
    if (!knows(equipment) || !(usual instanceof Plates standard)) {
      return usual;
    }
    int bar =
        equipment.equals("barbell") ? barGrams.orElse(standard.barGrams()) : standard.barGrams();
    return new Plates(bar, plates.isEmpty() ? standard.pairs() : plates);
  }
}
