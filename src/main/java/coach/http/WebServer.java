package coach.http;

import coach.db.Database;
import coach.db.DatabaseException;
import coach.mcp.CallerSource;
import coach.mcp.Dispatcher;
import coach.mcp.HttpMcp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of coach: every filter and every route, in the order in which a request meets them.
 */
public final class WebServer {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private static final int MAX_THREADS = 80;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MIN_BYTES_PER_SECOND = 256;
  private static final int IDLE_MILLISECONDS = 60_000;

  /**
   * Where and how to serve.
   *
   * @param bind must be a loopback address
   * @param port 0 for any free port
   * @param serverUrl the public base address
   * @param concurrentCalls most calls worked on at once
   * @param stopTimeout how long a stop waits for what was started
   * @param floods how much one address may ask for
   */
  public record Settings(
      InetAddress bind,
      int port,
      URI serverUrl,
      int concurrentCalls,
      Duration stopTimeout,
      FloodLimits floods) {
    /** Throws {@link IllegalArgumentException} for an address that others can reach. */
    public Settings {
      if (!bind.isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "coach cannot tell its callers apart yet, so it serves this machine only; "
                + bind.getHostAddress()
                + " can be reached by others. Bind to 127.0.0.1.");
      }
    }

    /** On this machine alone, 64 calls at once, with its threads at most 25 seconds to stop. */
    public static Settings local(int port, String serverUrl, FloodLimits floods) {
      return new Settings(
          InetAddress.getLoopbackAddress(),
          port,
          URI.create(serverUrl),
          64,
          Duration.ofSeconds(24),
          floods);
    }
  }

  private final Settings settings;
  private final Dispatcher dispatcher;
  private final CallerSource callers;
  private final Database database;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param callers says who is asking
   * @param database answers {@code /ready}
   */
  public WebServer(
      Settings settings, Dispatcher dispatcher, CallerSource callers, Database database) {
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.callers = callers;
    this.database = database;
    server = new Server(threads());
    connector = connector();
    server.addConnector(connector);
    AccessLog accessLog = new AccessLog(new GracefulHandler(paced(new TrailingSlash(routes()))));
    server.setHandler(accessLog);
    server.setRequestLog(accessLog);
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(settings.stopTimeout().toMillis());
  }

  /** Ends requests that trickle in, so that nobody holds a thread for the price of a byte. */
  private static Handler paced(Handler handler) {
    return new MinimumDataRateHandler(handler, MIN_BYTES_PER_SECOND, 0);
  }

  private ServletContextHandler routes() {
    ServletContextHandler routes = new ServletContextHandler("/");
    routes.setErrorHandler(new JsonErrors());
    filter(routes, new ClientAddress(settings.floods().addressHeader()), "/*");
    filter(routes, new HostCheck(settings.serverUrl().getHost()), "/*");
    filter(routes, new OriginCheck(settings.serverUrl()), "/*");
    filter(routes, new Throttle(settings.floods()), Problem.MCP);
    filter(
        routes,
        new CallCap(settings.concurrentCalls(), settings.floods().concurrent()),
        Problem.MCP);
    routes.addServlet(new ServletHolder(new HttpMcp(dispatcher, callers)), Problem.MCP);
    routes.addServlet(new ServletHolder(new StatusPage(() -> true)), "/health");
    routes.addServlet(new ServletHolder(new StatusPage(() -> true)), "/healthz");
    routes.addServlet(new ServletHolder(new StatusPage(this::isReady)), "/ready");
    routes.addServlet(new ServletHolder(new NotFound()), "/");
    return routes;
  }

  private static void filter(ServletContextHandler routes, Filter filter, String path) {
    routes.addFilter(new FilterHolder(filter), path, EnumSet.of(DispatcherType.REQUEST));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName("coach-http");
    threads.setDaemon(true);
    threads.setStopTimeout(1_000);
    // Null where the runtime has none, which the pool accepts.
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    return threads;
  }

  private ServerConnector connector() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.bind().getHostAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    return connector;
  }

  private boolean isReady() {
    try {
      database.ping();
      return true;
    } catch (DatabaseException unavailable) {
      log.warn("ready=false cause={}", unavailable.kind());
      return false;
    }
  }

  /**
   * Starts serving.
   *
   * @throws IllegalStateException where the port cannot be had
   */
  public void start() {
    try {
      server.start();
    } catch (Exception failed) {
      throw new IllegalStateException(
          "coach cannot listen on %s:%d. Set PORT to a free port."
              .formatted(settings.bind().getHostAddress(), settings.port()),
          failed);
    }
  }

  /** The port that is listened on; only after {@link #start()}. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Finishes what was started, refuses what is new, and returns when all is over. */
  public void stop() {
    try {
      server.stop();
    } catch (TimeoutException unfinished) {
      log.warn("stop outcome=unfinished after={}s", settings.stopTimeout().toSeconds());
    } catch (Exception failed) {
      log.warn("stop outcome=failed", failed);
    }
  }

  /** Returns when the server has stopped. */
  public void join() throws InterruptedException {
    server.join();
  }
}
