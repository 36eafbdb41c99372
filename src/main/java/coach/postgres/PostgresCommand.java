package coach.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own programs, also for root, as whom they refuse to run. */
final class PostgresCommand {
  static final String NOT_AS_ROOT =
      "PostgreSQL does not run as root here: start coach as a normal user, or set DATABASE_URL.";

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  static final boolean LINUX =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");

  /** What a program ended with, and what it printed. */
  record Result(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  private final PostgresHome home;
  private final Path binaries;
  private final List<String> prefix;

  /**
   * @throws EmbeddedPostgresException as root where no other user can be simulated
   */
  PostgresCommand(PostgresHome home, Path binaries) throws IOException, EmbeddedPostgresException {
    this.home = home;
    this.binaries = binaries;
    this.prefix = prefix();
  }

  /**
   * @param program of PostgreSQL's: {@code initdb} or {@code pg_ctl}
   */
  Result run(String program, List<String> arguments) throws IOException, EmbeddedPostgresException {
    List<String> words = new ArrayList<>(prefix);
    words.add(binaries.resolve("bin").resolve(program).toString());
    words.addAll(arguments);
    try {
      Result result = run(words);
      if (result.output().startsWith("unshare: failed to execute")) {
        throw new IOException(result.output());
      }
      return result;
    } catch (InterruptedIOException interruption) {
      throw interruption;
    } catch (IOException refused) {
      throw new EmbeddedPostgresException(
          "%s cannot be run; it belongs to another user, or its disk forbids programs: set COACH_HOME to a folder elsewhere."
              .formatted(words.get(prefix.size())),
          refused);
    }
  }

  /**
   * In a user namespace without a mapping, a process of root keeps root's files but sees itself as
   * nobody, which is all that PostgreSQL asks for.
   */
  private List<String> prefix() throws IOException, EmbeddedPostgresException {
    if (!LINUX
        || !Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return List.of();
    }
    List<String> words = List.of("unshare", "-U");
    if (!works(List.of("unshare", "-U", "true"))) {
      throw new EmbeddedPostgresException(NOT_AS_ROOT);
    }
    return words;
  }

  private boolean works(List<String> words) throws InterruptedIOException {
    try {
      return run(words).succeeded();
    } catch (InterruptedIOException interruption) {
      throw interruption;
    } catch (IOException missing) {
      return false;
    }
  }

  private Result run(List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(home.folder().toFile());
    // A file, not a pipe: on Windows the server inherits it and would keep a pipe open for good.
    builder.redirectErrorStream(true).redirectOutput(home.commandOutput().toFile());
    // Messages are recognised in English, and PGDATA and its like must not lead elsewhere.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("LC_MESSAGES", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "no answer for " + PATIENCE.toSeconds() + " seconds");
      }
    } catch (InterruptedException interruption) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + words);
    }
    return new Result(process.exitValue(), output());
  }

  private String output() throws IOException {
    return new String(Files.readAllBytes(home.commandOutput()), Charset.defaultCharset());
  }
}
