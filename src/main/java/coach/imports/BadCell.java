package coach.imports;

/** Ends the reading of one row; its message becomes that row's fault. */
final class BadCell extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadCell(String sentence) {
    // No stack trace: a damaged file throws this a hundred thousand times.
    super(sentence, null, false, false);
  }

  static BadCell of(Row row, Column column, String expected) {
    String name = row.header().name(column);
    String text = row.text(column);
    String found = text.isEmpty() ? " is empty" : " is " + Shown.value(text);
    return new BadCell(name + found + "; expected " + expected + ".");
  }
}
