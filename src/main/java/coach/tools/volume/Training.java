package coach.tools.volume;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.tools.sets.StoredSet;
import coach.training.ExerciseMuscles;
import coach.training.PerformedSet;
import coach.training.WeeklyVolume;
import coach.training.Weeks;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything performed in a look-back with the muscles of each exercise, as {@code
 * coach.sets_with_muscles} answers it.
 *
 * @param from first day of the look-back
 * @param lifts one per exercise
 * @param warmUps warm-up sets, which count nowhere
 * @param drafts entries that were planned and never performed
 * @param later sets dated after today, left out
 */
public record Training(LocalDate from, List<Lift> lifts, int warmUps, int drafts, int later) {
  /** Categories of the catalogue that the volume landmarks do not speak of. */
  private static final Set<String> OTHER = Set.of("stretching", "cardio", "plyometrics");

  /**
   * One exercise.
   *
   * @param id of the catalogue, or null for a name that is not in it
   * @param strength false for stretching, cardio and plyometrics, whose sets are no hard sets
   * @param muscles its name and what it trains
   * @param sets its work sets, in time order
   */
  public record Lift(
      String id, boolean strength, ExerciseMuscles muscles, List<PerformedSet> sets) {
    public String name() {
      return muscles.exercise();
    }
  }

  public static Training read(JsonNode data, LocalDate today) {
    List<Lift> lifts = new ArrayList<>();
    int later = 0;
    for (JsonNode exercise : data.get("exercises")) {
      List<PerformedSet> sets =
          StoredSet.until(today, exercise.get("sets"), exercise.get("name").textValue());
      later += exercise.get("sets").size() - sets.size();
      if (!sets.isEmpty()) {
        lifts.add(
            new Lift(
                exercise.path("id").textValue(),
                !OTHER.contains(exercise.path("category").asText("")),
                muscles(exercise),
                sets));
      }
    }
    LocalDate from = LocalDate.parse(data.get("looked_back_to").textValue());
    return new Training(
        from,
        List.copyOf(lifts),
        data.get("warm_ups").intValue(),
        data.get("drafts").intValue(),
        later);
  }

  private static ExerciseMuscles muscles(JsonNode exercise) {
    return new ExerciseMuscles(
        exercise.get("name").textValue(),
        Json.texts(exercise.get("primary")),
        Json.texts(exercise.get("secondary")),
        exercise.get("force").textValue(),
        exercise.get("mechanic").textValue());
  }

  /** Every set of every exercise. */
  public List<PerformedSet> sets() {
    return lifts.stream().flatMap(lift -> lift.sets().stream()).toList();
  }

  /** What counts as volume: strength training in the widest sense. */
  public List<WeeklyVolume.ExerciseSets> exercises() {
    return lifts.stream()
        .filter(Lift::strength)
        .map(lift -> new WeeklyVolume.ExerciseSets(lift.muscles(), lift.sets()))
        .toList();
  }

  /** Work sets that count in no muscle's volume because their exercise is no strength training. */
  int otherSets() {
    return lifts.stream().filter(lift -> !lift.strength()).mapToInt(l -> l.sets().size()).sum();
  }

  /** The full weeks before the current one that lie in the look-back, at most {@code asked}. */
  public int fullWeeks(int asked, LocalDate today) {
    LocalDate first = Weeks.mondayOf(from.plusDays(6));
    long full = ChronoUnit.WEEKS.between(first, Weeks.mondayOf(today));
    return (int) Math.max(1, Math.min(asked, full));
  }

  /** Says that fewer weeks were counted than asked for, or nothing. */
  public String clipped(int asked, Lifter lifter) {
    int weeks = fullWeeks(asked, lifter.today());
    return weeks == asked
        ? ""
        : " (%d asked, the look-back of %s holds %d)"
            .formatted(asked, Numbers.count(lifter.context().maxHistoryDays(), "day"), weeks);
  }
}
