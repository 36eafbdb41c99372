package coach.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One server of the comparison: where its sources are, how they become a program, and how it runs.
 *
 * @param folder in which both commands run
 * @param build empty where there is nothing to build; repeated, it costs little
 * @param settings environment variables beside those that all get
 * @param signsIn whether each call comes from a lifter who has signed in, instead of from one
 */
record Peer(
    String name,
    Path folder,
    List<String> build,
    List<String> run,
    Map<String, String> settings,
    boolean signsIn) {
  private static final Path PEERS = Path.of("bench", "peers").toAbsolutePath();
  private static final String JAR = Path.of("target", "coach.jar").toAbsolutePath().toString();
  private static final String MAVEN = "mvn -q -B package dependency:copy-dependencies";

  /** What stands for the file of coach's own statement in settings. */
  static final String STATEMENT = "STATEMENT";

  private static final String USE = "-XX:AOTCache=";
  private static final String WRITE = "-XX:AOTCacheOutput=";

  static final String COACH = "coach, JDK 25";

  private static final String IMAGE_SIGNED_IN = "coach, the image's flags, signed in";

  private static final String QUARKUS = "Quarkus, Agroal";

  /** The Node peer, whose latency also tells what a small database changes. */
  static final String NODE = "TypeScript SDK, pg";

  /** As the image starts it, with what it has learned. */
  static final String IMAGE = "coach, the image's flags and cache";

  static List<Peer> all() throws java.io.IOException {
    List<Peer> all = new ArrayList<>();
    String newest = java("25").orElseGet(() -> ProcessHandle.current().info().command().get());
    java("25").ifPresent(java -> all.add(coach(COACH, List.of(java), false)));
    java("17").ifPresent(java -> all.add(coach("coach, JDK 17", List.of(java), false)));
    java("25").ifPresent(java -> all.add(coach("coach, JDK 25, signed in", List.of(java), true)));
    List<String> image = new ArrayList<>(List.of(newest));
    image.addAll(SmallServer.flagsOfTheImage());
    java("25").ifPresent(java -> all.add(coach(IMAGE_SIGNED_IN, List.copyOf(image), true)));
    List<String> cached = new ArrayList<>(image);
    cached.add(USE + PeerData.FOLDER.resolve("coach.aot").toAbsolutePath());
    java("25").ifPresent(java -> all.add(coach(IMAGE, SmallServer.linked(java, cached), false)));
    all.add(
        peer(NODE, "typescript", "npm install --no-audit --no-fund --silent", "node server.js"));
    all.add(
        peer(
            "FastMCP, asyncpg",
            "fastmcp",
            "python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt",
            ".venv/bin/python server.py"));
    all.add(
        peer(
            "Java SDK's servlet, HikariCP",
            "java-sdk",
            MAVEN,
            newest + " -cp target/java-sdk-1.jar:target/dependency/* peer.Peer"));
    String quarkus = newest + " -jar target/quarkus-app/quarkus-run.jar";
    all.add(peer(QUARKUS, "quarkus", "mvn -q -B package", quarkus));
    all.add(peer("Quarkus, coach's statement", "quarkus", "", quarkus).withStatement());
    String rust = "target/release/peer";
    all.add(peer("rmcp, tokio-postgres", "rust", "cargo build -q --release", rust));
    all.add(peer("rmcp, coach's statement", "rust", "", rust).withStatement());
    return all;
  }

  boolean isCoach() {
    return name.startsWith("coach");
  }

  boolean isJava() {
    return run.get(0).endsWith("java");
  }

  /** Whether it is also tried with little memory, by sixty-four lifters at once. */
  boolean isSmall() {
    return List.of(IMAGE_SIGNED_IN, QUARKUS, NODE).contains(name);
  }

  private static Peer coach(String name, List<String> java, boolean signsIn) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-jar", JAR, "serve"));
    Map<String, String> settings =
        Map.of(
            "COACH_AUTH",
            signsIn ? "builtin" : "none",
            "COACH_USER",
            PeerData.EMAIL,
            "RATE_LIMIT_PER_HOUR",
            "0",
            "LOG_LEVEL",
            "WARN");
    return new Peer(
        name, Path.of("").toAbsolutePath(), List.of(), List.copyOf(command), settings, signsIn);
  }

  private static Peer peer(String name, String folder, String build, String run) {
    return new Peer(
        name,
        PEERS.resolve(folder),
        build.isEmpty() ? List.of() : List.of("bash", "-c", build),
        List.of(run.split(" ")),
        Map.of("QUERY", PEERS.resolve("history.sql").toString()),
        false);
  }

  /** The same to write the cache that it starts from; empty where it starts from none. */
  java.util.Optional<Peer> trainee() {
    List<String> writing = run.stream().map(part -> part.replace(USE, WRITE)).toList();
    // More memory is needed to learn.
    List<String> roomy =
        writing.stream().filter(part -> !part.matches("-Xmx.*|-XX:MaxMetaspaceSize.*")).toList();
    return writing.equals(run)
        ? java.util.Optional.empty()
        : java.util.Optional.of(new Peer(name, folder, build, roomy, settings, signsIn));
  }

  private Peer withStatement() {
    Map<String, String> more = new java.util.HashMap<>(settings);
    more.put(STATEMENT, PeerData.STATEMENT.toAbsolutePath().toString());
    return new Peer(name, folder, build, run, Map.copyOf(more), signsIn);
  }

  /** A Java of this version, where the machine has one beside the one that runs. */
  static java.util.Optional<String> java(String version) {
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      return homes
          .filter(home -> home.getFileName().toString().contains("-" + version))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .sorted()
          .findFirst();
    } catch (java.io.IOException none) {
      return java.util.Optional.empty();
    }
  }

  /** Says why where it cannot be built. */
  java.util.Optional<String> built() throws java.io.IOException, InterruptedException {
    if (build.isEmpty()) {
      return java.util.Optional.empty();
    }
    Path log = Path.of("target", "bench", "build.log");
    Process building =
        new ProcessBuilder(build)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return building.waitFor() == 0
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            Files.readString(log).lines().filter(l -> !l.isBlank()).findFirst().orElse("no word"));
  }

  /** Its process's environment on this database. */
  Map<String, String> environment(PeerData.Side database, int port) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.putAll(
        Map.of(
            "DATABASE_URL",
            "postgres://%s:%s@127.0.0.1:%d/%s"
                .formatted(database.user(), database.password(), database.port(), database.name()),
            "PGPORT",
            Integer.toString(database.port()),
            "PGDATABASE",
            database.name(),
            "PGUSER",
            database.user(),
            "PGPASSWORD",
            database.password(),
            "LIFTER",
            PeerData.LIFTER.toString(),
            "PORT",
            Integer.toString(port)));
    return all;
  }
}
