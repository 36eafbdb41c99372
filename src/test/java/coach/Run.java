package coach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One finished process of the operating system, so that tests see exactly what a user would.
 *
 * @param code its exit code
 */
public record Run(int code, String out, String err) {
  private static final int PATIENCE_SECONDS = 120;

  /** Settings of the person who runs the tests must not reach the processes under test. */
  private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  /** With these the scripts in bin start coach, whose work ends before the last compiler pays. */
  private static final List<String> SHORT_RUN =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Runs this JVM's own {@code java} with nothing on its standard input. */
  public static Run java(Map<String, String> environment, String... arguments) throws Exception {
    return of(Path.of("."), environment, "", javaCommand(arguments));
  }

  /** Runs the built jar with nothing on its standard input. */
  public static Run jar(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(jarCommand());
    command.addAll(Arrays.asList(arguments));
    return of(Path.of("."), environment, "", command);
  }

  /** The command line that starts the built jar. */
  public static List<String> jarCommand() {
    return javaCommand("-jar", System.getProperty("coach.jar"));
  }

  /** The command line that starts this JVM's own {@code java} for a while. */
  public static List<String> javaCommand(String... arguments) {
    List<String> command = new ArrayList<>(List.of(javaProgram()));
    command.addAll(SHORT_RUN);
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  public static String javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs a command to its end. */
  public static Run of(
      Path folder, Map<String, String> environment, String in, List<String> command)
      throws Exception {
    Process process = start(folder, environment, command);
    CompletableFuture<String> out = read(process.getInputStream());
    CompletableFuture<String> err = read(process.getErrorStream());
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(in.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // The process ended without reading its input; its exit code tells the story.
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; it said: " + out.get() + err.get());
    }
    return new Run(process.exitValue(), out.get(), err.get());
  }

  /** Starts a command in an environment that holds nothing but what is given. */
  public static Process start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(KEPT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
        },
        task -> new Thread(task).start());
  }
}
