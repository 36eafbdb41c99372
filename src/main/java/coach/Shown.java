package coach;

import java.util.Locale;

/**
 * People's words as they leave coach, for models, screens, logs and pages. What would not be seen
 * but change how the rest is read becomes U+FFFD: control and escape characters, direction marks
 * and other invisible ones (Unicode category Cf) but for the two joiners, which many scripts and
 * emoji need.
 */
public final class Shown {
  private static final int UNSEEN = 0xFFFD;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  private Shown() {}

  /** Words that may have several lines; line feeds and tabs stay. */
  public static String text(String words) {
    return isPlain(words) ? words : replaced(words.replace("\r\n", "\n"), UNSEEN);
  }

  /** Words on one line: line breaks and other control characters become blanks. */
  public static String line(String words) {
    boolean oneLine = words.indexOf('\n') < 0 && words.indexOf('\t') < 0;
    return oneLine && isPlain(words) ? words : replaced(words.replaceAll("\\R|\t", " "), ' ');
  }

  /**
   * Words inside one of our sentences: on one line, in quotes that they cannot close, cut short.
   */
  public static String quoted(String words, int most) {
    return '"' + line(cut(words, most)).replace('"', '\'') + '"';
  }

  /** The first so many characters, with an ellipsis where there are more. */
  public static String cut(String words, int most) {
    return words.codePointCount(0, words.length()) <= most
        ? words
        : words.substring(0, words.offsetByCodePoints(0, most)) + "…";
  }

  /**
   * A document of JSON, in which nothing is lost: what would be unseen is written as its escape.
   */
  public static String json(String document) {
    if (isPlain(document)) {
      return document;
    }
    StringBuilder shown = new StringBuilder(document.length() + 64);
    document.codePoints().forEach(point -> escape(point, shown));
    return shown.toString();
  }

  private static void escape(int point, StringBuilder shown) {
    if (isPlain(point) || point == '\r') {
      shown.appendCodePoint(point);
    } else {
      for (char half : Character.toChars(point)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
      }
    }
  }

  private static String replaced(String words, int control) {
    return words
        .codePoints()
        .map(point -> isPlain(point) ? point : Character.isISOControl(point) ? control : UNSEEN)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Every word of every answer comes through here, and nearly all is ASCII. */
  private static boolean isPlain(String words) {
    for (int place = 0; place < words.length(); place++) {
      char letter = words.charAt(place);
      if (letter > '~' || letter < ' ' && letter != '\n' && letter != '\t') {
        return words.substring(place).codePoints().allMatch(Shown::isPlain);
      }
    }
    return true;
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.FORMAT -> point == NON_JOINER || point == JOINER;
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
