package coach.cli;

import coach.App;
import coach.Caller;
import coach.Config;
import coach.Main;
import coach.auth.pages.Pages;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.CallerSource;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.tools.Tools;
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
    refuseOtherMachines(config);
    try (App app = App.open(config, terminal.progress()::say)) {
      app.statements().run("set_rate_limit", Map.of("calls", Integer.toString(config.rateLimit())));
      WebServer server = start(config, app);
      AutoCloseable stop = server::stop;
      app.closeFirst(stop);
      terminal
          .err()
          .printf(
              "coach serves http://127.0.0.1:%d/mcp to this machine only; sign-in comes later.%n",
              server.port());
      if (config.auth() == Config.Auth.BUILTIN) {
        String url = config.serverUrl().replaceFirst(":0$", ":" + server.port());
        WebPages.firstLink(config, app, url)
            .ifPresent(
                link ->
                    terminal
                        .err()
                        .printf(
                            "Nobody can sign in yet. Make the first account within a day:%n%s%n",
                            link));
      }
      server.join();
    }
    return 0;
  }

  /** Nobody signs in yet, so whoever reached this address would read and change the data. */
  private static void refuseOtherMachines(Config config) {
    if (!Config.isLoopback(URI.create(config.serverUrl()))) {
      throw new Failure(
          "MCP_SERVER_URL is \"%s\", which others can reach; authentication comes later, so coach listens on 127.0.0.1 only. Unset it, or set it to http://localhost:%d."
              .formatted(config.serverUrl(), config.port()));
    }
  }

  private static WebServer start(Config config, App app) {
    Dispatcher dispatcher =
        new Dispatcher(
            Tools.offer(),
            app.database(),
            new RequestState(app.secret(), Clock.systemUTC()),
            Main.version(),
            config.strictHeaders());
    // Over HTTP the hourly limit holds, for the person at this machine too.
    CallerSource caller =
        request -> {
          Caller person = app.caller().get();
          return Caller.remote(person.user(), SCOPES).owning(person.owner());
        };
    WebServer server =
        new WebServer(
            WebServer.Settings.local(
                config.port(), config.serverUrl(), FloodLimits.usual(config.trustedProxyHeader())),
            dispatcher,
            caller,
            app.database(),
            config.auth() == Config.Auth.BUILTIN
                ? Pages.all(WebPages.foundation(config, app))
                : Map.of());
    try {
      server.start();
    } catch (IllegalStateException taken) {
      throw new Failure(taken.getMessage());
    }
    return server;
  }
}
