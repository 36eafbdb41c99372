package coach.training;

/**
 * What the effort of a session that reached its target says: at RPE 9.5 and more it was the limit
 * and is repeated, at RPE 7 and less, or with five reps to spare in an open last set, the step is
 * doubled (autoregulation after Helms et al. 2018 and Wendler's 5/3/1).
 */
enum Effort {
  LIMIT,
  HARD,
  EASY;

  private static final double LIMIT_RPE = 9.5;
  private static final double EASY_RPE = 7;
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
