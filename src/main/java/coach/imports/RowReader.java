package coach.imports;

import coach.training.SetType;
import java.time.Duration;

/** Turns the rows of one app into sets of the log under construction. */
abstract class RowReader {
  private final Weights weights;

  RowReader(Weights weights) {
    this.weights = weights;
  }

  static RowReader of(Format format, Weights weights) {
    return switch (format) {
      case STRONG -> new StrongRows(weights);
      case HEVY -> new HevyRows(weights);
      case JEFIT -> new JefitRows(weights);
      case FITBOD -> new FitbodRows(weights);
      case PLAIN -> new PlainRows(weights);
      // FitNotes knows days but no workouts: every day becomes one session.
      case FITNOTES ->
          new RowReader(weights) {
            @Override
            void read(Row row, LogDraft log) {
              SessionDraft session = log.session(row.text(Column.STARTED), row);
              ExerciseDraft exercise = session.exercise(row, "", -1);
              set(row, SetType.REGULAR, false, exercise, log);
            }
          };
    };
  }

  /**
   * Reads one row.
   *
   * @throws BadCell when the row must be skipped; no set of it is in the log then
   */
  abstract void read(Row row, LogDraft log);

  /** Adds the row's set to the exercise; no repetitions, but a load, is a missed set. */
  final void set(Row row, SetType type, boolean toFailure, ExerciseDraft exercise, LogDraft log) {
    int reps = Cells.reps(row);
    Integer grams = weights.grams(row);
    Double rpe = Cells.rpe(row);
    Duration time = Cells.time(row, Column.TIME);
    Long meters = Cells.meters(row);
    String distance = row.text(Column.DISTANCE);
    boolean unknownUnit = meters == null && !isNothing(distance);
    // Other apps write 0 also for what was not done at all.
    boolean missed =
        !row.text(Column.REPS).isEmpty() && (row.isOwn() || grams != null && grams != 0);
    if (reps == 0 && time == null && meters == null && !unknownUnit && !missed) {
      throw BadCell.of(row, Column.REPS, "repetitions, a time or a distance");
    }
    String note = note(row, unknownUnit ? "distance " + distance : null);
    log.add(
        exercise,
        new ImportedSet(
            row.line(),
            type,
            toFailure,
            grams,
            reps,
            rpe,
            null,
            meters,
            time,
            weights.bodyGrams(row),
            note));
  }

  private static String note(Row row, String said) {
    String note = Cells.note(row, Column.COMMENT);
    if (said == null) {
      return note;
    }
    return note == null ? said : note + "\n" + said;
  }

  private static boolean isNothing(String distance) {
    return distance.isEmpty() || Cells.decimal(distance).signum() == 0;
  }
}
