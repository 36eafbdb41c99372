package coach.http;

import coach.Measures;
import coach.db.Database;
import coach.http.StatusPage.Readiness;
import coach.mcp.CallerSource;
import coach.mcp.Dispatcher;
import coach.mcp.HttpMcp;
import coach.oauth.HttpAuth;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of coach: every filter and every route, in the order in which a request meets them.
 */
public final class WebServer {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  /** Half of what hosts commonly leave a process between telling it to end and killing it. */
  private static final Duration CALLS_MAY_TAKE = Duration.ofSeconds(5);

  /**
   * Where and how to serve.
   *
   * @param bind a loopback address unless callers sign in
   * @param port 0 for any free port
   * @param serverUrl the public base address; its port 0 stands for the one that was free
   * @param concurrentCalls most calls worked on at once, and most other requests
   * @param stopTimeout how long a stop waits for what was started
   * @param floods how much one address may ask for
   * @param measures counts what is answered
   */
  public record Settings(
      InetAddress bind,
      int port,
      URI serverUrl,
      int concurrentCalls,
      Duration stopTimeout,
      FloodLimits floods,
      Measures measures) {
    /** On this machine alone, 64 calls at once, with its threads at most 25 seconds to stop. */
    public static Settings local(int port, String serverUrl, FloodLimits floods) {
      return at(InetAddress.getLoopbackAddress(), port, serverUrl, floods);
    }

    /** On every address of this machine. */
    public static Settings everywhere(int port, String serverUrl, FloodLimits floods) {
      return at(new InetSocketAddress(0).getAddress(), port, serverUrl, floods);
    }

    /** The same, measured. */
    public Settings measured(Measures by) {
      return new Settings(bind, port, serverUrl, concurrentCalls, stopTimeout, floods, by);
    }

    private static Settings at(InetAddress bind, int port, String serverUrl, FloodLimits floods) {
      Duration stop = Duration.ofSeconds(24);
      return new Settings(bind, port, URI.create(serverUrl), 64, stop, floods, Measures.NONE);
    }
  }

  private final Settings settings;
  private final Dispatcher dispatcher;
  private final Function<URI, Access> access;
  private final Server server;
  private final ServerConnector connector;
  private final Readiness readiness;
  private HttpMcp mcp;
  private Connections connections;

  /**
   * Serves every client that reaches it, so on this machine only.
   *
   * @param callers says who is asking
   * @param database answers {@code /ready}
   * @throws IllegalArgumentException for an address that others can reach
   */
  public WebServer(
      Settings settings, Dispatcher dispatcher, CallerSource callers, Database database) {
    this(settings, dispatcher, database, url -> Access.open(callers));
    if (!settings.bind().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "coach cannot tell its callers apart, so it serves this machine only; "
              + settings.bind().getHostAddress()
              + " can be reached by others. Bind to 127.0.0.1.");
    }
  }

  /** Serves users who sign in through what {@code doors} makes for the public address. */
  public static WebServer guarded(
      Settings settings, Dispatcher dispatcher, Function<URI, HttpAuth> doors, Database database) {
    return new WebServer(
        settings,
        dispatcher,
        database,
        doors.andThen(auth -> Access.guarded(auth, settings.floods())));
  }

  private WebServer(
      Settings settings, Dispatcher dispatcher, Database database, Function<URI, Access> access) {
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.access = access;
    readiness = new Readiness(database);
    server = new Server(Listener.threads(settings.concurrentCalls()));
    connector = Listener.connector(server, settings.bind(), settings.port());
    server.addConnector(connector);
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(settings.stopTimeout().toMillis());
  }

  /** Loads and initialises the HTTP library, for a start with a processor to spare. */
  public static void load() {
    new Server(Listener.threads(1)).setHandler(new ServletContextHandler("/"));
  }

  private ServletContextHandler routes(URI serverUrl, Access allowed) {
    ServletContextHandler routes = new ServletContextHandler("/");
    routes.setErrorHandler(new JsonErrors());
    if ("https".equals(serverUrl.getScheme())) {
      filter(routes, new StrictTransport(), "/*");
    }
    filter(routes, new ClientAddress(settings.floods().addressHeader()), "/*");
    filter(routes, new HostCheck(serverUrl.getHost()), "/*");
    filter(routes, new OriginCheck(serverUrl, allowed.guard().isPresent()), "/*");
    filter(routes, new Throttle(settings.floods()), "/*");
    int most = settings.concurrentCalls();
    filter(routes, CallCap.ofCalls(most, settings.floods().concurrent()), "/*");
    filter(routes, CallCap.ofOthers(most, settings.floods().others()), "/*");
    allowed.guard().ifPresent(guard -> filter(routes, guard, Problem.MCP));
    mcp = new HttpMcp(dispatcher, allowed.callers(), settings.measures());
    routes.addServlet(new ServletHolder(mcp), Problem.MCP);
    routes.addServlet(new ServletHolder(new StatusPage(() -> true)), "/health");
    routes.addServlet(new ServletHolder(new StatusPage(() -> true)), "/healthz");
    routes.addServlet(new ServletHolder(new StatusPage(this::isReady)), "/ready");
    allowed.pages().forEach((path, page) -> routes.addServlet(new ServletHolder(page), path));
    routes.addServlet(new ServletHolder(new NotFound(allowed.pages().get(NotFound.PAGE))), "/");
    return routes;
  }

  private boolean isReady() {
    return !connections.isDraining() && readiness.getAsBoolean();
  }

  private static boolean wantsBody(Access allowed, Request request) {
    return allowed.wantsBody(
        Request.getPathInContext(request), request.getHeaders().contains(HttpHeader.AUTHORIZATION));
  }

  /** What a request meets before the filters, outermost first. */
  private AccessLog handlers() {
    Access allowed = access.apply(url());
    Handler routes = new TrailingSlash(routes(url(), allowed));
    Handler bodies = new WholeBody(routes, request -> wantsBody(allowed, request));
    connections = new Connections(new GracefulHandler(new LeftoverBody(bodies)));
    connector.addBean(connections);
    return new AccessLog(connections, allowed.paths(), settings.measures());
  }

  private static void filter(ServletContextHandler routes, Filter filter, String path) {
    routes.addFilter(new FilterHolder(filter), path, EnumSet.of(DispatcherType.REQUEST));
  }

  /** Starts. Throws {@link IllegalStateException} with the reason where it cannot listen. */
  public void start() {
    try {
      connector.open();
    } catch (IOException unbound) {
      Throwable reason = unbound.getCause() == null ? unbound : unbound.getCause();
      throw new IllegalStateException(
          "coach cannot listen on %s:%d: %s. Set PORT to a port that is free."
              .formatted(settings.bind().getHostAddress(), settings.port(), reason.getMessage()),
          unbound);
    }
    try {
      AccessLog accessLog = handlers();
      server.setHandler(accessLog);
      server.setRequestLog(accessLog);
      server.start();
    } catch (Exception failed) {
      throw new RuntimeException("the HTTP server does not start", failed);
    }
  }

  /**
   * The public address; only after {@link #start()}. The socket is open before this is asked, so
   * that what is published names the port that was free.
   */
  public URI url() {
    URI url = settings.serverUrl();
    boolean free = url.getPort() == 0;
    return free ? URI.create(url.toString().replaceFirst(":0$", ":" + port())) : url;
  }

  /** The port that is listened on; only after {@link #start()}. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Takes no new connections and lets those in use have one more answer, so that no request meets a
   * server that has gone; a proxy goes on with the other instances. Takes at most {@code patience}.
   */
  public void drain(Duration patience) {
    connector.close();
    connections.drain(patience);
  }

  /**
   * Finishes what was started, refuses what is new, and returns when all is over. A call that takes
   * longer than five seconds more is ended and answered so.
   */
  public void stop() {
    if (mcp != null) {
      mcp.stopAfter(CALLS_MAY_TAKE);
    }
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
