package coach.http;

import coach.mcp.HttpMcp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A refusal in the shape that the route's clients understand. */
final class Problem {
  /** The one route whose clients speak JSON-RPC. */
  static final String MCP = "/mcp";

  private Problem() {}

  static void write(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    byte[] body = body(request.getRequestURI(), status, sentence);
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      // An unread body ends the connection, and the client must be told or it would reuse it.
      response.setHeader("Connection", "close");
    }
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The body alone, of a sentence without quotes or backslashes. */
  static byte[] body(String path, int status, String sentence) {
    return MCP.equals(path)
        ? HttpMcp.refusal(status, sentence)
        : "{\"error\":\"%s\"}".formatted(sentence).getBytes(StandardCharsets.UTF_8);
  }
}
