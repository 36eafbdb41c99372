package coach.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A JVM of its own that starts the embedded database, answers one query per line of its standard
 * input, and leaves at its end: what other coach processes are to each other.
 */
final class CoachProcess implements AutoCloseable {
  private static final String READY = "ready ";

  private final Process process;
  private final BufferedReader answers;

  private CoachProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader queries =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), words -> {})) {
      System.out.println(READY + postgres.jdbcUrl());
      for (String query = queries.readLine(); query != null; query = queries.readLine()) {
        System.out.println(TestHome.ask(postgres, query));
      }
    }
  }

  static CoachProcess launch(TestHome home) throws IOException {
    return launch(home, Map.of());
  }

  /** With variables that differ from this process's own; errors go to {@code process.log}. */
  static CoachProcess launch(TestHome home, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            CoachProcess.class.getName(),
            home.folder().toString());
    builder.environment().putAll(environment);
    builder.redirectError(home.folder().resolve("process.log").toFile());
    return new CoachProcess(builder.start());
  }

  /** Waits until the process has the database, and returns the address it got. */
  String awaitReady() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    throw new IllegalStateException("the process ended before it had the database");
  }

  String ask(String query) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(query).append('\n').flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IllegalStateException("the process ended instead of answering");
    }
    return answer;
  }

  /** SIGKILL: no hook, no close. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the process as a person would, and waits. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    for (int waited = 0; process.isAlive(); waited += 10) {
      if (waited > 60_000) {
        process.destroyForcibly();
        throw new IllegalStateException("the process did not end");
      }
      HomeLocks.pause(10);
    }
  }
}
