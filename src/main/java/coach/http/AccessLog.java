package coach.http;

import coach.mcp.HttpMcp;
import coach.mcp.Inbound;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every request an id and, when it is over, its one line; query strings stay out of it. */
final class AccessLog extends Handler.Wrapper implements RequestLog {
  private static final Logger log = LoggerFactory.getLogger("coach.access");
  private static final int SHOWN = 100;

  AccessLog(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    // Never taken from outside: an id from a stranger could forge lines or hide among others.
    request.setAttribute(HttpMcp.REQUEST_ID, Inbound.newId());
    return super.handle(request, response, callback);
  }

  @Override
  public void log(Request request, Response response) {
    // A request that could not be read never got one.
    Object id = request.getAttribute(HttpMcp.REQUEST_ID);
    log.info(
        "method={} path={} status={} bytes={} ms={} request={}",
        printable(request.getMethod()),
        printable(request.getHttpURI() == null ? null : request.getHttpURI().getPath()),
        response.getStatus(),
        Response.getContentBytesWritten(response),
        (System.nanoTime() - request.getBeginNanoTime()) / 1_000_000,
        id == null ? "-" : id);
  }

  private static String printable(String text) {
    if (text == null) {
      return "-";
    }
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return shown.replaceAll("[^\\x21-\\x7E…]", "?");
  }
}
