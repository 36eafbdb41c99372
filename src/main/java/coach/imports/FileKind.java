package coach.imports;

import java.nio.charset.StandardCharsets;

/** Recognises, by its first bytes, a file that is no CSV at all, and says what to send instead. */
final class FileKind {
  private static final String SEND =
      "send the CSV export of Strong, Hevy, FitNotes, Fitbod or Jefit.";

  private FileKind() {}

  /** Refuses a file whose first bytes are not those of UTF-8 text. */
  static void check(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
      throw new ImportError("The file is UTF-16 text; save it as CSV in UTF-8 and send that.");
    }
    String kind = kind(start);
    if (kind != null) {
      throw new ImportError("The file is " + kind + ", not a CSV file; " + SEND);
    }
    checkText(head);
  }

  private static String kind(String start) {
    if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
      return "a ZIP archive or a spreadsheet (.xlsx)";
    }
    if (start.startsWith("\u001f\u008b")) {
      return "a gzip archive";
    }
    if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      return "an old spreadsheet (.xls)";
    }
    if (start.startsWith("SQLite format 3")) {
      return "a database backup (FitNotes has a separate spreadsheet export)";
    }
    if (start.startsWith("%PDF")) {
      return "a PDF";
    }
    return markup(start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start);
  }

  private static String markup(String start) {
    String text = start.strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return "JSON";
    }
    return text.startsWith("<") ? "a web page or XML" : null;
  }

  private static void checkText(byte[] head) {
    int controls = 0;
    int visible = 0;
    for (int index = 0; index < head.length; index++) {
      int value = head[index] & 0xff;
      boolean space = value == ' ' || value == '\t' || value == '\n' || value == '\r';
      boolean mark = index < 3 && value >= 0xbb;
      if (value == 0) {
        throw binary();
      }
      controls += value < ' ' && !space ? 1 : 0;
      visible += space || mark ? 0 : 1;
    }
    // A stray control character gets into notes by pasting; a file full of them is no text.
    if (controls * 50 > head.length) {
      throw binary();
    }
    if (visible == 0) {
      throw new ImportError("The file is empty; " + SEND);
    }
  }

  private static ImportError binary() {
    return new ImportError("The file is binary, not a CSV file; " + SEND);
  }
}
