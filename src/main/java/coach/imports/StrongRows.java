package coach.imports;

import coach.training.SetType;
import java.time.Duration;
import java.util.Locale;

/** Reads Strong's exports: one row per set, between them rows for rest timers and notes. */
final class StrongRows extends RowReader {
  private static final String EXPECTED_ORDER = "a number, W, D, F, Rest Timer or Note";

  StrongRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    SessionDraft session = session(row, log);
    String order = row.text(Column.ORDER).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    switch (order) {
      case "rest timer" -> rest(row, log);
      case "note" -> note(row, session, log);
      case "w" -> set(row, SetType.WARM_UP, false, -1, session, log);
      case "d" -> set(row, SetType.DROP_SET, false, -1, session, log);
      case "f" -> set(row, SetType.REGULAR, true, -1, session, log);
      default -> set(row, SetType.REGULAR, false, number(row, order), session, log);
    }
  }

  private static SessionDraft session(Row row, LogDraft log) {
    String started = row.text(Column.STARTED);
    String title = row.text(Column.TITLE);
    String key = row.text(Column.NUMBER) + '\t' + started + '\t' + title;
    SessionDraft session = log.session(key, row);
    session.addNote(row, Column.SESSION_NOTE);
    if (!row.text(Column.LENGTH).isEmpty()) {
      session.endAfter(row, log);
    }
    return session;
  }

  private static void rest(Row row, LogDraft log) {
    Duration rest = Cells.time(row, Column.TIME);
    log.addRest(Cells.name(row, Column.EXERCISE), rest);
  }

  private static void note(Row row, SessionDraft session, LogDraft log) {
    session.exercise(row, "", -1).addNote(row, Column.EXERCISE_NOTE);
    log.countAttached();
  }

  private void set(
      Row row, SetType type, boolean toFailure, int order, SessionDraft session, LogDraft log) {
    ExerciseDraft exercise = session.exercise(row, "", order);
    exercise.addNote(row, Column.EXERCISE_NOTE);
    set(row, type, toFailure, exercise, log);
  }

  private static int number(Row row, String order) {
    if (!order.matches("\\d{1,4}")) {
      throw BadCell.of(row, Column.ORDER, EXPECTED_ORDER);
    }
    return Integer.parseInt(order);
  }
}
