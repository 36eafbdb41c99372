package coach.cli;

import coach.Config;
import coach.app.App;
import coach.mcp.Dispatcher;
import coach.mcp.StdioMcp;
import java.util.List;

/** Speaks the protocol on standard input and output, which is how a desktop client starts coach. */
final class Stdio {
  private Stdio() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options.none(Command.STDIO, arguments);
    Config config = Config.read(terminal.environment());
    try (App app = App.open(config, terminal.progress()::say)) {
      Dispatcher dispatcher = Serve.dispatcher(config, app);
      StdioMcp stdio = new StdioMcp(dispatcher, app.caller(), terminal.in(), terminal.protocol());
      AutoCloseable stop = stdio::stop;
      app.closeFirst(stop);
      stdio.run();
    }
    return 0;
  }
}
