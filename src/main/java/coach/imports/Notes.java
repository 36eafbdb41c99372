package coach.imports;

import java.util.LinkedHashSet;
import java.util.Set;

/** The distinct notes of a session or an exercise: exports repeat one note on every row. */
final class Notes {
  private final Set<String> notes = new LinkedHashSet<>(2);
  private int length;

  void add(Row row, Column column) {
    String note = Cells.note(row, column);
    if (note == null || notes.contains(note)) {
      return;
    }
    if (length + note.length() + 1 > Cells.MAX_NOTE + 1) {
      throw new BadCell(
          "%s adds up to more than %d characters; expected shorter notes."
              .formatted(row.header().name(column), Cells.MAX_NOTE));
    }
    notes.add(note);
    length += note.length() + 1;
  }

  /** Null when there is none. */
  String joined() {
    return notes.isEmpty() ? null : String.join("\n", notes);
  }
}
