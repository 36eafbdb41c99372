package coach.cli;

import coach.Main;
import java.util.List;

/** Says which coach this is, for a report of a fault. */
final class Version {
  private Version() {}

  static int run(Terminal terminal, List<String> arguments) {
    Options.none(Command.VERSION, arguments);
    terminal.out().printf("coach %s (Java %s)%n", Main.version(), Runtime.version());
    return 0;
  }
}
