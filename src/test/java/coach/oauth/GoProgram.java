package coach.oauth;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that Go installs as a module, kept below {@code target} between runs. Where Go or the
 * module cannot be had, the test is skipped, and says why.
 */
final class GoProgram {
  private static final int SECONDS_TO_ASK = 60;
  private static final int SECONDS_TO_BUILD = 900;

  private final String module;
  private final Path folder;

  /** Why it cannot be had, so that it is asked for once in a run. */
  private String missing;

  /**
   * @param module with its query, such as {@code example.org/thing@v1.2.3}
   */
  GoProgram(String module, Path folder) {
    this.module = module;
    this.folder = folder;
  }

  /** The program; skips the test where there is none. */
  synchronized Path installed() throws IOException, InterruptedException {
    String name = module.replaceFirst("@.*", "").replaceFirst(".*/", "");
    Path program = folder.resolve("bin").resolve(name).toAbsolutePath();
    if (missing == null && !Files.isExecutable(program)) {
      missing = install(program.getParent());
    }
    if (missing != null) {
      System.out.println("skipped: " + missing);
      Assumptions.abort(missing);
    }
    return program;
  }

  /** Why it failed, or null. */
  private String install(Path programs) throws IOException, InterruptedException {
    Files.createDirectories(programs);
    if (!isOnPath("go")) {
      return "Go is not installed, so " + module + " cannot be tried.";
    }
    // Whether it is to be had is known in a moment; only then is it worth the time to build it.
    String refusal = go(SECONDS_TO_ASK, programs, "list", "-m", module);
    return refusal != null ? refusal : go(SECONDS_TO_BUILD, programs, "install", module);
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** Why this failed, or null. */
  private String go(int seconds, Path programs, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("go.log").toAbsolutePath();
    ProcessBuilder go = new ProcessBuilder("go").directory(folder.toFile());
    go.command().addAll(List.of(arguments));
    go.environment()
        .putAll(
            Map.of(
                "GOBIN", programs.toString(),
                "GOTOOLCHAIN", "auto",
                "CGO_ENABLED", "0",
                // From the proxy that this machine names or not at all.
                "GOVCS", "*:off",
                "GOWORK", "off"));
    Process process = go.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return "Go did not get %s within %d seconds.".formatted(module, seconds);
    }
    List<String> said = Files.readAllLines(log);
    return process.exitValue() == 0
        ? null
        : "Go cannot get %s: %s"
            .formatted(module, said.isEmpty() ? "no reason" : said.get(said.size() - 1).strip());
  }
}
