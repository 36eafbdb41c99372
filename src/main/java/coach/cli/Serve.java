package coach.cli;

import coach.App;
import coach.Caller;
import coach.Config;
import coach.Main;
import coach.http.FloodLimits;
import coach.http.HttpDocuments;
import coach.http.WebServer;
import coach.mcp.CallerSource;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.tools.Tools;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Serves MCP over HTTP until the process is told to end. */
final class Serve {
  private static final Set<String> SCOPES = Set.of(Caller.READ, Caller.WRITE);

  private Serve() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options.none(Command.SERVE, arguments);
    Config config = Config.read(terminal.environment());
    boolean local = Config.isLoopback(URI.create(config.serverUrl()));
    refuseUnsafe(config, local);
    try (App app = App.open(config, terminal.progress()::say)) {
      app.statements().run("set_rate_limit", Map.of("calls", Integer.toString(config.rateLimit())));
      WebServer server = start(config, app, local);
      AutoCloseable stop = server::stop;
      app.closeFirst(stop);
      String url = config.serverUrl().replaceFirst(":0$", ":" + server.port());
      say(terminal.err(), config, app, url, server.port());
      server.join();
    }
    return 0;
  }

  /** What nobody should find out by having served strangers. */
  private static void refuseUnsafe(Config config, boolean local) {
    String url = config.serverUrl();
    if (config.auth() == Config.Auth.NONE && !local) {
      throw new Failure(
          "MCP_SERVER_URL is \"%s\", which others can reach, and COACH_AUTH is none, which lets everybody in. Unset one of them."
              .formatted(url));
    }
    if (!local && !url.startsWith("https:")) {
      throw new Failure(
          "MCP_SERVER_URL is \"%s\": passwords and tokens would travel for all to read. Put a proxy with https before coach and set its address."
              .formatted(url));
    }
  }

  private static void say(PrintStream err, Config config, App app, String url, int port) {
    if (config.auth() == Config.Auth.NONE) {
      err.printf("coach serves http://127.0.0.1:%d/mcp to this machine only.%n", port);
      return;
    }
    err.printf("coach serves %s/mcp (on port %d).%n", url, port);
    WebPages.firstLink(config, app, url)
        .ifPresent(
            link ->
                err.printf(
                    "Nobody can sign in yet. Make the first account here, within a day:%n%s%n",
                    link));
  }

  private static WebServer start(Config config, App app, boolean local) {
    Dispatcher dispatcher =
        new Dispatcher(
            Tools.offer(),
            app.database(),
            new RequestState(app.secret(), Clock.systemUTC()),
            Main.version(),
            config.strictHeaders());
    FloodLimits floods = FloodLimits.usual(config.trustedProxyHeader());
    WebServer.Settings settings =
        local
            ? WebServer.Settings.local(config.port(), config.serverUrl(), floods)
            : WebServer.Settings.everywhere(config.port(), config.serverUrl(), floods);
    WebServer server =
        switch (config.auth()) {
          case BUILTIN -> {
            HttpDocuments documents = app.closeFirst(new HttpDocuments());
            yield WebServer.guarded(
                settings,
                dispatcher,
                base -> WebPages.door(base, config, app, documents),
                app.database());
          }
          case ISSUER ->
              throw new Failure("COACH_AUTH is issuer, which this coach does not know yet.");
          case NONE -> new WebServer(settings, dispatcher, here(app), app.database());
        };
    try {
      server.start();
    } catch (IllegalStateException taken) {
      throw new Failure(taken.getMessage());
    }
    return server;
  }

  /** Over HTTP the hourly limit holds, for the person at this machine too. */
  private static CallerSource here(App app) {
    return request -> {
      Caller person = app.caller().get();
      return Caller.remote(person.user(), SCOPES).owning(person.owner());
    };
  }
}
