package coach.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an exercise's sets were meant to be, so that sessions can be judged against it.
 *
 * @param reps target reps per set, or seconds or metres, 1 to {@link #MOST}; the bottom of the
 *     range where there is one
 * @param top the reps that every set has to reach before weight is added, at least {@code reps}
 * @param sets planned sets, 1 to 100; empty when only the reps are known
 * @param progressionLimit share of planned sets × reps that counts as reached, above 0 up to 1 (the
 *     plan day's {@code progression_limit})
 */
public record Prescription(int reps, int top, OptionalInt sets, double progressionLimit) {
  /** Below so many reps weight is added without reps first (double progression needs room). */
  static final int LEAST_FOR_RANGE = 6;

  /** Metres of the longest run that a plan asks for; far beyond any reps. */
  public static final int MOST = 100_000;

  static final int RANGE = 4;
  private static final int CHANGES = 4;

  public Prescription {
    Require.between("target reps", reps, 1, MOST);
    Require.between("top of the target", top, reps, MOST + RANGE);
    sets.ifPresent(planned -> Require.between("planned sets", planned, 1, 100));
    if (!(progressionLimit > 0 && progressionLimit <= 1)) {
      throw new IllegalArgumentException(
          "progression limit is " + progressionLimit + ". Send more than 0, up to 1.");
    }
  }

  /** A plan's line: its reps are the target. */
  public Prescription(int reps, OptionalInt sets, double progressionLimit) {
    this(reps, reps, sets, progressionLimit);
  }

  /** Only a number of reps: every set performed at the working weight has to reach it. */
  public static Prescription reps(int reps) {
    return new Prescription(reps, OptionalInt.empty(), 1);
  }

  /** A whole plan line: sets × reps, all of it to be reached. */
  public static Prescription of(int sets, int reps) {
    return new Prescription(reps, OptionalInt.of(sets), 1);
  }

  /** A range of reps: add weight at the top, go back to the bottom (double progression). */
  public static Prescription range(int bottom, int top) {
    return new Prescription(bottom, top, OptionalInt.empty(), 1);
  }

  public boolean isRange() {
    return top > reps;
  }

  /**
   * The range that a lifter without a plan works in: the bottom is the median of what was done when
   * the weight last changed, the top what was done when the weight went up, else four reps more
   * from 6 reps on. Empty without a session.
   *
   * @param all sessions of one track, oldest first; deloads and warm-ups alone do not count
   */
  public static Optional<Prescription> usual(List<SessionSets> all) {
    List<SessionSets> sessions = all.stream().filter(s -> !s.deload() && s.mostReps() > 0).toList();
    if (sessions.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> bottoms = new ArrayList<>();
    List<Integer> tops = new ArrayList<>();
    for (int i = 1; i < sessions.size(); i++) {
      int before = sessions.get(i - 1).workingWeight().orElseThrow();
      int now = sessions.get(i).workingWeight().orElseThrow();
      // Neither lighter weights after a layoff or a back-off nor a maximum say what was aimed at.
      boolean up = now > before && !Unit.sameLoad(before, now);
      if (up && !MaxTests.isTest(sessions.get(i - 1), sessions.get(i))) {
        bottoms.add(sessions.get(i).aimedReps());
        tops.add(sessions.get(i - 1).leastReps());
      }
    }
    int first =
        sessions.stream()
            .limit(3)
            .mapToInt(SessionSets::aimedReps)
            .filter(r -> r > 0)
            .min()
            .orElse(1);
    int bottom = Math.max(1, Math.min(MOST, bottoms.isEmpty() ? first : median(bottoms)));
    int usualTop = bottom >= LEAST_FOR_RANGE ? bottom + RANGE : bottom;
    int top = tops.isEmpty() ? usualTop : Math.max(bottom, median(tops));
    return Optional.of(range(bottom, Math.min(MOST, top)));
  }

  /** The median of the last few, half a rep up. */
  private static int median(List<Integer> all) {
    List<Integer> last = all.stream().skip(Math.max(0, all.size() - CHANGES)).sorted().toList();
    int upper = last.get(last.size() / 2);
    return last.size() % 2 == 1 ? upper : (last.get(last.size() / 2 - 1) + upper + 1) / 2;
  }
}
