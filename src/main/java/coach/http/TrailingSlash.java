package coach.http;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes the address that people type for the one that they mean. It happens before every filter, so
 * that none of them can be passed by a slash.
 */
final class TrailingSlash extends Handler.Wrapper {
  TrailingSlash(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(Problem.MCP + "/")) {
      return super.handle(request, response, callback);
    }
    HttpURI meant = HttpURI.build(request.getHttpURI()).path(Problem.MCP).asImmutable();
    return super.handle(Request.serveAs(request, meant), response, callback);
  }
}
