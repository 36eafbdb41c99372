package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a client's request belongs to, as the log shows it (W3C Trace Context, section
 * 3.2). What is not of that shape is left out, so that a caller writes nothing else into the log.
 */
public final class TraceParent {
  /** Name of the header, and of the entry in {@code _meta}. */
  public static final String NAME = "traceparent";

  /** A later version may append fields; ff is none, and neither id is all zeros. */
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-[!-~]{0,64})?");

  private TraceParent() {}

  /** The end of a log line: empty, or a space, the trace and the span that asks. */
  public static String logged(String traceparent) {
    if (traceparent == null) {
      return "";
    }
    Matcher parts = SHAPE.matcher(traceparent);
    boolean valid = parts.matches() && (parts.group(3) == null || !traceparent.startsWith("00"));
    return valid ? " trace=%s span=%s".formatted(parts.group(1), parts.group(2)) : "";
  }

  /** The same of a message's parameters. */
  static String logged(JsonNode params) {
    return logged(params.path("_meta").path(NAME).textValue());
  }
}
