package coach.mcp;

/** Repeats what a client sent inside one of our sentences: short, on one line. */
final class Quoted {
  private static final int SHOWN = 60;

  private Quoted() {}

  static String of(String sent) {
    StringBuilder shown = new StringBuilder("\"");
    sent.codePoints()
        .limit(SHOWN)
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(shown::appendCodePoint);
    if (sent.codePointCount(0, sent.length()) > SHOWN) {
      shown.append('…');
    }
    return shown.append('"').toString();
  }
}
