package coach.bench;

import coach.bench.Load.Measured;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.db.TestDatabase;
import coach.oauth.TestTokens;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * coach beside servers of the same kind that do the same work on the same database, each written
 * plainly by its own documentation. Arguments: seconds of the loads at 8 connections, rounds,
 * minutes under a limit of memory, and the beginning of the names of those who take part (all where
 * there is none). All servers stay up and take turns, so that whatever else the machine does meets
 * all of them.
 */
final class Peers {
  private static final int LIFTERS = 2_000;
  private static final int FEW_LIFTERS = 20;

  /** Calls before any is measured: a Java compiles what it has seen often, the others do not. */
  private static final int WARM_JAVA = 5_000;

  private static final int WARM = 500;
  private static final Duration FAR = Duration.ofMillis(10);
  private static final String STRAIGHT = "p50 at 1";

  private final PeerTable table = new PeerTable();
  private final List<Peer> peers = new ArrayList<>();
  private final TestDatabase database;
  private final PeerData.Side near;
  private final int seconds;
  private final int rounds;

  private Peers(TestDatabase database, int seconds, int rounds) {
    this.database = database;
    near = PeerData.Side.of(database);
    this.seconds = seconds;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    double minutes = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 10;
    if (!Load.program("wrk")) {
      throw new IllegalStateException("bin/bench peers needs wrk: install it.");
    }
    long began = System.nanoTime();
    PeerData.write();
    try (TestDatabase many = PeerData.fill(LIFTERS);
        TestDatabase few = PeerData.fill(FEW_LIFTERS)) {
      Peers bench = new Peers(many, seconds, rounds);
      bench.invite(List.of(arguments).subList(Math.min(3, arguments.length), arguments.length));
      bench.train();
      bench.starts();
      bench.loads();
      bench.far();
      bench.few(PeerData.Side.of(few));
      bench.small((int) (minutes * 60));
      bench.report(PeerData.serverTimes(many, 200));
    }
    long took = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    System.out.printf("All of it took %d min %d s.%n", took / 60, took % 60);
  }

  private void invite(List<String> names) throws IOException, InterruptedException {
    for (Peer peer : Peer.all()) {
      if (names.isEmpty() || names.stream().anyMatch(peer.name()::startsWith)) {
        System.err.println("building " + peer.name());
        peer.built()
            .ifPresentOrElse(
                why -> table.leaveOut(peer.name(), "it cannot be built here: " + why),
                () -> peers.add(peer));
      }
    }
  }

  /** One start and one call, from which a Java learns what the next start needs. */
  private void train() {
    for (Peer peer : peers) {
      peer.trainee().ifPresent(trainee -> with(trainee, near, false, (process, tokens) -> {}));
    }
  }

  private interface Work {
    void on(PeerProcess process, Path tokens) throws IOException, InterruptedException;
  }

  /** What fails is left out with its reason, and the others go on. */
  private void with(Peer peer, PeerData.Side side, boolean small, Work work) {
    try {
      int port = PeerProcess.freePort();
      Path tokens = peer.signsIn() ? tokens(port) : null;
      try (PeerProcess process = new PeerProcess(peer, side, first(tokens), small, port)) {
        work.on(process, tokens);
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      table.leaveOut(peer.name(), why(failed));
    }
  }

  private static String first(Path tokens) throws IOException {
    return tokens == null ? null : Files.readAllLines(tokens).get(0);
  }

  private static String why(Exception failed) {
    String why = String.valueOf(failed.getMessage()).strip().replaceAll("\\s+", " ");
    return why.substring(0, Math.min(why.length(), 300));
  }

  private Path tokens(int port) throws IOException {
    Path file = PeerData.FOLDER.resolve("tokens-" + port + ".txt");
    try (NativeRoad road =
        new NativeRoad(Pool.open(database.jdbcUrl(), near.user(), near.password(), 1))) {
      TestTokens tokens =
          new TestTokens(URI.create("http://localhost:" + port), new ServerStatements(road));
      Files.write(
          file,
          IntStream.rangeClosed(7, LIFTERS / 2)
              .mapToObj(number -> tokens.of(Bench.lifter(number)))
              .toList());
    }
    return file;
  }

  private void starts() {
    for (int start = 0; start < rounds; start++) {
      for (Peer peer : peers) {
        with(
            peer,
            near,
            false,
            (process, tokens) -> table.add(peer.name(), "start ms", process.millisToAnswer));
      }
    }
  }

  /** A server that waits for its turn. */
  private record Running(Peer peer, PeerProcess process, Path tokens) {}

  private void loads() throws IOException, InterruptedException {
    List<Running> running = new ArrayList<>();
    try {
      for (Peer peer : peers) {
        // Outlives this block, unless it cannot be warmed up.
        start(peer).ifPresent(running::add);
      }
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("round %d of %d%n", round, rounds);
        for (Running server : running) {
          load(server.peer(), server.process(), server.tokens());
        }
        floors();
      }
    } finally {
      running.forEach(server -> server.process().close());
    }
  }

  private Optional<Running> start(Peer peer) {
    PeerProcess process = null;
    try {
      int port = PeerProcess.freePort();
      Path tokens = peer.signsIn() ? tokens(port) : null;
      process = new PeerProcess(peer, near, first(tokens), false, port);
      warm(peer, process, tokens);
      return Optional.of(new Running(peer, process, tokens));
    } catch (IOException | InterruptedException | RuntimeException failed) {
      if (process != null) {
        process.close();
      }
      table.leaveOut(peer.name(), why(failed));
      return Optional.empty();
    }
  }

  private void warm(Peer peer, PeerProcess process, Path tokens)
      throws IOException, InterruptedException {
    double calls = 0;
    for (int load = 0; calls < (peer.isJava() ? WARM_JAVA : WARM) && load < 30; load++) {
      calls += 3 * Load.run(process.url, 8, 3, 0, tokens).perSecond();
    }
    System.err.printf("%s is warm after %.0f calls%n", peer.name(), calls);
  }

  private void load(Peer peer, PeerProcess process, Path tokens)
      throws IOException, InterruptedException {
    // A pool may have closed its connections meanwhile.
    Load.run(process.url, 8, 1, 0, tokens);
    note(peer.name(), 1, Load.run(process.url, 1, part(5), 0, tokens));
    Measured most = Load.run(process.url, 8, seconds, 0, tokens);
    note(peer.name(), 8, most);
    // One lifter has fewer calls in work at once than that; sixty-four have.
    if (!peer.isCoach() || peer.signsIn()) {
      note(peer.name(), 64, Load.run(process.url, 64, part(2), 0, tokens));
    }
    if (peer.isCoach() || peer.name().equals(Peer.NODE)) {
      half(peer, process, tokens, most.perSecond());
    }
  }

  private void half(Peer peer, PeerProcess process, Path tokens, double most)
      throws IOException, InterruptedException {
    Measured half = Load.run(process.url, 8, seconds, pause(peer, most), tokens);
    table.add(peer.name(), "half load p50", half.p50());
    table.add(peer.name(), "half load p99", half.p99());
    table.add(peer.name(), "half load share %", 100 * half.perSecond() / most);
  }

  /** So that eight connections ask half as often as they could. */
  private double pause(Peer peer, double most) {
    return Math.max(1, 2 * 8 * 1000 / most - table.of(peer.name(), STRAIGHT));
  }

  private int part(int parts) {
    return Math.max(1, seconds / parts);
  }

  private void floors() throws IOException, InterruptedException {
    if (Pgbench.isThere()) {
      floor("pgbench, coach's statements, 1 trip", Pgbench.COACH);
      floor("pgbench, the plain query, 4 trips", Pgbench.PLAIN);
    } else {
      table.leaveOut("pgbench", "it is not installed");
    }
  }

  private void note(String row, int connections, Measured measured) {
    table.add(row, "calls/s at " + connections, measured.perSecond());
    table.add(row, "p50 at " + connections, measured.p50());
    table.add(row, "p99 at " + connections, measured.p99());
    table.add(row, "failed", measured.failed());
    if (measured.bytes() > 0) {
      table.add(row, "KB an answer", measured.bytes() / 1024);
    }
  }

  private void floor(String name, Path script) throws IOException, InterruptedException {
    note(name, 1, Pgbench.run(near, script, 1, part(2)));
    note(name, 8, Pgbench.run(near, script, 8, seconds));
  }

  /** What is added at a distance beyond one trip to the database. */
  private void far() throws IOException {
    try (Distance distance = new Distance(0, near::port, FAR)) {
      for (Peer peer : compared()) {
        with(
            peer,
            near.through(distance.port()),
            false,
            (process, tokens) -> {
              warm(peer, process, tokens);
              double far = Load.run(process.url, 1, seconds, 0, tokens).p50();
              table.add(peer.name(), "p50 at 10 ms", far);
              double beyond = far - FAR.toMillis() - table.of(peer.name(), STRAIGHT);
              table.add(peer.name(), "beyond one trip", beyond);
            });
      }
    }
  }

  /** The same lifter on a hundredth of the data. */
  private void few(PeerData.Side side) {
    for (Peer peer : compared()) {
      with(
          peer,
          side,
          false,
          (process, tokens) -> {
            warm(peer, process, tokens);
            double few = Load.run(process.url, 1, seconds, 0, tokens).p50();
            table.add(peer.name(), "100 x the data", table.of(peer.name(), STRAIGHT) / few);
          });
    }
  }

  private List<Peer> compared() {
    return peers.stream().filter(p -> List.of(Peer.NODE, Peer.COACH).contains(p.name())).toList();
  }

  /** All at the same time, because nothing is timed: 64 connections ask each. */
  private void small(int length) throws InterruptedException {
    List<Thread> loads =
        peers.stream()
            .filter(Peer::isSmall)
            .map(
                peer ->
                    new Thread(() -> with(peer, near, true, (p, t) -> hold(peer, p, t, length))))
            .toList();
    loads.forEach(Thread::start);
    for (Thread load : loads) {
      load.join();
    }
  }

  private void hold(Peer peer, PeerProcess process, Path tokens, int length)
      throws IOException, InterruptedException {
    Measured held = Load.run(process.url, 64, length, 0, tokens);
    table.add(peer.name(), "MB at rest after", process.megabytes()[0]);
    table.add(peer.name(), "MB at most", process.megabytes()[1]);
    table.add(peer.name(), "failed in 256 MB", held.failed());
  }

  private void report(PeerData.ServerTimes times) throws IOException, SQLException {
    Path file = PeerData.FOLDER.resolve("peers.json");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), table.json());
    System.out.printf(
        "Machine: %d processors, %s; %d rounds, %d seconds a load at 8 connections; medians; ms where nothing else is said.%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"), rounds, seconds);
    List<String> speed =
        List.of(
            "start ms",
            "calls/s at 1",
            "calls/s at 8",
            "calls/s at 64",
            "p50 at 8",
            "p99 at 8",
            "p99 at 64",
            "half load p50",
            "half load p99",
            "KB an answer",
            "failed");
    List<String> rest =
        List.of(
            STRAIGHT,
            "p50 at 10 ms",
            "beyond one trip",
            "100 x the data",
            "MB at rest after",
            "MB at most",
            "failed in 256 MB");
    System.out.println(table.markdown(speed));
    System.out.println();
    System.out.println(table.markdown(rest));
    System.out.printf(
        Locale.ROOT,
        "%nInside the server: coach's statement %.2f ms, the plain query %.2f ms, ratio %.1f.%n",
        times.coach(),
        times.plain(),
        times.coach() / times.plain());
    System.out.println(
        PeerProcess.limits(0)
            ? "Memory: in a control group of 256 MB."
            : "Memory: without a limit, which this machine does not let us set.");
    System.out.println("Every run: " + file);
  }
}
