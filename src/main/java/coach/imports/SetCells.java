package coach.imports;

import java.time.Duration;

/** Reads the cells that every app gives for a set, and tells a set from a row of cardio. */
final class SetCells {
  private static final String NO_REPS = "time or distance without reps";

  private final Weights weights;

  SetCells(Weights weights) {
    this.weights = weights;
  }

  /** Adds the row's set to the exercise, or counts the row as unsupported. */
  void read(
      Row row, ImportedSet.Kind type, boolean toFailure, ExerciseDraft exercise, LogDraft log) {
    int reps = Cells.reps(row);
    Integer grams = weights.grams(row);
    Double rpe = Cells.rpe(row);
    Duration time = Cells.time(row, Column.TIME);
    Long meters = Cells.meters(row);
    String note = Cells.note(row, Column.COMMENT);
    if (reps > 0) {
      log.add(
          exercise,
          new ImportedSet(row.line(), type, toFailure, grams, reps, rpe, null, meters, time, note));
    } else if (time != null || meters != null || !isNothing(row.text(Column.DISTANCE))) {
      log.addUnsupported(row.line(), exercise.name(), NO_REPS);
    } else {
      throw BadCell.of(row, Column.REPS, "1 to 999, because a set without reps was not performed");
    }
  }

  private static boolean isNothing(String distance) {
    return distance.isEmpty() || Cells.decimal(distance).signum() == 0;
  }
}
