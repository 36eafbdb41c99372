package coach.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Easy sessions that belong to the program: speed days (8×3 at 60 % beside a heavy triple, as in
 * Westside's dynamic effort) and light days for the same reps. They come back, while a {@link
 * LightDay} is an exception; they progress by themselves and say nothing of the heavy ones. The
 * marks are rules of thumb of our own.
 */
final class SpeedDays {
  private static final double LIGHT = 0.85;
  private static final double HABIT = 0.3;
  private static final int RECENT = 9;
  private static final int NEAR = 2;

  private SpeedDays() {}

  /**
   * Those among the sessions, oldest first: more than 15 % under the harder ones on both sides of
   * them, a third of the last sessions, and at least twice with a harder one between.
   *
   * @param level how hard a session was, in any unit; 0 where that is not known
   */
  static List<SessionSets> among(List<SessionSets> sessions, ToDoubleFunction<SessionSets> level) {
    List<SessionSets> known =
        sessions.stream().filter(session -> level.applyAsDouble(session) > 0).toList();
    List<Double> levels = known.stream().map(level::applyAsDouble).toList();
    List<SessionSets> easy = new ArrayList<>();
    int runs = 0;
    int recent = 0;
    int from = Math.max(0, known.size() - RECENT);
    for (int i = 0; i < known.size(); i++) {
      if (levels.get(i) < LIGHT * beside(levels, i)) {
        boolean more = i > from && easy.contains(known.get(i - 1));
        runs += i < from || more ? 0 : 1;
        recent += i < from ? 0 : 1;
        easy.add(known.get(i));
      }
    }
    boolean habit = runs >= 2 && recent >= HABIT * (known.size() - from);
    return habit ? easy : List.of();
  }

  /** The lesser of what was done at most just before and just after; of one side at the ends. */
  private static double beside(List<Double> levels, int i) {
    double before = most(levels.subList(Math.max(0, i - NEAR), i));
    double after = most(levels.subList(i + 1, Math.min(levels.size(), i + 1 + NEAR)));
    return before == 0 || after == 0 ? Math.max(before, after) : Math.min(before, after);
  }

  private static double most(List<Double> levels) {
    return levels.stream().mapToDouble(value -> value).max().orElse(0);
  }
}
