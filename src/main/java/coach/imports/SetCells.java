package coach.imports;

import java.time.Duration;

/** Reads the cells that every app gives for a set: repetitions, time or distance. */
final class SetCells {
  private final Weights weights;

  SetCells(Weights weights) {
    this.weights = weights;
  }

  /** Adds the row's set to the exercise; no repetitions, but a load, is a missed set. */
  void read(
      Row row, ImportedSet.Kind type, boolean toFailure, ExerciseDraft exercise, LogDraft log) {
    int reps = Cells.reps(row);
    Integer grams = weights.grams(row);
    Double rpe = Cells.rpe(row);
    Duration time = Cells.time(row, Column.TIME);
    Long meters = Cells.meters(row);
    String distance = row.text(Column.DISTANCE);
    boolean unknownUnit = meters == null && !isNothing(distance);
    boolean missed = !row.text(Column.REPS).isEmpty() && grams != null && grams != 0;
    if (reps == 0 && time == null && meters == null && !unknownUnit && !missed) {
      throw BadCell.of(row, Column.REPS, "repetitions, a time or a distance");
    }
    String note = Cells.note(row, Column.COMMENT);
    if (unknownUnit) {
      String said = "distance " + distance;
      note = note == null ? said : note + "\n" + said;
    }
    log.add(
        exercise,
        new ImportedSet(row.line(), type, toFailure, grams, reps, rpe, null, meters, time, note));
  }

  private static boolean isNothing(String distance) {
    return distance.isEmpty() || Cells.decimal(distance).signum() == 0;
  }
}
