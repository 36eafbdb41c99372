package coach.training;

import coach.training.Landmark.VolumeStatus;
import coach.training.WeeklyVolume.Counting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Hard sets a week that a plan gives a muscle group.
 *
 * @param direct sets that have the muscle as their aim
 * @param fractional the same plus one half for each that uses it as well
 * @param status of the direct sets, as the landmarks count them
 */
public record PlanVolume(MuscleGroup group, double direct, double fractional, VolumeStatus status) {
  /** What an exercise trains, and its sets in an average week, 0 or more. */
  public record Item(ExerciseMuscles muscles, double sets) {}

  /** Every group that the plan trains at all. */
  public static List<PlanVolume> of(List<Item> items, Landmarks landmarks) {
    Map<MuscleGroup, Double> direct = count(items, Counting.DIRECT);
    List<PlanVolume> volumes = new ArrayList<>();
    count(items, Counting.FRACTIONAL)
        .forEach(
            (group, sets) -> {
              double aimed = direct.getOrDefault(group, 0.0);
              volumes.add(new PlanVolume(group, aimed, sets, landmarks.status(group, aimed)));
            });
    return List.copyOf(volumes);
  }

  private static Map<MuscleGroup, Double> count(List<Item> items, Counting counting) {
    Map<MuscleGroup, Double> sets = new EnumMap<>(MuscleGroup.class);
    for (Item item : items) {
      item.muscles()
          .setsPerGroup(counting)
          .forEach((group, share) -> sets.merge(group, share * item.sets(), Double::sum));
    }
    return sets;
  }
}
