package coach.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exercises and sets as a model sends them, written down as a lifter would. */
final class Lifts {
  private Lifts() {}

  /**
   * Sets from words such as {@code "3x5@100"}, {@code "8@60 type=drop-set rpe=9.5"} or {@code
   * "10"}; several of them apart by commas.
   */
  static List<Map<String, Object>> sets(String words) {
    List<Map<String, Object>> sets = new ArrayList<>();
    for (String one : words.split(",")) {
      Map<String, Object> set = new LinkedHashMap<>();
      for (String word : one.strip().split(" ")) {
        if (word.contains("=")) {
          set.put(word.split("=")[0], word.split("=")[1]);
        } else {
          load(word, set);
        }
      }
      sets.add(set);
    }
    return sets;
  }

  private static void load(String word, Map<String, Object> set) {
    String[] parts = word.split("@");
    String[] counts = parts[0].split("x");
    set.put("reps", Integer.parseInt(counts[counts.length - 1]));
    if (counts.length > 1) {
      set.put("count", Integer.parseInt(counts[0]));
    }
    if (parts.length > 1) {
      set.put("weight", Double.parseDouble(parts[1]));
    }
  }

  static Map<String, Object> exercise(String name, String sets) {
    return Map.of("exercise", name, "sets", sets(sets));
  }

  static Map<String, Object> exercise(String name, String superset, String sets) {
    return Map.of("exercise", name, "superset", superset, "sets", sets(sets));
  }

  /** One exercise as the whole list. */
  static List<Map<String, Object>> only(String name, String sets) {
    return List.of(exercise(name, sets));
  }

  /** The arguments of {@code log_workout} for one exercise, with more of them behind. */
  static Object[] log(String name, String sets, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "exercises";
    all[1] = only(name, sets);
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }
}
