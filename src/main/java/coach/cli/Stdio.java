package coach.cli;

import coach.Config;
import coach.Measures;
import coach.app.App;
import coach.mcp.StdioMcp;
import java.util.List;

/** Speaks the protocol on standard input and output, which is how a desktop client starts coach. */
final class Stdio {
  private Stdio() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options.none(Command.STDIO, arguments);
    Config config = Config.read(terminal.environment());
    try (App app = App.opening(config, Measures.NONE, terminal.progress()::say)) {
      StdioMcp stdio =
          new StdioMcp(
              Serve.dispatcher(config, app),
              progress -> app.caller(progress).get(),
              terminal.in(),
              terminal.protocol());
      AutoCloseable stop =
          () -> {
            app.stopOpening();
            stdio.stop();
          };
      app.closeFirst(stop);
      stdio.run();
      if (app.hasFailed()) {
        app.opened();
      }
    }
    return 0;
  }
}
