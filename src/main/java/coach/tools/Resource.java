package coach.tools;

import coach.Caller;
import coach.db.Database;
import java.util.Map;

/**
 * A readable document as a value.
 *
 * @param uri a fixed address, or a template with {@code {variables}} (RFC 6570, level 1)
 * @param name snake_case, unique among resources
 * @param mimeType of the text that {@code reader} returns
 * @param personal true where the text depends on who asks, so that no cache may share it
 */
public record Resource(
    String uri,
    String name,
    String title,
    String description,
    String mimeType,
    boolean personal,
    Reader reader) {

  /**
   * One reading of a document.
   *
   * @param variables of the template, decoded
   * @param progress is told how far a long reading has come
   * @param person who may be asked before the reading goes on
   */
  public record Reading(
      Caller caller,
      Map<String, String> variables,
      Database database,
      Progress progress,
      Person person) {}

  /** Reads the document. Throws {@link ToolError}. */
  @FunctionalInterface
  public interface Reader {
    /** The text, or null where there is no such document for this caller. */
    String read(Reading reading);
  }

  /**
   * Media type of a page that a client shows beside the answer of a tool (MCP Apps, 2026-01-26).
   */
  public static final String VIEW_TYPE = "text/html;profile=mcp-app";

  /** True for such a page; only clients that show views hear of it. */
  public boolean isView() {
    return mimeType.equals(VIEW_TYPE);
  }

  public boolean isTemplate() {
    return uri.indexOf('{') >= 0;
  }
}
