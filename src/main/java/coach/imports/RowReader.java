package coach.imports;

/** Turns the rows of one app into sets of the log under construction. */
interface RowReader {

  /**
   * Reads one row.
   *
   * @throws BadCell when the row must be skipped; no set of it is in the log then
   */
  void read(Row row, LogDraft log);

  static RowReader of(Format format, Weights weights) {
    SetCells sets = new SetCells(weights);
    return switch (format) {
      case STRONG -> new StrongRows(sets);
      case HEVY -> new HevyRows(sets);
      // FitNotes knows days but no workouts: every day becomes one session.
      case FITNOTES ->
          (row, log) -> {
            SessionDraft session = log.session(row.text(Column.STARTED), row);
            ExerciseDraft exercise = session.exercise(row, "", -1);
            sets.read(row, ImportedSet.Kind.REGULAR, false, exercise, log);
          };
    };
  }
}
