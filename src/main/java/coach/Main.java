package coach;

import coach.cli.CommandLine;
import coach.cli.Terminal;
import java.util.List;

/** Entry point of the jar: it secures standard output, runs one command and exits with its code. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofThisProcess();
    int code = new CommandLine(terminal).run(List.of(arguments));
    terminal.out().flush();
    System.exit(code);
  }
}
