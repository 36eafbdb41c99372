package coach.imports;

import coach.training.SetType;
import java.util.ArrayList;
import java.util.List;

/** Reads the exercise logs of Jefit's export: one row for an exercise of a workout. */
final class JefitRows extends RowReader {
  JefitRows(Weights weights) {
    super(weights);
  }

  @Override
  void read(Row row, LogDraft log) {
    List<Row> sets = new ArrayList<>();
    for (String set : row.text(Column.WEIGHT).split("\\s*,\\s*")) {
      String[] parts = set.split("x");
      if (parts.length != 2) {
        throw BadCell.of(row, Column.WEIGHT, "sets such as 60x10,65x8");
      }
      sets.add(row.with(Column.WEIGHT, parts[0]).with(Column.REPS, parts[1]));
    }
    String key = row.text(Column.STARTED) + '\t' + row.text(Column.NUMBER);
    ExerciseDraft exercise = log.session(key, row).exercise(row, "", -1);
    sets.forEach(set -> set(set, SetType.REGULAR, false, exercise, log));
  }
}
