package coach.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the lifter has flagged as painful, against what an exercise loads: no weight is added to a
 * lift that hurts. A careful rule of thumb of our own: some pain need not end training (Smith et
 * al. 2017), but how much is nothing that a log can tell.
 */
public final class Pain {
  /** The joints that people name, with the muscles whose lifts move them under load. */
  private static final Map<String, Set<String>> JOINTS =
      Map.of(
          "knee", Set.of("quadriceps", "hamstrings", "calves"),
          "hip", Set.of("quadriceps", "hamstrings", "glutes", "adductors", "abductors"),
          "back", Set.of("lower back", "middle back", "lats"),
          "ankle", Set.of("calves", "quadriceps"),
          "shoulder", Set.of("shoulders", "chest", "lats", "triceps"),
          "elbow", Set.of("triceps", "biceps", "forearms", "chest", "lats"),
          "wrist", Set.of("forearms", "chest", "shoulders", "biceps"),
          "neck", Set.of("neck", "traps"));

  private static final int MOST_SPARING = 4;

  private Pain() {}

  /** The flags that concern an exercise: its name, a muscle, or a joint that it loads. */
  public static List<String> concerning(
      List<String> flags, String exercise, List<String> primary, List<String> secondary) {
    return flags.stream().filter(flag -> concerns(flag, exercise, primary, secondary)).toList();
  }

  /**
   * Lifts that load what hurts less than this one does, the best first, at most {@link
   * #MOST_SPARING}; none where no flag is a joint's.
   *
   * @param flags those that concern the exercise
   * @param category of the exercise, "cardio" for one; what is done for its time stays that
   * @param has whether there is equipment of a kind
   */
  public static List<String> sparing(
      List<String> flags,
      String exercise,
      String category,
      List<String> primary,
      Predicate<String> has) {
    boolean cardio = "cardio".equals(category) || LiftTable.isRun(exercise);
    List<String> trained = cardio ? List.of("run") : primary;
    return flags.stream()
        .map(flag -> flag.toLowerCase(Locale.ROOT))
        .flatMap(flag -> JOINTS.keySet().stream().sorted().filter(joint -> names(flag, joint)))
        .flatMap(joint -> trained.stream().map(muscle -> LiftTable.sparing(joint, muscle)))
        .flatMap(List::stream)
        .distinct()
        .filter(lift -> !LiftTable.plain(lift).equals(LiftTable.plain(exercise)))
        .filter(lift -> flags.stream().noneMatch(lift::equalsIgnoreCase))
        .filter(lift -> has.test(LiftTable.equipment(lift)))
        .limit(MOST_SPARING)
        .toList();
  }

  private static boolean names(String flag, String joint) {
    return flag.matches(".*\\b" + joint + "s?\\b.*");
  }

  private static boolean concerns(
      String flag, String exercise, List<String> primary, List<String> secondary) {
    String plain = flag.toLowerCase(Locale.ROOT).strip();
    if (LiftTable.plain(plain).equals(LiftTable.plain(exercise))
        || primary.contains(plain)
        || secondary.contains(plain)) {
      return true;
    }
    return JOINTS.entrySet().stream()
        .filter(joint -> names(plain, joint.getKey()))
        .filter(joint -> !plain.equals("lower back"))
        .anyMatch(joint -> primary.stream().anyMatch(joint.getValue()::contains));
  }
}
