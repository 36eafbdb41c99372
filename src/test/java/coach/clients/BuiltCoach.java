package coach.clients;

import coach.Run;
import coach.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The built jar with a home of its own, serving over HTTP while the test runs. */
final class BuiltCoach {
  private static final Path BUILD = Path.of(System.getProperty("coach.jar")).getParent();
  private static final Pattern ADDRESS = Pattern.compile("coach serves (http://\\S+/mcp) ");
  private static final int SECONDS_TO_STOP = 30;

  /** Where the lifter is: it is noon there, so that no day ends while answers are compared. */
  static final ZoneId ZONE =
      ZoneId.of("Etc/GMT%+d".formatted(LocalTime.now(ZoneOffset.UTC).getHour() - 12));

  private final Path home;
  private final Process server;
  private final String url;

  private BuiltCoach(Path home, Process server, String url) {
    this.home = home;
    this.server = server;
    this.url = url;
  }

  /** A coach that knows the training log in this file. */
  static BuiltCoach serving(Path log) throws Exception {
    Path home = Files.createTempDirectory(BUILD, "coach-home");
    Run filled = Run.jar(environment(home), "import", log.toString(), "--yes");
    if (filled.code() != 0) {
      throw new AssertionError("import failed: " + filled.err());
    }
    List<String> command = Stream.concat(Run.jarCommand().stream(), Stream.of("serve")).toList();
    Process server = Run.start(Path.of("."), environment(home), command);
    return new BuiltCoach(home, server, address(server));
  }

  private static Map<String, String> environment(Path home) {
    String java = System.getProperty("java.home");
    return Map.of(
        "COACH_HOME",
        home.toString(),
        "TZ",
        ZONE.getId(),
        "PORT",
        "0",
        "JAVA_HOME",
        java,
        "COACH_AUTH",
        "none",
        "RATE_LIMIT_PER_HOUR",
        "0");
  }

  private static String address(Process server) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      said.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        drain(lines);
        return address.group(1);
      }
    }
    throw new AssertionError("coach does not serve: " + said);
  }

  /** A full pipe would make the server wait. */
  static void drain(BufferedReader lines) {
    Thread reader = new Thread(() -> lines.lines().forEach(line -> {}));
    reader.setDaemon(true);
    reader.start();
  }

  private Map<String, String> environment() {
    return environment(home);
  }

  Target overHttp() {
    return Target.http(url);
  }

  /** What a desktop client starts. */
  Target overStdio() {
    return Target.stdio(stdioCommand(), environment());
  }

  private List<String> stdioCommand() {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return Stream.concat(Run.jarCommand().stream(), Stream.of("stdio")).toList();
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
    // Empty settings win over a developer's own, which the script would read from .env.
    Setting.ALL.stream()
        .map(Setting::name)
        .filter(name -> !environment().containsKey(name))
        .forEach(name -> command.add(name + "="));
    command.add(Path.of("bin", "coach-stdio").toAbsolutePath().toString());
    return command;
  }

  Run run(String... arguments) throws Exception {
    return Run.jar(environment(), arguments);
  }

  void stop() throws Exception {
    server.destroy();
    if (!server.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
      server.destroyForcibly();
      throw new AssertionError("coach did not stop within %d s".formatted(SECONDS_TO_STOP));
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
