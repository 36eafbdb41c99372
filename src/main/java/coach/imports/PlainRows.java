package coach.imports;

import coach.training.SetType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the plain table, which coach exports too: a row for each set, or for several equal ones.
 */
final class PlainRows extends RowReader {
  private static final int MOST_SETS = 50;

  /** Ids by day and title: a row that was added by hand belongs to the workout it stands in. */
  private final Map<String, String> ids = new HashMap<>();

  PlainRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    SetType type = type(row);
    Duration rest = Cells.time(row, Column.REST);
    int sets = whole(row, Column.SETS, 1, MOST_SETS);
    SessionDraft session = session(row, log);
    ExerciseDraft exercise =
        session.exercise(row, row.text(Column.SUPERSET), whole(row, Column.ORDER, -1, 999));
    exercise.addNote(row, Column.EXERCISE_NOTE);
    for (int left = sets; left > 0; left--) {
      set(row, type, says(row, Column.FAILURE), exercise, log);
      if (rest != null) {
        exercise.replaceLast(exercise.last().withRest(rest));
      }
    }
  }

  private SessionDraft session(Row row, LogDraft log) {
    String[] id = id(row);
    String day = row.text(Column.STARTED) + '\t' + row.text(Column.TITLE);
    String key = id[0].isEmpty() ? ids.getOrDefault(day, day) : id[0];
    ids.putIfAbsent(day, key);
    ZoneId zone = zone(row);
    SessionDraft session = log.session(key, row);
    if (row.isOwn()) {
      boolean timeKnown = !row.text(Column.TIME_KNOWN).equalsIgnoreCase("no");
      session.own(new ImportedSession.Own(id[0], id[1], zone, says(row, Column.DELOAD), timeKnown));
    }
    session.addNote(row, Column.SESSION_NOTE);
    if (!row.text(Column.ENDED).isEmpty()) {
      session.endAt(row, log);
    }
    return session;
  }

  /** The id and the check of the workout; both empty where the row has none. */
  private static String[] id(Row row) {
    String text = row.text(Column.COACH_ID);
    if (!text.isEmpty()
        && !text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{12}")) {
      throw BadCell.of(row, Column.COACH_ID, "what coach wrote there, or nothing in a new row");
    }
    return text.isEmpty() ? new String[] {"", ""} : text.split("/");
  }

  private static ZoneId zone(Row row) {
    String name = row.text(Column.ZONE);
    try {
      return name.isEmpty() ? null : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw BadCell.of(row, Column.ZONE, "a time zone such as Europe/Berlin");
    }
  }

  private static boolean says(Row row, Column column) {
    String said = row.text(column).toLowerCase(Locale.ROOT);
    return said.equals("yes") || said.equals("true");
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

  private static SetType type(Row row) {
    String said = plain(row.text(Column.TYPE));
    return Arrays.stream(SetType.values())
        .filter(type -> plain(type.databaseName()).equals(said))
        .findFirst()
        .orElse(SetType.REGULAR);
  }

  private static String plain(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
  }
}
