package coach.http;

import coach.Measures;
import coach.mcp.HttpMcp;
import coach.mcp.Inbound;
import coach.mcp.TraceParent;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7E…]");
  private static final int SHOWN = 100;

  private final Set<String> routes;
  private final Measures measures;

  /**
   * @param routes the paths that are counted by name
   */
  AccessLog(Handler handler, Set<String> routes, Measures measures) {
    super(handler);
    this.routes = routes;
    this.measures = measures;
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
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    count(path, response.getStatus());
    if (!log.isInfoEnabled()) {
      return;
    }
    log.info(
        "method={} path={} status={} bytes={} ms={} request={}{}",
        printable(request.getMethod()),
        printable(path),
        response.getStatus(),
        Response.getContentBytesWritten(response),
        (System.nanoTime() - request.getBeginNanoTime()) / 1_000_000,
        id == null ? "-" : id,
        TraceParent.logged(request.getHeaders().get(TraceParent.NAME)));
  }

  private void count(String path, int status) {
    measures.request(path != null && routes.contains(path) ? path : "other", status);
    switch (status) {
      case 400, 405, 406, 411, 415, 421, 431 -> measures.refused("malformed");
      case 401 -> measures.refused("sign_in");
      case 403 -> measures.refused("forbidden");
      case 413 -> measures.refused("too_large");
      case 429 -> measures.refused("too_many");
      case 503 -> measures.refused("busy");
      default -> {}
    }
  }

  private static String printable(String text) {
    if (text == null) {
      return "-";
    }
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }
}
