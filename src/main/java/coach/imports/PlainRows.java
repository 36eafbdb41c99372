package coach.imports;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Reads the plain table: a row for each set, or for several equal ones. */
final class PlainRows extends RowReader {
  private static final int MOST_SETS = 50;

  PlainRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    SessionDraft session =
        log.session(row.text(Column.STARTED) + '\t' + row.text(Column.TITLE), row);
    ImportedSet.Kind kind = kind(row);
    Duration rest = Cells.time(row, Column.REST);
    int sets = whole(row, Column.SETS, 1, MOST_SETS);
    ExerciseDraft exercise = session.exercise(row, "", whole(row, Column.ORDER, -1, 999));
    for (int left = sets; left > 0; left--) {
      set(row, kind, false, exercise, log);
      if (rest != null) {
        exercise.replaceLast(exercise.last().withRest(rest));
      }
    }
  }

  private static int whole(Row row, Column column, int otherwise, int most) {
    String expected = "a whole number from 1 to " + most;
    BigDecimal number = Cells.number(row, column, expected);
    if (number == null) {
      return otherwise;
    }
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.ONE) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw BadCell.of(row, column, expected);
    }
    return number.intValue();
  }

  private static ImportedSet.Kind kind(Row row) {
    return switch (row.text(Column.TYPE).toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")) {
      case "warmup" -> ImportedSet.Kind.WARM_UP;
      case "dropset" -> ImportedSet.Kind.DROP_SET;
      default -> ImportedSet.Kind.REGULAR;
    };
  }
}
