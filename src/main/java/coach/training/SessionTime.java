package coach.training;

import java.util.ArrayList;
import java.util.List;

/** How long a session takes by its sets and rests: a rule of thumb of our own. */
public final class SessionTime {
  /** Under the bar, and on the way to the next exercise. */
  private static final int WORK_SECONDS = 45;

  private static final int CHANGE_SECONDS = 60;
  private static final int FEWEST_SETS = 2;

  private SessionTime() {}

  /**
   * One exercise.
   *
   * @param sets 0 or more
   * @param restSeconds after each set
   * @param main false for what may be left out first
   * @param superset true where it is done in the rest of its partner
   */
  public record Part(int sets, int restSeconds, boolean main, boolean superset) {
    private int seconds() {
      int rest = superset ? restSeconds / 2 : restSeconds;
      return sets == 0 ? 0 : sets * (WORK_SECONDS + rest) + CHANGE_SECONDS;
    }
  }

  /** Whole minutes. */
  public static int minutes(List<Part> parts) {
    return Math.round(parts.stream().mapToInt(Part::seconds).sum() / 60f);
  }

  /**
   * The sets that fit into so many minutes: first the last sets of what is not main, then whole
   * exercises of it from the end, then the sets of the rest down to two.
   */
  public static List<Integer> fitted(List<Part> parts, int minutes) {
    List<Part> left = new ArrayList<>(parts);
    shorten(left, minutes, false, FEWEST_SETS);
    for (int at = left.size() - 1; at > 0 && minutes(left) > minutes; at--) {
      if (!left.get(at).main()) {
        left.set(at, with(left.get(at), 0));
      }
    }
    shorten(left, minutes, true, FEWEST_SETS);
    for (int at = left.size() - 1; at > 0 && minutes(left) > minutes; at--) {
      left.set(at, with(left.get(at), 0));
    }
    return left.stream().map(Part::sets).toList();
  }

  private static void shorten(List<Part> parts, int minutes, boolean main, int fewest) {
    boolean found = true;
    while (found && minutes(parts) > minutes) {
      found = false;
      for (int at = parts.size() - 1; at >= 0 && minutes(parts) > minutes; at--) {
        Part part = parts.get(at);
        if (part.main() == main && part.sets() > fewest) {
          parts.set(at, with(part, part.sets() - 1));
          found = true;
        }
      }
    }
  }

  private static Part with(Part part, int sets) {
    return new Part(sets, part.restSeconds(), part.main(), part.superset());
  }
}
