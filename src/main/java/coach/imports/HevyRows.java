package coach.imports;

import coach.training.SetType;
import java.util.Locale;

/** Reads Hevy's export: one row per set, supersets by a shared id. */
final class HevyRows extends RowReader {
  HevyRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    SessionDraft session = session(row, log);
    int index = index(row);
    ExerciseDraft exercise = session.exercise(row, row.text(Column.SUPERSET), index);
    exercise.addNote(row, Column.EXERCISE_NOTE);
    String type = row.text(Column.TYPE).toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    switch (type) {
      case "normal" -> set(row, SetType.REGULAR, false, exercise, log);
      case "warmup" -> set(row, SetType.WARM_UP, false, exercise, log);
      case "dropset" -> set(row, SetType.DROP_SET, false, exercise, log);
      case "failure" -> set(row, SetType.REGULAR, true, exercise, log);
      default -> throw BadCell.of(row, Column.TYPE, "normal, warmup, dropset or failure");
    }
  }

  private static SessionDraft session(Row row, LogDraft log) {
    String key = row.text(Column.STARTED) + '\t' + row.text(Column.TITLE);
    SessionDraft session = log.session(key, row);
    session.addNote(row, Column.SESSION_NOTE);
    if (!row.text(Column.ENDED).isEmpty()) {
      session.endAt(row, log);
    }
    return session;
  }

  private static int index(Row row) {
    String index = row.text(Column.ORDER);
    if (!index.matches("\\d{1,4}")) {
      throw BadCell.of(row, Column.ORDER, "a number from 0");
    }
    return Integer.parseInt(index);
  }
}
