package coach.training;

import coach.training.WeeklyVolume.Counting;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an exercise trains, in the catalogue's words.
 *
 * @param exercise its catalogue name, which decides the deltoid head
 * @param primary primary muscles, catalogue names
 * @param secondary secondary muscles, catalogue names
 * @param force "push", "pull", "static" or null
 * @param mechanic "compound", "isolation" or null
 */
public record ExerciseMuscles(
    String exercise, List<String> primary, List<String> secondary, String force, String mechanic) {
  public ExerciseMuscles {
    primary = primary.stream().map(ExerciseMuscles::plain).toList();
    secondary = secondary.stream().map(ExerciseMuscles::plain).toList();
  }

  /**
   * What one hard set adds to each group: 1 for a primary muscle and, with {@code FRACTIONAL}
   * counting, 0.5 for a secondary one; never more than 1 per group and set, so lats and middle back
   * together are one set for the back.
   */
  public Map<MuscleGroup, Double> setsPerGroup(Counting counting) {
    Map<MuscleGroup, Double> sets = new EnumMap<>(MuscleGroup.class);
    if (counting == Counting.FRACTIONAL) {
      secondary.forEach(muscle -> group(muscle).ifPresent(group -> sets.put(group, 0.5)));
    }
    primary.forEach(muscle -> group(muscle).ifPresent(group -> sets.put(group, 1.0)));
    return sets;
  }

  /** Muscles that belong to no known group: a custom vocabulary. Counted nowhere, so name them. */
  public Set<String> unknownMuscles() {
    Set<String> unknown = new TreeSet<>(primary);
    unknown.addAll(secondary);
    unknown.removeIf(m -> m.equals(MuscleGroup.SHOULDERS) || MuscleGroup.named(m).isPresent());
    return unknown;
  }

  /** True when at least one primary muscle is in the catalogue's vocabulary. */
  public boolean isKnown() {
    return primary.stream()
        .anyMatch(m -> m.equals(MuscleGroup.SHOULDERS) || MuscleGroup.named(m).isPresent());
  }

  private Optional<MuscleGroup> group(String muscle) {
    return muscle.equals(MuscleGroup.SHOULDERS)
        ? Optional.of(Delts.headOf(this).group())
        : MuscleGroup.named(muscle);
  }

  private static String plain(String muscle) {
    return muscle.strip().toLowerCase(Locale.ROOT);
  }
}
