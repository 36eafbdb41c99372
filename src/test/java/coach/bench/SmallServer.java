package coach.bench;

import coach.Caller;
import coach.db.Database;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.TestDatabase;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.tools.contents.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * coach with the memory of a small machine, in a process of its own; the header {@code Lifter} says
 * who asks.
 */
public final class SmallServer implements AutoCloseable {
  static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx88m",
          "-Xss512k",
          "-XX:MaxDirectMemorySize=16m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");

  private final Process process;
  private final int port;

  public static void main(String[] arguments) {
    Database database =
        new Database(new NativeRoad(Pool.open(arguments[0], arguments[1], arguments[2], 8)));
    WebServer server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(Tools.catalog(), database, "1", false),
            request ->
                Caller.remote(
                    UUID.fromString(request.getHeader("Lifter")),
                    Set.of(Caller.READ, Caller.WRITE)),
            database);
    server.start();
    Runnable end =
        () -> {
          server.drain(Duration.ofSeconds(3));
          server.stop();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end));
    System.out.println(server.port());
  }

  /** Starts with 88 MB of heap; what it logs goes to {@code target/small-server.log}. */
  public SmallServer(TestDatabase server) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(SMALL);
    command.add("-cp");
    command.addAll(List.of(System.getProperty("java.class.path"), SmallServer.class.getName()));
    command.addAll(List.of(server.jdbcUrl(), server.user(), server.password()));
    process =
        new ProcessBuilder(command)
            .redirectError(Redirect.appendTo(Path.of("target", "small-server.log").toFile()))
            .start();
    BufferedReader said = process.inputReader();
    port = Integer.parseInt(said.readLine());
  }

  /** The command that starts a Java as the image does, with its flags and one processor. */
  static List<String> javaOfTheImage() throws IOException {
    String image = Files.readString(Path.of("Dockerfile"));
    boolean pins = Files.isExecutable(Path.of("/usr/bin/taskset"));
    List<String> command =
        new ArrayList<>(pins ? List.of("/usr/bin/taskset", "-c", "0") : List.of());
    command.addAll(List.of("/usr/bin/env", quoted(image, "(MALLOC_ARENA_MAX=\\d+)")));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(flagsOfTheImage());
    command.add("-XX:ActiveProcessorCount=1");
    return command;
  }

  /** Java's flags in the image. */
  static List<String> flagsOfTheImage() throws IOException {
    String image = Files.readString(Path.of("Dockerfile"));
    Path compiler = Path.of("target", "compiler.json").toAbsolutePath();
    Files.writeString(compiler, quoted(image, "RUN echo '([^']*)' >/app/compiler.json"));
    String flags =
        quoted(image, "JDK_JAVA_OPTIONS=\"([^\"]*)\"")
            .replace("/app/compiler.json", compiler.toString());
    // Its cache is in the image alone.
    return Arrays.stream(flags.split(" ")).filter(flag -> !flag.contains("AOTCache")).toList();
  }

  /** The same command by a Java with no more in it than the image's, made from that one's. */
  static List<String> linked(String java, List<String> command) {
    try {
      String link = quoted(Files.readString(Path.of("Dockerfile")), "RUN (jlink (?:.*\\\\\n)*.*)");
      String folder = "java-%08x".formatted(link.hashCode());
      Path home = Path.of("target", "bench", folder).toAbsolutePath();
      if (!Files.exists(home)) {
        String made = link.replace("jlink", java.replaceFirst("java$", "jlink"));
        String[] words = made.replace("/opt/coach-java", home.toString()).split("\\s+");
        new ProcessBuilder(words).inheritIO().start().waitFor();
      }
      List<String> linked = new ArrayList<>(command);
      linked.set(linked.indexOf(java), home.resolve("bin/java").toString());
      return linked;
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException("no Java like the image's could be made", failed);
    }
  }

  private static String quoted(String image, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(image);
    if (!found.find()) {
      throw new IllegalStateException("the Dockerfile has no " + pattern);
    }
    return found.group(1).replace("\\\n", "");
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  long megabytes() throws IOException {
    return peakMegabytes(process);
  }

  /** The most memory a process has held, in MB; 0 where the system does not tell. */
  static long peakMegabytes(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
