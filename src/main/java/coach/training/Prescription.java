package coach.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an exercise's sets were meant to be, so that sessions can be judged against it.
 *
 * @param reps target reps per set, 1 to 1000
 * @param sets planned sets, 1 to 100; empty when only the reps are known
 * @param progressionLimit share of planned sets × reps that counts as reached, above 0 up to 1 (the
 *     plan day's {@code progression_limit})
 */
public record Prescription(int reps, OptionalInt sets, double progressionLimit) {

  public Prescription {
    Require.between("target reps", reps, 1, 1000);
    sets.ifPresent(planned -> Require.between("planned sets", planned, 1, 100));
    if (!(progressionLimit > 0 && progressionLimit <= 1)) {
      throw new IllegalArgumentException(
          "progression limit is " + progressionLimit + ". Send more than 0, up to 1.");
    }
  }

  /** Only a number of reps: every set performed at the working weight has to reach it. */
  public static Prescription reps(int reps) {
    return new Prescription(reps, OptionalInt.empty(), 1);
  }

  /** A whole plan line: sets × reps, all of it to be reached. */
  public static Prescription of(int sets, int reps) {
    return new Prescription(reps, OptionalInt.of(sets), 1);
  }

  /**
   * The usual reps: those done most often at the working weight of the last three sessions outside
   * deloads, the fewer when several are as frequent (so 8, 7, 6 every time is not a failed 8).
   * Empty without such a session.
   *
   * @param sessions oldest first
   */
  public static Optional<Prescription> usual(List<SessionSets> sessions) {
    List<SessionSets> counted =
        sessions.stream().filter(s -> !s.deload() && !s.workSets().isEmpty()).toList();
    Map<Integer, Integer> timesByReps = new TreeMap<>();
    counted.stream()
        .skip(Math.max(0, counted.size() - 3))
        .flatMap(session -> session.setsAtWorkingWeight().stream())
        .filter(set -> set.reps() > 0)
        .forEach(set -> timesByReps.merge(Math.min(set.reps(), 1000), 1, Integer::sum));
    Map.Entry<Integer, Integer> most = null;
    for (Map.Entry<Integer, Integer> entry : timesByReps.entrySet()) {
      most = most == null || entry.getValue() > most.getValue() ? entry : most;
    }
    return Optional.ofNullable(most).map(entry -> reps(entry.getKey()));
  }
}
