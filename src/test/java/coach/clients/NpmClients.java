package coach.clients;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import coach.Run;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Other people's clients, installed from npm into {@code target/clients} together with the Node
 * that they need, because machines have older ones.
 */
public final class NpmClients {
  static final Path SOURCES = Path.of("src", "test", "clients");

  private static final Path FOLDER =
      Path.of(System.getProperty("coach.jar")).resolveSibling("clients").toAbsolutePath();
  private static final Path INSTALLED = FOLDER.resolve("installed.json");
  private static final String LOCK = "package-lock.json";
  private static final int MINUTES_TO_INSTALL = 10;

  private final Path node;

  private NpmClients(Path node) {
    this.node = node;
  }

  /** Installs what is missing or stale. Skips the test where that is impossible; in CI it fails. */
  public static synchronized NpmClients installed() throws Exception {
    Files.createDirectories(FOLDER);
    // The tests run in several processes, and npm empties the folder before it fills it.
    try (FileChannel turn = FileChannel.open(FOLDER.resolve("turn"), CREATE, WRITE)) {
      turn.lock();
      bringUpToDate();
      return new NpmClients(node());
    }
  }

  private static void bringUpToDate() throws IOException, InterruptedException {
    for (String file : List.of("package.json", LOCK, "ask.mjs", "supabase.mjs", "rpc.mjs")) {
      Path mine = FOLDER.resolve(file);
      // Another process may be running it, so a copy that is right stays.
      if (!Files.exists(mine) || Files.mismatch(SOURCES.resolve(file), mine) >= 0) {
        Files.copy(SOURCES.resolve(file), mine, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, FOLDER.resolve(LOCK)) >= 0) {
      Files.deleteIfExists(INSTALLED);
      install();
      Files.copy(FOLDER.resolve(LOCK), INSTALLED);
    }
  }

  private static void install() throws InterruptedException, IOException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    // Whatever npm needs to reach its registry is in this environment; no package runs a script.
    ProcessBuilder npm =
        new ProcessBuilder(
                windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("npm.log").toFile());
    Process process;
    try {
      process = npm.start();
    } catch (IOException missing) {
      skip("npm is not installed, so the Inspector and the TypeScript SDKs cannot be tried");
      return;
    }
    if (!process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      skip("npm did not end within %d minutes".formatted(MINUTES_TO_INSTALL));
    } else if (process.exitValue() != 0) {
      skip("npm could not install the clients; see " + FOLDER.resolve("npm.log"));
    }
  }

  private static Path node() throws IOException {
    try (Stream<Path> packages = Files.list(FOLDER.resolve("node_modules"))) {
      List<Path> programs =
          packages
              .filter(folder -> folder.getFileName().toString().startsWith("node-"))
              .flatMap(folder -> Stream.of("node", "node.exe").map(folder.resolve("bin")::resolve))
              .filter(Files::isRegularFile)
              .toList();
      if (programs.isEmpty()) {
        skip("npm has no Node for this kind of machine");
      }
      return programs.get(0);
    }
  }

  private static void skip(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(reason + "; in CI nothing may be left out.");
    }
    Assumptions.abort(reason);
  }

  /** Where the packages are, {@code @scope/name} each. */
  public Path packages() {
    return FOLDER.resolve("node_modules");
  }

  /**
   * One of these clients on its way.
   *
   * @param client {@code inspector}, {@code sdk-1} or {@code sdk-2}
   */
  Road road(String client, Target target, String era) {
    return client.equals("inspector")
        ? new InspectorRoad(this, target, era)
        : new TypeScriptRoad(this, target, client.equals("sdk-1") ? 1 : 2, era);
  }

  /**
   * The bridge over which clients that only start programs reach a server that only speaks HTTP.
   *
   * @param url of that server
   */
  Target bridgeTo(String url) throws IOException {
    Path program = packages().resolve(Path.of("mcp-remote", "dist", "proxy.js"));
    Map<String, String> environment = new HashMap<>(home());
    environment.put("MCP_REMOTE_CONFIG_DIR", FOLDER.resolve("mcp-remote").toString());
    return Target.stdio(
        List.of(node.toString(), program.toString(), url, "--allow-http"), environment);
  }

  /** Runs a program of these packages with a home of its own, away from the tester's settings. */
  Run run(String program, List<String> words) throws Exception {
    return run(program, words, home());
  }

  /** The same with these settings of its user instead. */
  Run run(String program, List<String> words, Map<String, String> environment) throws Exception {
    return Run.of(FOLDER, environment, "", command(program, words));
  }

  /** What starts a program of these packages. */
  List<String> command(String program, List<String> words) {
    List<String> command = new ArrayList<>(List.of(node.toString(), program));
    command.addAll(words);
    return command;
  }

  /** A home away from the tester's own settings. */
  static Map<String, String> home() throws IOException {
    String home = Files.createDirectories(FOLDER.resolve("home")).toString();
    return Map.of("HOME", home, "USERPROFILE", home);
  }
}
