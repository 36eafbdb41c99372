package coach.tools;

import coach.Caller;
import coach.db.Database;
import coach.tools.ToolCall.CallProgress;
import java.util.Map;

/**
 * A readable document as a value.
 *
 * @param uri a fixed address, or a template with {@code {variables}} (RFC 6570, level 1)
 * @param name snake_case, unique among resources
 * @param mimeType of the text that {@code reader} returns
 * @param personal true where the text depends on who asks, so that no cache may share it
 * @param use whom the document is for
 */
public record Resource(
    String uri,
    String name,
    String title,
    String description,
    String mimeType,
    boolean personal,
    Reader reader,
    Use use) {
  /** Whom a document is for, with its priority from 0 for the least to 1 for the most. */
  public record Use(boolean person, boolean assistant, double priority) {}

  /** For people and assistants alike, neither first nor last. */
  public Resource(
      String uri,
      String name,
      String title,
      String description,
      String mimeType,
      boolean personal,
      Reader reader) {
    this(uri, name, title, description, mimeType, personal, reader, new Use(true, true, 0.5));
  }

  /**
   * One reading of a document.
   *
   * @param variables of the template, decoded
   * @param progress is told how far a long reading has come
   * @param input of the person, who may be asked before the reading goes on
   */
  public record Reading(
      Caller caller,
      Map<String, String> variables,
      Database database,
      CallProgress progress,
      UserInput input) {}

  /** Reads the document. Throws {@link ToolError}. */
  @FunctionalInterface
  public interface Reader {
    /** The text, or null where there is no such document for this caller. */
    String read(Reading reading);
  }

  /** Media type of a page that a client shows beside an answer (MCP Apps, 2026-01-26). */
  public static final String VIEW_TYPE = "text/html;profile=mcp-app";

  /** True for such a page; only clients that show views hear of it. */
  public boolean isView() {
    return mimeType.equals(VIEW_TYPE);
  }

  /** The same, for people and assistants, of this priority from 0 to 1. */
  public Resource worth(double priority) {
    return with(new Use(true, true, priority));
  }

  /** The same, to be looked up by assistants rather than shown to people. */
  public Resource forAssistants(double priority) {
    return with(new Use(false, true, priority));
  }

  /** The same, to be kept by people rather than read by assistants. */
  public Resource forPeople(double priority) {
    return with(new Use(true, false, priority));
  }

  private Resource with(Use other) {
    return new Resource(uri, name, title, description, mimeType, personal, reader, other);
  }

  public boolean isTemplate() {
    return uri.indexOf('{') >= 0;
  }
}
