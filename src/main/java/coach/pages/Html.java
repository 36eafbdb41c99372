package coach.pages;

import coach.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a page. Text enters it only through {@link #of}, which encodes it, so that nothing a
 * person or a client wrote can become markup.
 */
final class Html {
  static final Html NONE = new Html("");

  private static final String SLOT = "{}";

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * Fills the slots <code>{}</code> of a template in order: a piece of a page or a list of pieces
   * as it is, anything else as encoded text. A slot may stand between tags and inside a quoted
   * attribute, not in the place of a name, an unquoted value, a style or a script.
   *
   * @param template a constant of ours
   * @throws IllegalArgumentException where slots and values differ in number
   */
  static Html of(String template, Object... values) {
    StringBuilder filled = new StringBuilder(template.length() + 64);
    int from = 0;
    for (Object value : values) {
      int slot = template.indexOf(SLOT, from);
      if (slot < 0) {
        throw new IllegalArgumentException("more values than slots in " + template);
      }
      filled.append(template, from, slot).append(markup(value));
      from = slot + SLOT.length();
    }
    if (template.indexOf(SLOT, from) >= 0) {
      throw new IllegalArgumentException("more slots than values in " + template);
    }
    return new Html(filled.append(template, from, template.length()).toString());
  }

  /** The pieces one after the other. */
  static Html all(List<Html> pieces) {
    StringBuilder joined = new StringBuilder();
    pieces.forEach(piece -> joined.append(piece.markup));
    return new Html(joined.toString());
  }

  /** The pieces one after the other. */
  static Html all(Html... pieces) {
    return all(List.of(pieces));
  }

  /** The piece, or nothing. */
  static Html when(boolean condition, Html piece) {
    return condition ? piece : NONE;
  }

  private static String markup(Object value) {
    if (value instanceof Html piece) {
      return piece.markup;
    }
    if (value instanceof List<?> list) {
      List<Html> pieces = new ArrayList<>();
      list.forEach(item -> pieces.add((Html) item));
      return all(pieces).markup;
    }
    return encode(String.valueOf(value));
  }

  /** Encodes for text and for quoted attributes; what would not be seen becomes a visible mark. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    Shown.text(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> encoded.append("&amp;");
                case '<' -> encoded.append("&lt;");
                case '>' -> encoded.append("&gt;");
                case '"' -> encoded.append("&quot;");
                case '\'' -> encoded.append("&#39;");
                default -> encoded.appendCodePoint(c);
              }
            });
    return encoded.toString();
  }

  boolean isEmpty() {
    return markup.isEmpty();
  }

  @Override
  public String toString() {
    return markup;
  }
}
