package coach.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code -Dcoach.calls=10000} goes on for so many calls, of which every tenth is a write, and
 * restarts an instance every twenty seconds; without it each is restarted once.
 *
 * <p>Three instances behind something that goes on with another where one takes no connection or
 * closes it without an answer; the key of the write makes that safe.
 */
@Tag("slow")
@Timeout(3600)
class RollingRestartTest {
  private static final int INSTANCES = 3;
  private static final int CALLS = Integer.getInteger("coach.calls", 0);
  private static final int WRITE_EVERY = CALLS == 0 ? 1 : 10;
  private static final int BETWEEN_RESTARTS = CALLS == 0 ? 0 : 20_000;
  private static final int BETWEEN_CALLS = CALLS == 0 ? 60 : 0;
  private static final String READ =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "get_exercise_history",
       "arguments": {"exercise": "bench press"}}}""";
  private static final String CALL =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "log_workout",
       "arguments": {"idempotency_key": "%s", "exercises": [
         {"exercise": "bench press", "sets": [{"weight": 60, "reps": 5}]}]}}}""";

  private final AtomicReferenceArray<SmallServer> instances = new AtomicReferenceArray<>(INSTANCES);
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile boolean over;

  @Test
  void noCallFailsWhileTheyAreRestartedInTurn() throws Exception {
    try (CoachDatabase site = new CoachDatabase()) {
      site.execute("update coach.setting set value = '100000' where name = 'rate_limit_per_hour'");
      for (int index = 0; index < INSTANCES; index++) {
        instances.set(index, new SmallServer(site.server()));
      }
      List<Thread> lifters = new ArrayList<>();
      for (String name : List.of("Ann", "Ben", "Cem")) {
        Caller lifter = site.account(name);
        lifters.add(new Thread(() -> train(lifter)));
      }
      lifters.forEach(Thread::start);
      restartAll(site);
      over = true;
      for (Thread lifter : lifters) {
        lifter.join();
      }
      assertEquals(List.of(), failures);
      assertTrue(answered.get() > Math.max(20, CALLS - 1), answered + " calls");
      assertEquals(
          List.of(String.valueOf(written.get())),
          site.column("select count(*)::text from coach.idempotency_key where answer is not null"));
      System.out.printf(
          "%s calls, none failed; %s found an instance away, %s lost a connection that was kept%n",
          answered, refused, lost);
    } finally {
      for (int index = 0; index < INSTANCES; index++) {
        instances.get(index).close();
      }
    }
  }

  private void restartAll(CoachDatabase site) throws IOException, InterruptedException {
    int restarts = 0;
    long began = System.nanoTime();
    do {
      long next = began + (restarts + 1) * BETWEEN_RESTARTS * 1_000_000L;
      Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      int index = restarts++ % INSTANCES;
      instances.get(index).close();
      instances.set(index, new SmallServer(site.server()));
    } while (restarts < INSTANCES || answered.get() < CALLS && failures.isEmpty());
    System.out.printf(
        "%s restarts in %s s%n", restarts, (System.nanoTime() - began) / 1_000_000_000);
  }

  private void train(Caller lifter) {
    KeptConnections proxy = new KeptConnections();
    for (int turn = 0; !over; turn++) {
      try {
        boolean writes = turn % WRITE_EVERY == 0;
        String answer = post(proxy, lifter, turn, writes ? CALL.formatted("turn " + turn) : READ);
        if (answer.contains("\"isError\":false")) {
          answered.incrementAndGet();
          written.addAndGet(writes ? 1 : 0);
        } else {
          failures.add(answer);
        }
        Thread.sleep(BETWEEN_CALLS);
      } catch (IOException | InterruptedException failed) {
        failures.add(failed.toString());
      }
    }
  }

  private String post(KeptConnections proxy, Caller lifter, int turn, String call)
      throws IOException {
    for (int attempt = 0; ; attempt++) {
      int port = instances.get((turn + attempt) % INSTANCES).port();
      try {
        return proxy.post(port, lifter.user().toString(), call);
      } catch (SocketException closed) {
        (closed instanceof ConnectException ? refused : lost).incrementAndGet();
        if (attempt == INSTANCES) {
          throw closed;
        }
      }
    }
  }

  /** Reuses a connection only soon after its last answer, as a proxy must. */
  private static final class KeptConnections {
    private static final long SOON_NANOS = 300_000_000;

    private final Map<Integer, Socket> kept = new HashMap<>();
    private final Map<Integer, Long> usedAt = new HashMap<>();

    String post(int port, String lifter, String body) throws IOException {
      Socket socket = kept.remove(port);
      if (socket == null || System.nanoTime() - usedAt.get(port) > SOON_NANOS) {
        socket = new Socket("127.0.0.1", port);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Lifter: %s\r\nContent-Length: %d\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.formatted(lifter, bytes.length).getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
      out.flush();
      InputStream in = socket.getInputStream();
      String answer = headers(in);
      if (answer.isEmpty()) {
        throw new SocketException("closed without an answer");
      }
      Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
      if (!length.find()) {
        throw new IOException("no answer with a length: " + answer);
      }
      String read =
          new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
      if (!answer.toLowerCase(Locale.ROOT).contains("connection: close")) {
        kept.put(port, socket);
        usedAt.put(port, System.nanoTime());
      }
      return read;
    }

    private static String headers(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      for (int read; head.indexOf("\r\n\r\n") < 0 && (read = in.read()) >= 0; ) {
        head.append((char) read);
      }
      return head.toString();
    }
  }
}
