package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Main;
import coach.Run;
import coach.mcp.Talk;
import coach.postgres.EmbeddedPostgres;
import coach.postgres.TestHome;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed anywhere in a write, and a client that sends the write again: whatever
 * was acknowledged is there, everything is there once, and the second answer is the first one.
 */
@Tag("slow")
class WriteKillTest {
  /** {@code -Dtest.jvm.args=-Dcoach.kills=100} kills as often as one likes to wait for. */
  private static final int WRITES = Integer.getInteger("coach.kills", 8);

  /** A write that nobody kills, so that the first one meets a warm server as all others do. */
  private static final int WARM_UP = 998;

  /** In every fifth round the database is killed as well. */
  private static final int DATABASE_EVERY = 5;

  /** Longer than a connection's first write takes here, to begin with. */
  private static final int WINDOW_MICROS = 400_000;

  private static final int SETS = 5;

  @TempDir static Path parent;

  private final Random random = new Random(11);
  private final Map<Integer, JsonNode> acknowledged = new HashMap<>();
  private final Map<Integer, String> codes = new HashMap<>();
  private final Set<String> sessions = new HashSet<>();
  private TestHome home;
  private int windowMicros = WINDOW_MICROS;

  /** The real program on its standard streams. */
  private final class Server {
    final Process process;
    final BufferedReader answers;

    Server() throws IOException {
      process =
          Run.start(
              Path.of("."),
              Map.of("COACH_HOME", home.folder().toString()),
              List.of(
                  Run.javaProgram(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "stdio"));
      answers = process.inputReader(StandardCharsets.UTF_8);
      Thread drain =
          new Thread(
              () ->
                  new BufferedReader(
                          new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))
                      .lines()
                      .forEach(line -> {}));
      drain.setDaemon(true);
      drain.start();
    }

    void send(int write) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).append(call(write)).append('\n').flush();
    }

    /** The answer of a call that succeeded; null where the server ended or refused instead. */
    JsonNode answer() throws IOException {
      try {
        String line = answers.readLine();
        JsonNode result = line == null ? null : Talk.parse(line).get("result");
        boolean isAnswer = result != null && !result.path("isError").asBoolean();
        return isAnswer ? result.get("structuredContent") : null;
      } catch (AssertionError half) {
        // A line that the kill cut off is no answer.
        return null;
      }
    }

    void kill() throws InterruptedException {
      // By its handle: the process object would close the stream with the answer that may be in it.
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
  }

  private static boolean isImport(int write) {
    return write % 4 == 3;
  }

  /** An import in every fourth round, whose code the server has said; else a workout. */
  private String call(int write) {
    return isImport(write) ? imported(write) : logged(write, write / 4 * 3 + write % 4);
  }

  private String imported(int write) {
    String row = "2025-%02d-%02d,Squat,%d,kg,%d\\n";
    StringBuilder file = new StringBuilder("date,exercise,weight,unit,reps\\n");
    for (int set = 0; set < SETS; set++) {
      file.append(row.formatted(1 + write / 28 % 12, 1 + write % 28, 100 + set, 5));
    }
    String confirm = codes.containsKey(write) ? ", \"confirm\": \"" + codes.get(write) + "\"" : "";
    return Talk.modern(
        write,
        "tools/call",
        """
        {"name": "import_workouts", "arguments": {"text": "%s", "idempotency_key": "write %d"%s}}"""
            .formatted(file, write, confirm));
  }

  /** New workouts and appends in turn, so that a write done twice shows either way. */
  private static String logged(int write, int number) {
    String day = "2026-%02d-%02d".formatted(1 + number / 2 % 10, 1 + number / 2 % 28);
    String mode = number % 2 == 0 ? "new" : "append";
    return Talk.modern(
        write,
        "tools/call",
        """
        {"name": "log_workout", "arguments": {"mode": "%s", "started_at": "%s 18:00",
         "name": "Day %d", "idempotency_key": "write %d", "exercises": [
           {"exercise": "bench", "sets": [{"weight": %d, "reps": 5, "count": 3}]},
           {"exercise": "row", "sets": [{"weight": 60, "reps": 8}, {"weight": 50, "reps": 9}]}]}}"""
            .formatted(mode, day, number / 2, write, 50 + write)
            .replace("\n", " "));
  }

  @Test
  @Timeout(3600)
  void everyAcknowledgedWriteIsThereExactlyOnce() throws Exception {
    home = TestHome.in(parent);
    home.start().close();
    int lost = 0;
    for (int write = 0; write < WRITES; write++) {
      Server server = new Server();
      if (write > 0) {
        retry(server, write - 1);
      } else {
        // Warm, as every later one is by its retry.
        server.send(WARM_UP);
        server.answer();
      }
      if (isImport(write)) {
        server.send(write);
        codes.put(write, server.answer().get("confirm").textValue());
      }
      server.send(write);
      LockSupport.parkNanos(1000L * random.nextInt(windowMicros));
      if (write % DATABASE_EVERY == 0) {
        home.killServer();
      }
      server.kill();
      JsonNode answer = server.answer();
      // About as many kills fall into the write as after it, however fast this machine is.
      windowMicros = Math.max(50_000, (int) (windowMicros * (answer == null ? 1.15 : 0.87)));
      if (answer == null) {
        lost++;
      } else {
        acknowledged.put(write, answer);
      }
    }
    Server last = new Server();
    retry(last, WRITES - 1);
    last.process.getOutputStream().close();
    last.process.waitFor();
    System.err.println("acknowledged before the kill: " + acknowledged.size() + ", not: " + lost);
    assertTrue(lost > WRITES / 10 && acknowledged.size() > WRITES / 10, lost + " were lost");
    tables();
  }

  private void retry(Server server, int write) throws IOException {
    server.send(write);
    JsonNode answer = server.answer();
    assertTrue(answer != null, "write " + write + " is not answered by its retry");
    if (acknowledged.containsKey(write)) {
      assertEquals(acknowledged.get(write), answer, "write " + write);
    }
    if (!isImport(write)) {
      sessions.add(answer.at("/session/id").textValue());
    }
  }

  private void tables() throws Exception {
    try (EmbeddedPostgres postgres = home.start()) {
      assertEquals(
          String.valueOf(WRITES),
          TestHome.ask(
              postgres,
              "select count(*) from coach.idempotency_key where answer is not null and key <> 'write"
                  + " 998'"));
      long imports = IntStream.range(0, WRITES).filter(WriteKillTest::isImport).count();
      assertEquals(
          String.valueOf(imports),
          TestHome.ask(
              postgres,
              "select count(*) from public.performed_session where data ->> 'source' = 'plain'"));
      assertEquals(
          String.valueOf(imports),
          TestHome.ask(
              postgres,
              "select count(*) from coach.change_log where tool = 'import_workouts' and reverse <>"
                  + " '[]'"));
      assertEquals(
          String.valueOf(WRITES - imports),
          TestHome.ask(
              postgres,
              "select count(*) from coach.change_log where body_hash in (select body_hash from"
                  + " coach.idempotency_key where key <> 'write 998')"));
      // Every write is one workout or one append of three and two sets, or an import of five.
      assertEquals(
          String.valueOf(5 * (WRITES + 1)),
          TestHome.ask(postgres, "select sum(cardinality(reps)) from public.performed_exercise"));
      for (String id : sessions) {
        assertEquals(
            "1",
            TestHome.ask(
                postgres,
                "select count(*) from public.performed_session where performed_session_id = '"
                    + id
                    + "'"));
      }
    }
  }
}
