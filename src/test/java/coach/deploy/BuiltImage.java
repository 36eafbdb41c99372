package coach.deploy;

import coach.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The image as buildah made it of the Dockerfile, and its root file system as a host starts it. */
final class BuiltImage {
  private static final Path SCRIPTS = Path.of("src/test/image").toAbsolutePath();
  private static final String SECONDS_TO_BUILD = "600";

  private final Path folder;
  private final JsonNode config;

  private BuiltImage(Path folder, JsonNode config) {
    this.folder = folder;
    this.config = config;
  }

  /** In CI always; elsewhere where the programs are there and may do what only root may. */
  static boolean mustBuild() throws Exception {
    return "true".equals(System.getenv("CI")) || (shell("id -u").equals("0") && hasPrograms());
  }

  private static boolean hasPrograms() throws Exception {
    return !shell(
                "command -v buildah && command -v unshare && command -v python3 && command -v mvn")
            .isEmpty()
        && !jdk().isEmpty();
  }

  private static String jdk() throws Exception {
    return shell("source bin/.environment && find_java 25 99 javac");
  }

  /** What a line of bash prints, nothing where it fails. */
  private static String shell(String line) throws Exception {
    Run run = Run.of(Path.of("."), Map.of(), "", List.of("bash", "-c", line));
    return run.code() == 0 ? run.out().strip() : "";
  }

  static BuiltImage build(Path folder) throws Exception {
    String script = SCRIPTS.resolve("build").toString();
    Path log = folder.resolveSibling(folder.getFileName() + ".txt").toAbsolutePath();
    delete(folder);
    ProcessBuilder build =
        new ProcessBuilder(
            "timeout", SECONDS_TO_BUILD, script, folder.toAbsolutePath().toString(), jdk());
    Files.createDirectories(log.getParent());
    int code = build.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    boolean learned = !Files.readString(log).contains("does not fit the tool any more");
    if (code != 0 || !learned) {
      delete(folder);
      throw new AssertionError("no image (code " + code + "):\n" + Files.readString(log));
    }
    JsonNode image = new ObjectMapper().readTree(folder.resolve("image.json").toFile());
    return new BuiltImage(folder, image.at("/Docker/config"));
  }

  /** What the Dockerfile says about starting it. */
  JsonNode config() {
    return config;
  }

  /** With which Java runs in it. */
  String javaOptions() {
    return words(config.get("Env")).stream()
        .filter(pair -> pair.startsWith("JDK_JAVA_OPTIONS="))
        .map(pair -> pair.split("=", 2)[1])
        .findFirst()
        .orElseThrow();
  }

  Path root() throws IOException {
    return folder.resolve("coach").toRealPath();
  }

  /** What the build was given of the checkout. */
  Path context() throws IOException {
    return folder.resolve("coach-context").toRealPath();
  }

  /** Starts what the image starts, and returns when it serves. */
  Process serve(Map<String, String> settings) throws IOException {
    return serve(settings, List.of());
  }

  /** The same without IPv6, and without any way out but the one to that port of this machine. */
  Process serveApart(Map<String, String> settings, int database) throws IOException {
    String apart = SCRIPTS.resolve("apart").toString();
    return serve(settings, List.of("python3", apart, Integer.toString(database)));
  }

  private Process serve(Map<String, String> settings, List<String> from) throws IOException {
    long start = System.nanoTime();
    List<String> command = new ArrayList<>(from);
    command.addAll(entryPoint(settings));
    Process server = Run.start(Path.of("."), Map.of(), command);
    BufferedReader err = server.errorReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    String line;
    while ((line = err.readLine()) != null) {
      said.add(line);
      if (line.startsWith("coach serves " + settings.get("MCP_SERVER_URL") + "/mcp")) {
        System.err.printf(
            "image: it served after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        // Nobody reads on, and a full pipe would stop it.
        new Thread(() -> drain(err)).start();
        return server;
      }
    }
    throw new AssertionError("it ended: " + said);
  }

  private static void drain(BufferedReader rest) {
    try {
      rest.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // Its process is gone, which is what the tests want in the end.
    }
  }

  /** Runs the image's entry point with these words, or with its own where there are none. */
  Run run(Map<String, String> settings, String... words) throws Exception {
    return Run.of(Path.of("."), Map.of(), "", entryPoint(settings, words));
  }

  private List<String> entryPoint(Map<String, String> settings, String... words)
      throws IOException {
    List<String> command = words(config.get("Entrypoint"));
    command.addAll(words.length == 0 ? words(config.get("Cmd")) : List.of(words));
    return inside(settings, command);
  }

  /** Runs the check that the image names. */
  Run check(Map<String, String> settings) throws Exception {
    List<String> test = words(config.at("/Healthcheck/Test"));
    return shellFree(settings, test.subList(1, test.size()));
  }

  /** Runs any program of the image. */
  Run shellFree(Map<String, String> settings, List<String> command) throws Exception {
    return Run.of(Path.of("."), Map.of(), "", inside(settings, command));
  }

  /** Everything in between replaces itself, so that the process is the image's own. */
  private List<String> inside(Map<String, String> settings, List<String> command)
      throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    words(config.get("Env"))
        .forEach(pair -> environment.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
    environment.putAll(settings);
    List<String> all = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> all.add(name + "=" + value));
    all.add(SCRIPTS.resolve("enter").toString());
    all.add(root().toString());
    all.add(config.get("User").asText());
    all.addAll(command);
    return all;
  }

  private static List<String> words(JsonNode list) {
    return new ArrayList<>(
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList());
  }

  /** Below these folders, by their path from there. */
  static List<String> files(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).map(f -> top.relativize(f).toString()).toList();
    }
  }

  private static void delete(Path folder) throws Exception {
    Run.of(Path.of("."), Map.of(), "", List.of("rm", "-rf", folder.toString()));
  }

  void delete() throws Exception {
    delete(folder);
  }
}
