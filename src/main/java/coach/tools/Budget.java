package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Keeps an answer within the size that clients show a model, by whole records only. */
public final class Budget {
  /** The whole answer as it is sent, in bytes of UTF-8. */
  static final int BYTES = 24 * 1024;

  /** What stands around the two: the protocol's own words, the request's id, the calls left. */
  private static final int AROUND = 512;

  private Budget() {}

  /**
   * The answer with as many of its rows as fit.
   *
   * @param rows how many there are
   * @param render makes the answer with the first so many rows; it names the cursor of the rest
   */
  public static ToolAnswer fit(int rows, IntFunction<ToolAnswer> render) {
    int shown = rows;
    ToolAnswer answer = render.apply(shown);
    for (int bytes = size(answer); bytes > BYTES && shown > 1; bytes = size(answer)) {
      // Proportional, so that few attempts suffice, and always at least one row fewer.
      shown = Math.max(1, Math.min(shown - 1, (int) ((long) shown * BYTES / bytes)));
      answer = render.apply(shown);
    }
    return answer;
  }

  /** Text travels as JSON does: a line break in it takes two bytes, and so does a quote. */
  static int size(ToolAnswer answer) {
    return AROUND + bytes(answer.structured()) + bytes(TextNode.valueOf(answer.text()));
  }

  private static int bytes(JsonNode json) {
    return Shown.json(json.toString()).getBytes(StandardCharsets.UTF_8).length;
  }
}
