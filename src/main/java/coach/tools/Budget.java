package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntFunction;

/** Keeps an answer within the size that clients show a model, by whole records only. */
public final class Budget {
  /** The whole answer as it is sent, in bytes of UTF-8. */
  static final int BYTES = 24 * 1024;

  /** What stands around the two: the protocol's own words, the request's id, the calls left. */
  private static final int AROUND = 512;

  /** Of a note that has to be cut, in characters. */
  private static final int MOST_NOTE = 60;

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
    int bytes = size(answer);
    while (bytes > BYTES && shown > 1) {
      // Proportional, so that few attempts suffice, and always at least one row fewer.
      shown = Math.max(1, Math.min(shown - 1, (int) ((long) shown * BYTES / bytes)));
      answer = render.apply(shown);
      bytes = size(answer);
    }
    return bytes > BYTES ? shortNotes(answer) : answer;
  }

  /** A single row may hold sixty long notes; its text has their beginnings anyway. */
  private static ToolAnswer shortNotes(ToolAnswer answer) {
    JsonNode json = answer.structured().deepCopy();
    for (JsonNode holder : json.findParents("note")) {
      String note = holder.get("note").asText();
      if (holder.get("note").isTextual() && note.length() > MOST_NOTE) {
        ((ObjectNode) holder).put("note", Shown.cut(note, MOST_NOTE));
      }
    }
    return new ToolAnswer(
        (ObjectNode) json,
        answer.text() + "\nLong notes are cut here; workout://export/json has all of them.");
  }

  /** Text travels as JSON does: a line break in it takes two bytes, and so does a quote. */
  static int size(ToolAnswer answer) {
    return AROUND + bytes(answer.packed()) + bytes(answer.text());
  }

  /** As many as Jackson would write, without a copy of the answer. */
  private static int bytes(JsonNode json) {
    if (!json.isContainerNode()) {
      return json.isTextual() ? bytes(json.textValue()) : json.asText().length();
    }
    // Brackets and the separators between the elements; an empty one has brackets only.
    int bytes = 1 + Math.max(1, json.size());
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      bytes += bytes(field.getKey()) + 1;
    }
    for (JsonNode element : json) {
      bytes += bytes(element);
    }
    return bytes;
  }

  private static int bytes(String text) {
    int bytes = 2 + text.length();
    for (int place = 0; place < text.length(); place++) {
      char letter = text.charAt(place);
      if (letter > '~' || letter < ' ' && letter != '\n') {
        String json = Shown.json(TextNode.valueOf(text).toString());
        return json.getBytes(StandardCharsets.UTF_8).length;
      }
      bytes += letter == '"' || letter == '\\' || letter == '\n' ? 1 : 0;
    }
    return bytes;
  }
}
