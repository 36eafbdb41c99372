package coach.imports;

/**
 * Makes a value from a file fit to stand in a sentence: quoted, short, without control characters.
 */
final class Shown {
  private static final int LENGTH = 40;

  private Shown() {}

  static String value(String text) {
    int end = Math.min(text.length(), LENGTH);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder("\"");
    text.substring(0, end)
        .codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(shown::appendCodePoint);
    return shown.append(end < text.length() ? "…\"" : "\"").toString();
  }
}
