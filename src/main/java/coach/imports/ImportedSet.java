package coach.imports;

import coach.training.SetType;
import java.time.Duration;
import java.util.Arrays;

/**
 * One performed set, as an export tells it.
 *
 * @param line the line of the file where its row starts, from 1
 * @param toFailure Strong's F and Hevy's failure. Such a set stays {@code regular}: the apps mark
 *     what happened, not a planned AMRAP, and a regular set still counts against its target
 * @param weightGrams up to 1 500 000, negative for help with a body-weight lift; null when the file
 *     gives none (body weight)
 * @param reps 0 to 999; 0 is a timed or a missed set
 * @param rpe 1 to 10 in halves; null when not rated
 * @param rest after this set; null when unknown
 * @param distanceMeters null when none, or when the file does not name the distance's unit
 * @param duration null when none
 * @param bodyWeightGrams what the lifter weighed, where the row says so; else null
 * @param note null when none, else with any distance whose unit is unknown; up to 10 000 characters
 */
public record ImportedSet(
    int line,
    SetType type,
    boolean toFailure,
    Integer weightGrams,
    int reps,
    Double rpe,
    Duration rest,
    Long distanceMeters,
    Duration duration,
    Integer bodyWeightGrams,
    String note) {

  /** What was lifted; 0 where the file gives none. */
  public int grams() {
    return weightGrams == null ? 0 : weightGrams;
  }

  /** Everything of it but its line, for the fingerprint of its workout. */
  String content() {
    return Arrays.asList(
            type.databaseName(),
            grams(),
            reps,
            toFailure,
            rpe,
            rest,
            distanceMeters,
            duration,
            bodyWeightGrams,
            note)
        .toString();
  }

  ImportedSet withRest(Duration newRest) {
    return new ImportedSet(
        line,
        type,
        toFailure,
        weightGrams,
        reps,
        rpe,
        newRest,
        distanceMeters,
        duration,
        bodyWeightGrams,
        note);
  }
}
