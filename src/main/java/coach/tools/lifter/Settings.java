package coach.tools.lifter;

import coach.tools.Json;
import coach.training.Grid;
import coach.training.Landmark;
import coach.training.Landmarks;
import coach.training.MuscleGroup;
import coach.training.Plates;
import coach.training.Plates.PlatePair;
import coach.training.Unit;
import coach.training.WeeklyVolume.Counting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What the lifter has set for the arithmetic, read from {@code app_user.data.mcp_settings}. Other
 * apps may write there too, so whatever does not fit the shape is passed over, never an error.
 *
 * <pre>{@code
 * "unit": "kg" | "lb",
 * "time_zone": "Europe/Berlin",
 * "one_rm_formula": "brzycki" | "epley" | "lombardi" | "oconner" | "wathan",
 * "max_history_days": 30 | 90 | 180 | 365,
 * "include_notes": true,
 * "rate_limit_notify": true,
 * "landmark_counting": "direct" | "fractional",
 * "landmarks": {"chest": {"mv": 8, "mev": 10, "mav_low": 12, "mav_high": 20, "mrv": 22}},
 * "gyms": [{"name": "Home", "unit": "kg", "bar": 20,
 *           "plates": [{"weight": 20, "count": 4}, {"weight": 1.25}], "smallest_plate": 2.5,
 *           "dumbbell_step": 2, "heaviest_dumbbell": 40, "stack_step": 5, "stack_add_on": 2.5,
 *           "equipment": ["barbell", "dumbbell"]}],
 * "gym": "Home",
 * "pain_flags": ["lower back", "left knee, stairs", "Barbell Bench Press"],
 * "goals": [{"exercise": "Barbell Bench Press", "target": 100, "reps": 1, "by": "2027-03-31"}],
 * "remember": ["trains before work"],
 * "training_maxes": {"Barbell Back Squat": {"weight": 140, "unit": "kg"}}
 * }</pre>
 *
 * <p>Landmarks are hard sets per week by the {@link MuscleGroup} labels. {@code gym} names the
 * active gym; without it the first one is. Weights of a gym are in its own unit (the lifter's where
 * it has none), {@code count} is the number of single plates and unlimited where left out. Pain
 * flags are muscles or exercises.
 *
 * @param landmarks in force, personal before published
 * @param counting how sets are counted where a call does not say
 * @param gym the active gym
 * @param trainingMaxes in grams by exercise
 * @param pain muscles, joints or exercises that hurt
 */
public record Settings(
    Landmarks landmarks,
    Counting counting,
    Optional<Gym> gym,
    Map<String, Integer> trainingMaxes,
    List<String> pain) {
  /** Every setting, in the order shown. */
  public static final List<String> NAMES =
      List.of(
          ("unit, time_zone, one_rm_formula, max_history_days, include_notes, "
                  + "rate_limit_notify, landmark_counting, landmarks, gyms, gym, pain_flags, "
                  + "goals, remember, training_maxes")
              .split(", "));

  /** A value longer than this is no setting that a person made, and would crowd out the answer. */
  private static final int MOST_CHARACTERS = 4000;

  static Settings read(JsonNode settings, Unit unit) {
    boolean fractional =
        settings.path("landmark_counting").asText("").equalsIgnoreCase(Counting.FRACTIONAL.code());
    return new Settings(
        Landmarks.withPersonal(personal(settings.path("landmarks"))),
        fractional ? Counting.FRACTIONAL : Counting.DIRECT,
        Gym.active(settings, unit),
        trainingMaxes(settings.path("training_maxes"), unit),
        pain(settings.path("pain_flags")));
  }

  /** The lifter's own training max for an exercise, in grams. */
  public OptionalInt trainingMax(String exercise) {
    return trainingMaxes.entrySet().stream()
        .filter(own -> own.getKey().equalsIgnoreCase(exercise))
        .mapToInt(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, Integer> trainingMaxes(JsonNode maxes, Unit unit) {
    Map<String, Integer> read = new HashMap<>();
    for (var own : maxes.properties()) {
      JsonNode value = own.getValue();
      double weight = value.path("weight").asDouble(value.asDouble(0));
      if (weight > 0 && weight <= 2000) {
        read.put(own.getKey(), Gym.unit(value.path("unit").asText(""), unit).toGrams(weight));
      }
    }
    return read;
  }

  private static List<String> pain(JsonNode flags) {
    List<String> read = Json.list(flags, flag -> flag.asText("").strip());
    read.removeIf(String::isEmpty);
    return List.copyOf(read);
  }

  /** The settings of this shape, without what other apps may have written beside them. */
  public static ObjectNode known(JsonNode settings) {
    ObjectNode known = Json.object();
    for (String name : NAMES) {
      JsonNode value = settings.path(name);
      if (!value.isMissingNode() && value.toString().length() <= MOST_CHARACTERS) {
        known.set(name, value);
      }
    }
    return known;
  }

  private static Map<MuscleGroup, Landmark> personal(JsonNode landmarks) {
    Map<MuscleGroup, Landmark> personal = new EnumMap<>(MuscleGroup.class);
    TreeSet<String> names = new TreeSet<>();
    landmarks.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      Optional<MuscleGroup> group = MuscleGroup.named(name);
      Optional<Landmark> landmark = landmark(landmarks.get(name));
      if (group.isPresent() && landmark.isPresent()) {
        personal.put(group.get(), landmark.get());
      }
    }
    return personal;
  }

  /** Of five numbers; throws {@link IllegalArgumentException} where they do not ascend. */
  public static Landmark toLandmark(JsonNode sets) {
    return new Landmark(
        sets.get("mv").intValue(),
        sets.get("mev").intValue(),
        sets.get("mav_low").intValue(),
        sets.get("mav_high").intValue(),
        sets.get("mrv").intValue());
  }

  private static Optional<Landmark> landmark(JsonNode sets) {
    for (String field : new String[] {"mv", "mev", "mav_low", "mav_high", "mrv"}) {
      if (!sets.path(field).canConvertToInt()) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(toLandmark(sets));
    } catch (IllegalArgumentException notRising) {
      return Optional.empty();
    }
  }

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
    public static Optional<Gym> active(JsonNode settings, Unit unit) {
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
      OptionalInt smallest = weight(gym.path("smallest_plate"), unit, 100);
      if (plates.isEmpty() && smallest.isPresent()) {
        Plates.standard(unit).pairs().stream()
            .filter(pair -> pair.grams() >= smallest.getAsInt() - 50)
            .forEach(plates::add);
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
}
