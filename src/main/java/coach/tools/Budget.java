package coach.tools;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Keeps an answer within the size that clients show a model, by whole records only. */
final class Budget {
  /** Structured content and text together, in bytes of UTF-8. */
  static final int BYTES = 24 * 1024;

  private Budget() {}

  /**
   * The answer with as many of its rows as fit.
   *
   * @param rows how many there are
   * @param render makes the answer with the first so many rows; it names the cursor of the rest
   */
  static ToolAnswer fit(int rows, IntFunction<ToolAnswer> render) {
    int shown = rows;
    ToolAnswer answer = render.apply(shown);
    for (int bytes = size(answer); bytes > BYTES && shown > 1; bytes = size(answer)) {
      // Proportional, so that few attempts suffice, and always at least one row fewer.
      shown = Math.max(1, Math.min(shown - 1, (int) ((long) shown * BYTES / bytes)));
      answer = render.apply(shown);
    }
    return answer;
  }

  private static int size(ToolAnswer answer) {
    return answer.structured().toString().getBytes(StandardCharsets.UTF_8).length
        + answer.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
