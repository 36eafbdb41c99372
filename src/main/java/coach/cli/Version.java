package coach.cli;

import java.util.List;

/** Says which coach this is, for a report of a fault. */
final class Version {
  private Version() {}

  static int run(Terminal terminal, List<String> arguments) {
    Options.none(Command.VERSION, arguments);
    terminal.out().printf("coach %s (Java %s)%n", built(), Runtime.version());
    return 0;
  }

  /** The version that was built, or {@code development} when no jar was. */
  static String built() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
