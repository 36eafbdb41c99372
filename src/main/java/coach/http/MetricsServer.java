package coach.http;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Tells a monitor on a port of its own what coach measures, so that no proxy passes it on by
 * accident.
 */
public final class MetricsServer implements AutoCloseable {
  private static final int THREADS = 6;

  private final Server server;

  /**
   * Starts.
   *
   * @param type of what {@code page} gives, for the header
   * @throws IllegalStateException with the reason where it cannot listen
   */
  public MetricsServer(InetAddress bind, int port, String type, Supplier<byte[]> page) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("coach-metrics");
    threads.setDaemon(true);
    server = new Server(threads);
    ServerConnector connector = Listener.connector(server, bind, port);
    server.addConnector(connector);
    server.setHandler(new Page(type, page));
    server.setErrorHandler(new JsonErrors());
    try {
      connector.open();
      server.start();
    } catch (IOException taken) {
      throw new IllegalStateException(
          "coach cannot listen on port %d for metrics. Set METRICS_PORT to a port that is free."
              .formatted(port),
          taken);
    } catch (Exception failed) {
      throw new RuntimeException("the metrics server does not start", failed);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception unfinished) {
      throw new IllegalStateException("the metrics server does not stop", unfinished);
    }
  }

  private static final class Page extends Handler.Abstract {
    private final String type;
    private final Supplier<byte[]> page;

    Page(String type, Supplier<byte[]> page) {
      this.type = type;
      this.page = page;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      boolean asked = Request.getPathInContext(request).equals("/metrics");
      if (!asked || !request.getMethod().equals("GET")) {
        return false;
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(page.get()), callback);
      return true;
    }
  }
}
