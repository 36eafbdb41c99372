package coach.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three instances behind something that goes on with another where one takes no connection. */
@Tag("slow")
@Timeout(300)
class RollingRestartTest {
  private static final int INSTANCES = 3;
  private static final String CALL =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "log_workout",
       "arguments": {"idempotency_key": "%s", "exercises": [
         {"exercise": "bench press", "sets": [{"weight": 60, "reps": 5}]}]}}}""";

  private final AtomicReferenceArray<SmallServer> instances = new AtomicReferenceArray<>(INSTANCES);
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
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
      assertTrue(answered.get() > 20, answered + " calls");
      assertEquals(
          List.of(String.valueOf(answered.get())),
          site.column("select count(*)::text from coach.idempotency_key where answer is not null"));
      System.out.println(answered + " calls, none failed");
    } finally {
      for (int index = 0; index < INSTANCES; index++) {
        instances.get(index).close();
      }
    }
  }

  private void restartAll(CoachDatabase site) throws IOException {
    for (int index = 0; index < INSTANCES; index++) {
      instances.get(index).close();
      instances.set(index, new SmallServer(site.server()));
    }
  }

  private void train(Caller lifter) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int turn = 0; !over; turn++) {
      try {
        String answer = post(client, lifter, turn);
        if (answer.contains("\"isError\":false")) {
          answered.incrementAndGet();
        } else {
          failures.add(answer);
        }
        Thread.sleep(60);
      } catch (IOException | InterruptedException failed) {
        failures.add(failed.toString());
      }
    }
  }

  private String post(HttpClient client, Caller lifter, int turn)
      throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      int port = instances.get((turn + attempt) % INSTANCES).port();
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Lifter", lifter.user().toString())
                .POST(HttpRequest.BodyPublishers.ofString(CALL.formatted("turn " + turn)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (ConnectException refused) {
        if (attempt == INSTANCES) {
          throw refused;
        }
      }
    }
  }
}
