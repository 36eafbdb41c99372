package coach.cli;

import coach.Caller;
import coach.Config;
import coach.Measures;
import coach.accounts.People;
import coach.app.App;
import coach.http.FloodLimits;
import coach.http.HttpDocuments;
import coach.http.MetricsServer;
import coach.http.WebServer;
import coach.mcp.CallerSource;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.metrics.PrometheusMeasures;
import coach.net.Loopback;
import coach.oauth.ExternalIssuer;
import coach.oauth.HttpAuth;
import coach.oauth.Retention;
import coach.tools.contents.Tools;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves MCP over HTTP until the process is told to end. */
final class Serve {
  /** More than a client thinks between two calls, and a tenth of what hosts leave a process. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private Serve() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options.none(Command.SERVE, arguments);
    // Beside the tools, which take as long.
    new Thread(WebServer::load, "coach-load").start();
    Config config = Config.read(terminal.environment());
    refuseUnsafeAddress(config);
    Optional<PrometheusMeasures> monitored =
        config.metricsPort() == 0
            ? Optional.empty()
            : Optional.of(new PrometheusMeasures(CommandLine.built()));
    Measures measures = monitored.map(Measures.class::cast).orElse(Measures.NONE);
    try (App app = opening(config, measures, terminal)) {
      WebServer server = started(config, app, measures, monitored);
      try {
        app.opened();
      } catch (Throwable failure) {
        server.stop();
        throw failure;
      }
      app.statements().run("set_rate_limit", Map.of("calls", Integer.toString(config.rateLimit())));
      // A machine that was woken answers first.
      app.closeFirst(Retention.every(Duration.ofMinutes(1), Duration.ofDays(1), app.statements()));
      app.closeFirst(() -> stop(server));
      measures.listening();
      greet(config, app, server.url(), terminal);
      server.join();
    }
    return 0;
  }

  private static void stop(WebServer server) {
    server.drain(DRAIN);
    server.stop();
  }

  /** What comes before the database is open waits for it. */
  private static App opening(Config config, Measures measures, Terminal terminal) {
    return config.auth() == Config.Auth.NONE
        ? App.opening(config, measures, terminal.progress()::say)
        : App.openingForAll(config, measures, terminal.progress()::say);
  }

  private static WebServer started(
      Config config, App app, Measures measures, Optional<PrometheusMeasures> monitored) {
    try {
      monitored.ifPresent(told -> app.closeFirst(metrics(config, told)));
      WebServer server = server(config, app, measures);
      server.start();
      return server;
    } catch (IllegalStateException taken) {
      throw new Failure(taken.getMessage());
    }
  }

  private static MetricsServer metrics(Config config, PrometheusMeasures told) {
    return new MetricsServer(
        settings(config).bind(), config.metricsPort(), PrometheusMeasures.CONTENT_TYPE, told::page);
  }

  /** Without sign-in no other machine may reach it; with sign-in no one may listen in. */
  private static void refuseUnsafeAddress(Config config) {
    URI url = URI.create(config.serverUrl());
    if (Loopback.is(url)) {
      return;
    }
    if (config.auth() == Config.Auth.NONE) {
      throw new Failure(
          "MCP_SERVER_URL is \"%s\", a public address, and COACH_AUTH is none, which lets every client in. Unset one of them."
              .formatted(url));
    }
    if (!"https".equals(url.getScheme()) || !url.getRawPath().isEmpty()) {
      throw new Failure(
          "MCP_SERVER_URL is \"%s\"; people sign in over https at a host of coach's own, so set it to an address such as https://coach.example.com."
              .formatted(url));
    }
  }

  /** What answers, by whichever road a message comes. */
  static Dispatcher dispatcher(Config config, App app) {
    return new Dispatcher(
        Tools.catalog(),
        app.database(),
        new RequestState(app.secret(), Clock.systemUTC()),
        CommandLine.built(),
        config.strictHeaders());
  }

  private static WebServer server(Config config, App app, Measures measures) {
    Dispatcher dispatcher = dispatcher(config, app);
    WebServer.Settings settings = settings(config).measured(measures);
    if (config.auth() == Config.Auth.NONE) {
      return new WebServer(settings, dispatcher, person(app), app.database());
    }
    return WebServer.guarded(settings, dispatcher, url -> auth(config, app, url), app.database());
  }

  private static HttpAuth auth(Config config, App app, URI url) {
    return config
        .issuer()
        .map(
            issuer ->
                ExternalIssuer.open(
                    url,
                    issuer,
                    person -> People.meet(app.statements(), person),
                    Clock.systemUTC()))
        .orElseGet(() -> WebPages.auth(config, app, new HttpDocuments(), url));
  }

  /** A container's own address says nothing; that others are meant to reach it does. */
  static WebServer.Settings settings(Config config) {
    FloodLimits floods = FloodLimits.usual(config.trustedProxyHeader());
    return config.localOnly() || Loopback.is(URI.create(config.serverUrl()))
        ? WebServer.Settings.local(config.port(), config.serverUrl(), floods)
        : WebServer.Settings.everywhere(config.port(), config.serverUrl(), floods);
  }

  /** Over HTTP the hourly limit holds, for the person at this machine too. */
  private static CallerSource person(App app) {
    return request -> {
      Caller person = app.caller().get();
      return Caller.remote(person.user(), CallerSource.ALL_SCOPES).owning(person.owner());
    };
  }

  private static void greet(Config config, App app, URI url, Terminal terminal) {
    String whom =
        config.auth() == Config.Auth.NONE
            ? "to this machine only, without sign-in"
            : config
                .issuer()
                .map(issuer -> "to users who sign in at " + issuer.url())
                .orElse("to users who sign in");
    terminal.err().printf("coach serves %s/mcp %s.%n", url, whom);
    unnamedProxy(config).ifPresent(terminal.err()::println);
    MemoryRoom.warn(terminal.err()::println);
    if (config.auth() == Config.Auth.BUILTIN) {
      WebPages.firstLink(config, app, url.toString())
          .ifPresent(
              link ->
                  terminal
                      .err()
                      .printf(
                          "There is no account yet. Create the first one within a day:%n%s%n",
                          link));
    }
  }

  /** coach ends no TLS, so https means a proxy, whose address must not stand for all clients. */
  static Optional<String> unnamedProxy(Config config) {
    boolean named = config.trustedProxyHeader().isPresent();
    return named || !config.serverUrl().startsWith("https:")
        ? Optional.empty()
        : Optional.of(
            "TRUSTED_PROXY_HEADER is not set, so all clients behind the proxy count as"
                + " one address. Set it to the header in which the proxy names the client.");
  }
}
