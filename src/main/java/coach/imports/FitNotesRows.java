package coach.imports;

/** Reads FitNotes' export, which knows days but no workouts: every day becomes one session. */
final class FitNotesRows implements RowReader {
  private final SetCells sets;

  FitNotesRows(SetCells sets) {
    this.sets = sets;
  }

  @Override
  public void read(Row row, LogDraft log) {
    SessionDraft session = log.session(row.text(Column.STARTED), row);
    ExerciseDraft exercise = session.exercise(row, "", -1);
    sets.read(row, ImportedSetType.REGULAR, false, exercise, log);
  }
}
