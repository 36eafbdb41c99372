package coach.imports;

import coach.training.SetType;
import java.util.regex.Pattern;

/** Reads Fitbod's export, which knows no workouts: every day becomes one session. */
final class FitbodRows extends RowReader {
  private static final Pattern OFFSET = Pattern.compile(".*[+-]\\d{2}:?\\d{2}");

  FitbodRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    String started = row.text(Column.STARTED);
    SessionDraft session = log.session(started.split("[ T]", 2)[0], row);
    if (session.isEmpty() && OFFSET.matcher(started).matches()) {
      log.addNotice(row.line(), "The date has an offset from UTC; the time is taken as it stands.");
    }
    boolean warmUp = row.text(Column.TYPE).equalsIgnoreCase("true");
    set(row, warmUp ? SetType.WARM_UP : SetType.REGULAR, false, session.exercise(row, "", -1), log);
  }
}
