package coach.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A session held against its prescription, in one place, because the next weight, the plateau and
 * the deload signals must agree on what "short of the target" means.
 *
 * @param weightGrams its working weight in grams; below 0 for help
 * @param sets the sets that were judged: those at the working weight, at most as many as planned
 */
public record Attempt(
    SessionSets session, int weightGrams, List<PerformedSet> sets, Outcome outcome) {
  /** Whether the target was reached. */
  public enum Outcome {
    /** Every set reached the top; with a plan, reps reach the progression limit of sets × reps. */
    REACHED,
    /** Not reached, and at least one set ended below the target reps. */
    SHORT,
    /** Not reached, and every set done had its reps: inside the range, or sets are missing. */
    INCOMPLETE
  }

  /**
   * Judges a session with at least one work set. Without a planned number of sets, the sets done at
   * the working weight are the plan. Reps above the target do not make up for missing ones.
   */
  public static Attempt judge(SessionSets session, Prescription target) {
    List<PerformedSet> done = session.setsAtWorkingWeight();
    if (done.isEmpty()) {
      throw new IllegalArgumentException(
          "session " + session.sessionId() + " has only warm-ups. Leave it out.");
    }
    int planned = target.sets().orElse(done.size());
    List<PerformedSet> judged = done.stream().limit(planned).toList();
    Outcome outcome =
        target.isRange() ? inRange(session, target) : outcome(judged, planned, target);
    return new Attempt(session, session.workingWeight().orElseThrow(), judged, outcome);
  }

  public boolean isShort() {
    return outcome == Outcome.SHORT;
  }

  public boolean isReached() {
    return outcome == Outcome.REACHED;
  }

  /** Reps done in the judged sets. */
  public int reps() {
    return sets.stream().mapToInt(PerformedSet::reps).sum();
  }

  /** Planned sets × reps that they were held against. */
  public int plannedReps(Prescription target) {
    return target.sets().orElse(sets.size()) * target.reps();
  }

  /** Mean effort of the judged sets; empty where none was noted. */
  public OptionalDouble meanRpe() {
    return sets.stream().filter(set -> set.rpe() != null).mapToDouble(PerformedSet::rpe).average();
  }

  private static Outcome inRange(SessionSets session, Prescription target) {
    if (session.leastReps() >= target.top()) {
      return Outcome.REACHED;
    }
    return session.bestReps() < target.reps() ? Outcome.SHORT : Outcome.INCOMPLETE;
  }

  private static Outcome outcome(List<PerformedSet> sets, int planned, Prescription target) {
    long reps = sets.stream().mapToLong(set -> Math.min(set.reps(), target.reps())).sum();
    double needed = target.progressionLimit() * planned * target.reps();
    if (reps >= needed - 1e-9) {
      return Outcome.REACHED;
    }
    boolean missed = sets.stream().anyMatch(set -> set.reps() < target.reps());
    return missed ? Outcome.SHORT : Outcome.INCOMPLETE;
  }

  /**
   * What the effort of a session that reached its target says: at RPE 9.5 and more it was the limit
   * and is repeated, at RPE 7 and less, or with five reps to spare in an open last set, the step is
   * doubled (autoregulation by RPE: Helms et al. 2018; the marks are a rule of thumb of our own).
   */
  enum Effort {
    LIMIT,
    HARD,
    EASY;

    static final double LIMIT_RPE = 9.5;
    static final double EASY_RPE = 7;
    private static final int SPARE_REPS = 5;

    static Effort of(Attempt attempt, Prescription target) {
      double rpe = attempt.meanRpe().orElse(8);
      if (rpe >= LIMIT_RPE) {
        return LIMIT;
      }
      PerformedSet last = attempt.sets().get(attempt.sets().size() - 1);
      boolean spare = last.type() == SetType.AMRAP && last.reps() >= target.top() + SPARE_REPS;
      return spare || rpe <= EASY_RPE ? EASY : HARD;
    }
  }
}
