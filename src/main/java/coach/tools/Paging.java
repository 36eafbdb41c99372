package coach.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of a list is wanted: {@code limit} with {@code cursor} or {@code offset}.
 *
 * @param limit most rows
 * @param offset rows to pass over
 */
public record Paging(int limit, int offset) {
  private static final int MOST = 1_000_000;

  /** The arguments followed by those of a list. */
  public static List<Param> with(int limit, int most, Param... params) {
    List<Param> all = new ArrayList<>(List.of(params));
    all.add(Param.integer("limit", "Most rows in one answer.", 1, most).defaultsTo(limit));
    all.add(Param.text("cursor", "next_cursor of the previous page.", 100));
    all.add(Param.integer("offset", Param.UNLISTED, 0, MOST));
    return all;
  }

  public static Paging read(Arguments arguments) {
    return read(arguments, arguments.integer("limit"));
  }

  /** For a list whose pages are cut by size alone: it takes only a cursor. */
  public static Paging read(Arguments arguments, int limit) {
    String cursor = arguments.text("cursor");
    int offset =
        cursor != null ? offset(cursor) : arguments.has("offset") ? arguments.integer("offset") : 0;
    return new Paging(limit, offset);
  }

  /** The values of a statement with those of the page. */
  public Map<String, String> with(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("page_limit", String.valueOf(limit));
    all.put("page_offset", String.valueOf(offset));
    return all;
  }

  private static int offset(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (text.matches("row [0-9]{1,7}")) {
        return Integer.parseInt(text.substring("row ".length()));
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the same sentence as any other text that coach never gave out.
    }
    throw new ToolError("cursor is not valid. Send next_cursor of the previous page, unchanged.");
  }

  /** The rows of this page. */
  public <T> List<T> cut(List<T> rows) {
    int start = Math.min(offset, rows.size());
    return rows.subList(start, Math.min(rows.size(), start + limit));
  }

  /** The cursor of what follows {@code shown} rows of this page, or null at the end. */
  public String next(int shown, int total) {
    int row = offset + shown;
    return row >= total
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("row " + row).getBytes(StandardCharsets.US_ASCII));
  }
}
