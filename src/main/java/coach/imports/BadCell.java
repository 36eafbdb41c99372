package coach.imports;

import coach.Shown;

/** Ends the reading of one row; its message becomes that row's fault. */
final class BadCell extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  BadCell(String sentence) {
    // No stack trace: a damaged file throws this a hundred thousand times.
    super(sentence, null, false, false);
  }

  static BadCell of(Row row, Column column, String expected) {
    String name = row.header().name(column);
    String text = row.text(column);
    String found = text.isEmpty() ? " is empty" : " is " + shown(text);
    return new BadCell(name + found + "; expected " + expected + ".");
  }

  /** A value from a file, fit to stand in a sentence: quoted, short, without control characters. */
  static String shown(String text) {
    return Shown.quoted(text, SHOWN);
  }
}
