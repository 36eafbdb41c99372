package coach.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes histories the way a lifter would tell them, so that tests read like training logs. */
final class TrainingLog {
  private final List<PerformedSet> sets = new ArrayList<>();

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  /** A session of regular sets at one weight. */
  public TrainingLog session(String date, double kg, int... reps) {
    return session(day(date), kg, reps);
  }

  public TrainingLog session(LocalDate date, double kg, int... reps) {
    return start(date, SetType.REGULAR, kg, null, false, reps);
  }

  TrainingLog deload(String date, double kg, int... reps) {
    return start(day(date), SetType.REGULAR, kg, null, true, reps);
  }

  TrainingLog withRpe(String date, double kg, Double rpe, int... reps) {
    return start(day(date), SetType.REGULAR, kg, rpe, false, reps);
  }

  /** One set with weight added to body weight. */
  static PerformedSet bodyWeightPlus(String date, double kg, int reps) {
    int grams = Unit.KG.toGrams(kg);
    return new PerformedSet(
        UUID.randomUUID(),
        day(date),
        1,
        SetType.REGULAR,
        grams,
        reps,
        null,
        null,
        false,
        PerformedSet.UNKNOWN_BODY);
  }

  /** A session that begins with sets of this type; {@link #then} adds to it. */
  TrainingLog typed(String date, SetType type, double kg, int... reps) {
    return start(day(date), type, kg, null, false, reps);
  }

  /** More sets in the last session. */
  TrainingLog then(SetType type, double kg, int... reps) {
    PerformedSet last = sets.get(sets.size() - 1);
    add(last.sessionId(), last.date(), type, kg, null, last.deload(), reps);
    return this;
  }

  List<PerformedSet> sets() {
    return List.copyOf(sets);
  }

  List<SessionSets> sessions() {
    return SessionSets.group(sets);
  }

  SessionSets only() {
    return sessions().get(0);
  }

  private TrainingLog start(
      LocalDate date, SetType type, double kg, Double rpe, boolean deload, int... reps) {
    add(UUID.randomUUID(), date, type, kg, rpe, deload, reps);
    return this;
  }

  private void add(
      UUID session,
      LocalDate date,
      SetType type,
      double kg,
      Double rpe,
      boolean deload,
      int... reps) {
    int grams = Unit.KG.toGrams(kg);
    for (int r : reps) {
      int number = sets.size() + 1;
      sets.add(new PerformedSet(session, date, number, type, grams, r, rpe, null, deload, 0));
    }
  }
}
