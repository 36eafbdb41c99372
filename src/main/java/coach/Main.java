package coach;

import coach.cli.CommandLine;
import coach.cli.Terminal;
import java.util.List;
import java.util.Locale;

/**
 * Entry point of the jar: it secures standard output, runs one command and exits with its code.
 * Some locales write digits of their own, which no settings file or protocol reads, so one is used
 * that does not; this one Java's formatter knows without loading its tables.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.US);
    Terminal terminal = Terminal.ofThisProcess();
    int code = new CommandLine(terminal).run(List.of(arguments));
    terminal.out().flush();
    System.exit(code);
  }
}
