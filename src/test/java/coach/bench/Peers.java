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
import java.util.stream.IntStream;

/**
 * coach beside servers of the same kind that do the same work on the same database, each written
 * plainly by its own documentation. Arguments: seconds of each load, rounds, minutes under a limit
 * of memory, and the beginning of the names of those who take part (all where there is none). The
 * servers take turns, so that whatever else the machine does meets all of them.
 */
final class Peers {
  private static final int LIFTERS = 2_000;
  private static final int FEW_LIFTERS = 20;
  private static final int STARTS = 5;

  /** Times the length of a load, before it is measured: a Java compiles what it has seen often. */
  private static final int WARM_UP = 3;

  private static final int[] CONNECTIONS = {1, 8, 64};
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
      String token = tokens == null ? null : Files.readAllLines(tokens).get(0);
      try (PeerProcess process = new PeerProcess(peer, side, token, small, port)) {
        work.on(process, tokens);
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      String why = String.valueOf(failed.getMessage()).strip().replaceAll("\\s+", " ");
      table.leaveOut(peer.name(), why.substring(0, Math.min(why.length(), 300)));
    }
  }

  private Path tokens(int port) throws IOException {
    Path file = PeerData.FOLDER.resolve("tokens.txt");
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
    for (int start = 0; start < STARTS; start++) {
      for (Peer peer : peers) {
        with(
            peer,
            near,
            false,
            (process, tokens) -> table.add(peer.name(), "start ms", process.millisToAnswer));
      }
    }
  }

  private void loads() throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("round %d of %d%n", round, rounds);
      for (Peer peer : peers) {
        with(peer, near, false, (process, tokens) -> load(peer, process, tokens));
      }
      if (Pgbench.isThere()) {
        floor("pgbench, coach's statements, 1 trip", Pgbench.COACH);
        floor("pgbench, the plain query, 4 trips", Pgbench.PLAIN);
      } else {
        table.leaveOut("pgbench", "it is not installed");
      }
    }
  }

  private void load(Peer peer, PeerProcess process, Path tokens)
      throws IOException, InterruptedException {
    Load.run(process.url, 8, WARM_UP * seconds, 0, tokens);
    double most = 0;
    for (int connections : CONNECTIONS) {
      // One lifter has fewer calls in work at once than that; sixty-four have.
      if (connections <= 8 || !peer.name().startsWith("coach") || peer.signsIn()) {
        Measured measured = Load.run(process.url, connections, seconds, 0, tokens);
        note(peer.name(), connections, measured);
        most = connections == 8 ? measured.perSecond() : most;
      }
    }
    Measured half = Load.run(process.url, 8, seconds, pause(peer, most), tokens);
    table.add(peer.name(), "half load p50", half.p50());
    table.add(peer.name(), "half load p99", half.p99());
    table.add(peer.name(), "half load share %", 100 * half.perSecond() / most);
  }

  /** So that eight connections ask half as often as they could. */
  private double pause(Peer peer, double most) {
    return Math.max(1, 2 * 8 * 1000 / most - table.of(peer.name(), STRAIGHT));
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
    for (int connections : List.of(1, 8)) {
      note(name, connections, Pgbench.run(near, script, connections, seconds));
    }
  }

  /** What is added at a distance beyond one trip to the database. */
  private void far() throws IOException {
    try (Distance distance = new Distance(0, near::port, FAR)) {
      for (int round = 0; round < rounds; round++) {
        for (Peer peer : peers) {
          with(
              peer,
              near.through(distance.port()),
              false,
              (process, tokens) -> {
                Load.run(process.url, 1, seconds, 0, tokens);
                double far = Load.run(process.url, 1, seconds, 0, tokens).p50();
                table.add(peer.name(), "p50 at 10 ms", far);
                double beyond = far - FAR.toMillis() - table.of(peer.name(), STRAIGHT);
                table.add(peer.name(), "beyond one trip", beyond);
              });
        }
      }
    }
  }

  /** The same lifter on a hundredth of the data. */
  private void few(PeerData.Side side) {
    for (int round = 0; round < rounds; round++) {
      for (Peer peer : peers) {
        if (peer.name().equals(Peer.NODE) || peer.name().equals(Peer.COACH)) {
          with(
              peer,
              side,
              false,
              (process, tokens) -> {
                Load.run(process.url, 8, WARM_UP * seconds, 0, tokens);
                double few = Load.run(process.url, 1, seconds, 0, tokens).p50();
                table.add(peer.name(), "100 x the data", table.of(peer.name(), STRAIGHT) / few);
              });
        }
      }
    }
  }

  private void small(int length) {
    for (Peer peer : peers) {
      // coach with one lifter refuses sixty-four calls at once, so that it gets eight.
      boolean isOne = peer.name().startsWith("coach") && !peer.signsIn();
      with(
          peer,
          near,
          true,
          (process, tokens) -> {
            Measured held = Load.run(process.url, isOne ? 8 : 64, length, 0, tokens);
            table.add(peer.name(), "MB at rest after", process.megabytes()[0]);
            table.add(peer.name(), "MB at most", process.megabytes()[1]);
            table.add(peer.name(), "failed in 256 MB", held.failed());
          });
    }
  }

  private void report(PeerData.ServerTimes times) throws IOException, SQLException {
    Path file = PeerData.FOLDER.resolve("peers.json");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), table.json());
    System.out.printf(
        "Machine: %d processors, %s; %d rounds of %d seconds a load; medians; ms where nothing else is said.%n%n",
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
        PeerProcess.limits()
            ? "Memory: in a control group of 256 MB."
            : "Memory: without a limit, which this machine does not let us set.");
    System.out.println("Every run: " + file);
  }
}
