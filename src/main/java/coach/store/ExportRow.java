package coach.store;

import java.time.LocalDateTime;

/**
 * One performed set on its way into coach's own CSV.
 *
 * @param startedAt of the session, in the lifter's local time
 * @param setNumber from 1 within the exercise
 * @param type a name of {@code exercise_set_type}
 * @param rpe null when not rated
 * @param restSeconds null when unknown
 * @param note null when none
 */
public record ExportRow(
    LocalDateTime startedAt,
    String session,
    String exercise,
    int setNumber,
    String type,
    int weightGrams,
    int reps,
    Double rpe,
    Long restSeconds,
    String note) {}
