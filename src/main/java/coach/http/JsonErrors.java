package coach.http;

import coach.mcp.HttpMcp;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The server's own errors as JSON in our words: no trace, no reason of a library, no version. */
final class JsonErrors extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      Throwable cause,
      Callback callback) {
    byte[] body =
        Problem.body(
            Request.getPathInContext(request),
            status,
            sentence(status, request.getAttribute(HttpMcp.REQUEST_ID)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** For a request that the log knows under this id, or null. */
  static String sentence(int status, Object request) {
    return switch (status) {
      case 404 -> "There is nothing at this address. The protocol is served at /mcp.";
      case 503 -> "coach is not taking requests now. Try again in a few seconds.";
      default -> {
        String words = HttpStatus.getMessage(status) + ".";
        yield status < 500 || request == null
            ? words
            : words + " Give the operator this request id: " + request + ".";
      }
    };
  }
}
