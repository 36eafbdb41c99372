package coach.cli;

import coach.Config;
import coach.Logging;
import coach.app.LocalCaller;
import coach.db.DatabaseException;
import coach.postgres.EmbeddedPostgresException;
import coach.tools.ToolError;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Turns arguments into one command, and whatever happens into an exit code and a sentence. */
public record CommandLine(Terminal terminal) {
  private static final int FAILED = 1;

  /**
   * @return 0 done, 1 failed, 2 wrong usage
   */
  public int run(List<String> arguments) {
    try {
      return dispatch(arguments);
    } catch (Failure failed) {
      return say(failed.getMessage(), failed.exitCode(), failed);
    } catch (ToolError | Config.Invalid | LocalCaller.NotFound | EmbeddedPostgresException failed) {
      return say(failed.getMessage(), FAILED, failed);
    } catch (DatabaseException failed) {
      return say(sentence(failed), FAILED, failed);
    } catch (InvalidPathException unreadable) {
      return say(unusable(unreadable), FAILED, unreadable);
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError unexpected) {
      return say(unexpected(unexpected), FAILED, unexpected);
    }
  }

  private int dispatch(List<String> arguments) throws Exception {
    if (arguments.isEmpty()) {
      Config config = Config.read(terminal.environment());
      return config.transport() == Config.Transport.STDIO
          ? Stdio.run(terminal, arguments)
          : Serve.run(terminal, arguments);
    }
    Command command = command(arguments.get(0));
    List<String> rest = arguments.subList(1, arguments.size());
    if (rest.equals(List.of("--help")) || rest.equals(List.of("-h"))) {
      return Help.run(terminal, List.of(command.word()));
    }
    if (command != Command.SERVE && command != Command.STDIO) {
      // Between the lines of an answer, notices would only be in the way.
      System.setProperty(Logging.QUIET, "true");
    }
    return run(command, rest);
  }

  private int run(Command command, List<String> rest) throws Exception {
    return switch (command) {
      case SERVE -> Serve.run(terminal, rest);
      case STDIO -> Stdio.run(terminal, rest);
      case LOGIN -> Login.run(terminal, rest);
      case LOGOUT -> Login.out(terminal, rest);
      case CONNECT -> Connect.run(terminal, rest);
      case CALL -> Call.run(terminal, rest);
      case IMPORT -> Import.run(terminal, rest);
      case EXPORT -> Export.run(terminal, rest);
      case USER -> User.run(terminal, rest);
      case DEMO -> Demo.run(terminal, rest);
      case MIGRATE -> Migrate.run(terminal, rest);
      case DOCTOR -> Doctor.run(terminal, rest);
      case BENCH -> Bench.run(terminal, rest);
      case HEALTH -> Health.run(terminal, rest);
      case SQL -> Sql.run(terminal, rest);
      case VERSION -> version(rest);
      case HELP -> Help.run(terminal, rest);
    };
  }

  private static Command command(String word) {
    return switch (word) {
      case "--help", "-h" -> Command.HELP;
      case "--version", "-V" -> Command.VERSION;
      default -> Command.of(word).orElseThrow(() -> unknown(word));
    };
  }

  private static Failure unknown(String word) {
    List<String> words = Stream.of(Command.values()).map(Command::word).toList();
    return Failure.wrongUsage(
        "coach has no command \"%s\"%s \"coach help\" lists them all."
            .formatted(word, Nearest.didYouMean(word, words)));
  }

  private static String sentence(DatabaseException failed) {
    return failed.kind() == DatabaseException.Kind.INTERNAL
            && failed.getMessage().equals("internal error")
        ? unexpected(failed.getCause() == null ? failed : failed.getCause())
        : failed.getMessage();
  }

  /** Without a UTF-8 locale, Java can neither read nor name files with letters beyond ASCII. */
  private static String unusable(InvalidPathException path) {
    String set = System.getProperty("sun.jnu.encoding", "UTF-8");
    String remedy =
        set.equals("UTF-8")
            ? "Choose another path."
            : "The locale's character set is %s: start coach with LC_ALL=C.UTF-8.".formatted(set);
    return "The path \"%s\" cannot be used here. %s".formatted(path.getInput(), remedy);
  }

  private static String unexpected(Throwable failure) {
    String place =
        Stream.of(failure.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("coach."))
            .findFirst()
            .map(frame -> " in " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return "coach failed unexpectedly (%s%s); run it again with LOG_LEVEL=DEBUG and report what it says."
        .formatted(failure.getClass().getSimpleName(), place);
  }

  private int say(String sentence, int code, Throwable cause) {
    terminal.err().println(sentence);
    // The trace is only printed on request: on a terminal it would bury the sentence.
    if (code == FAILED) {
      LoggerFactory.getLogger(CommandLine.class).debug("outcome=failed", cause);
    }
    return code;
  }

  /** Says which coach this is, for a report of a fault. */
  private int version(List<String> arguments) {
    Options.none(Command.VERSION, arguments);
    terminal.out().printf("coach %s (Java %s)%n", built(), Runtime.version());
    return 0;
  }

  /** The version that was built, or {@code development} when no jar was. */
  static String built() {
    String version = CommandLine.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
