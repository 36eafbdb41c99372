package coach.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import coach.Caller;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.testing.CoachDatabase;
import coach.tools.Catalog;
import coach.tools.contents.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Thousands of spoiled messages against a real database: each gets the answer that is due, and
 * nothing grows. {@code -Dtest.jvm.args="-Dfuzz.seed=7 -Dfuzz.messages=500000"} looks elsewhere.
 */
@Tag("slow")
@Timeout(900)
class ProtocolFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20260728L);
  private static final int MESSAGES = Integer.getInteger("fuzz.messages", 3_600);

  /** Half of them over each road; the live heap is measured after each round. */
  private static final int ROUNDS = 6;

  private static final int CONNECTIONS = 6;
  private static final int WINDOW = 48;
  private static final double MOST_GROWTH = 1.1;

  /** What caches and pools take until they are full, which a short run does not see. */
  private static final long WARMING_UP = 6_000_000;

  private static final Catalog OFFER = Tools.catalog();

  private static CoachDatabase database;
  private static Caller caller;

  @BeforeAll
  static void start() {
    quiet("coach.calls", Level.WARN);
    quiet("coach.access", Level.WARN);
    quiet("coach.mcp", Level.ERROR);
    database = new CoachDatabase();
    caller = database.account("Fuzz");
  }

  /** A hundred thousand lines of log would hide everything else. */
  private static void quiet(String logger, Level level) {
    ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
  }

  @AfterAll
  static void stop() {
    quiet("coach.calls", null);
    quiet("coach.access", null);
    quiet("coach.mcp", null);
    database.close();
  }

  @Test
  void everyHttpRequestGetsWhatIsDueAndNothingGrows() throws Exception {
    Dispatcher dispatcher = new Dispatcher(OFFER, database.coach(), "1", false);
    WebServer server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost", FloodLimits.usual(Optional.empty())),
            dispatcher,
            request -> caller,
            database.coach());
    server.start();
    Oracle oracle = new Oracle();
    List<Long> heap = new ArrayList<>();
    ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    List<HttpFuzzer> fuzzers = new ArrayList<>();
    for (int number = 0; number < CONNECTIONS; number++) {
      fuzzers.add(new HttpFuzzer(server.port(), new Shots(OFFER, SEED + number), oracle));
    }
    long files = 0;
    int threads = 0;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        List<Callable<Void>> volleys = new ArrayList<>();
        fuzzers.forEach(
            fuzzer -> volleys.add(() -> fuzzer.fire(MESSAGES / 2 / ROUNDS / CONNECTIONS)));
        for (Future<Void> volley : clients.invokeAll(volleys)) {
          volley.get();
        }
        heap.add(OwnProcess.liveBytes());
        if (round == 0) {
          files = OwnProcess.openFiles();
          threads = OwnProcess.threads();
        }
      }
      for (HttpFuzzer fuzzer : fuzzers) {
        fuzzer.close();
      }
      assertClosed(files, threads);
    } finally {
      clients.shutdownNow();
      server.stop();
    }
    report("http", oracle, heap);
  }

  /** With the clients gone, both ends of their connections are too. */
  private static void assertClosed(long before, int threads) throws InterruptedException {
    long most = before == 0 ? 0 : before - CONNECTIONS;
    for (int wait = 0; wait < 200 && OwnProcess.openFiles() > most; wait++) {
      Thread.sleep(50);
    }
    assertTrue(OwnProcess.openFiles() <= most, "open files: %d".formatted(OwnProcess.openFiles()));
    assertTrue(OwnProcess.threads() <= threads + CONNECTIONS, OwnProcess.threads() + " threads");
  }

  @Test
  void everyLineGetsWhatIsDueAndNothingGrows() throws Exception {
    Oracle oracle = new Oracle();
    List<Long> heap = new ArrayList<>();
    Shots shots = new Shots(OFFER, SEED + 1_000);
    String url = database.server().jdbcUrl().replaceFirst("jdbc:postgresql://", "");
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL",
            "postgres://%s:%s@%s"
                .formatted(database.server().user(), database.server().password(), url),
            "COACH_USER",
            caller.user().toString(),
            "LOG_LEVEL",
            "ERROR");
    try (Program program = new Program(environment)) {
      Conversation conversation = new Conversation(program, oracle);
      for (int round = 0; round < ROUNDS; round++) {
        for (int sent = 0; sent < MESSAGES / 2 / ROUNDS; sent += WINDOW) {
          conversation.exchange(shots, WINDOW);
        }
        heap.add(program.liveBytes());
      }
      conversation.assertAlive();
      assertTrue(program.threads() < 60, program.threads() + " threads");
      assertEquals(0, program.end());
      assertEquals(List.of(), program.rest());
    }
    report("stdio", oracle, heap);
  }

  private static void report(String road, Oracle oracle, List<Long> heap) {
    long first =
        heap.subList(0, ROUNDS / 2).stream().mapToLong(Long::longValue).max().orElseThrow();
    long second =
        heap.subList(ROUNDS / 2, ROUNDS).stream().mapToLong(Long::longValue).max().orElseThrow();
    System.err.printf(
        "fuzz %s: seed %d; %s5xx %d; faults %d; live heap %.1f MB, then %.1f MB%n",
        road,
        SEED,
        oracle.summary(),
        oracle.serverErrors(),
        oracle.faults().size(),
        first / 1e6,
        second / 1e6);
    assertEquals(0, oracle.serverErrors());
    assertTrue(
        oracle.faults().isEmpty(),
        () -> String.join("\n\n", oracle.faults().stream().limit(8).toList()));
    assertTrue(oracle.busy() <= MESSAGES / 100, oracle.busy() + " times busy");
    assertTrue(second <= first * MOST_GROWTH + WARMING_UP, "live heap after each round: " + heap);
  }
}
