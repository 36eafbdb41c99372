package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Measures;
import coach.db.Database;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.mcp.TestCatalog;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What open connections may cost, and what becomes of them when a server goes. */
@Tag("once")
@Timeout(120)
class ConnectionsTest {
  private static final String PING = Talk.legacy(1, "ping", "{}");

  @Test
  void headersThatTrickleInAreCutOffWhateverTheirPace() throws Exception {
    try (Site site = new Site();
        Socket slow = site.connection()) {
      slow.getOutputStream().write("GET /health HTTP/1.1\r\nHost: localhost\r\n".getBytes());
      int sent = 0;
      while (sent < 600 && slow.getInputStream().available() == 0 && isOpen(slow)) {
        sent++;
        Thread.sleep(100);
      }
      assertTrue(sent < 600, "still open after a minute of headers");
    }
  }

  /** Writing to a connection that the other side has closed fails at the second attempt. */
  private static boolean isOpen(Socket socket) {
    try {
      socket.getOutputStream().write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void ofTooManyConnectionsTheOldestIdleOneGoesAndTheNewestIsServed() throws Exception {
    try (Site site = new Site()) {
      List<Socket> idle = new ArrayList<>();
      for (int open = 0; open < 560; open++) {
        idle.add(site.connection());
      }
      assertEquals(200, site.get("/health").statusCode());
      assertEquals(-1, idle.get(0).getInputStream().read());
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void aFloodOfNewConnectionsClosesNoneThatIsInUse() throws Exception {
    try (Site site = new Site();
        Socket used = site.connection()) {
      String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
      used.getOutputStream().write((request + "\r\n").getBytes());
      assertEquals('H', used.getInputStream().read());
      // Its answer is over before the others come, so that it is the oldest of them.
      Thread.sleep(300);
      List<Socket> flood = new ArrayList<>();
      for (int open = 0; open < 600; open++) {
        flood.add(site.connection());
      }
      assertEquals(-1, flood.get(0).getInputStream().read());
      used.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes());
      String answers = new String(used.getInputStream().readAllBytes());
      assertTrue(answers.contains("HTTP/1.1 200"), answers);
      for (Socket socket : flood) {
        socket.close();
      }
    }
  }

  @Test
  void threeInstancesRestartedInTurnUnderLoadLoseNoCall() throws Exception {
    List<WebServer> instances = new ArrayList<>();
    for (int one = 0; one < 3; one++) {
      instances.add(started(0));
    }
    int[] ports = instances.stream().mapToInt(WebServer::port).toArray();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < 6; client++) {
      HttpClient http = HttpClient.newHttpClient();
      Thread thread = new Thread(() -> call(http, ports, over, answered, lost));
      thread.start();
      clients.add(thread);
    }
    for (int round = 0; round < 2 || answered.get() < 100; round++) {
      for (int one = 0; one < 3; one++) {
        instances.get(one).drain(Duration.ofSeconds(5));
        instances.get(one).stop();
        instances.set(one, started(ports[one]));
        Thread.sleep(200);
      }
    }
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    instances.forEach(WebServer::stop);
    System.err.printf("calls %d, lost %s%n", answered.get(), lost);
    assertTrue(lost.isEmpty(), lost.toString());
  }

  /** As a proxy does it: an instance that takes no connection is passed over. */
  private static void call(
      HttpClient http,
      int[] ports,
      AtomicBoolean over,
      AtomicInteger answered,
      ConcurrentLinkedQueue<String> lost) {
    for (int turn = 0; !over.get(); turn++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + ports[turn % 3] + "/mcp"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(PING))
              .build();
      try {
        int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        answered.incrementAndGet();
        if (status != 200) {
          lost.add("status " + status);
        }
        Thread.sleep(5);
      } catch (ConnectException next) {
        continue;
      } catch (IOException | InterruptedException failed) {
        lost.add(failed.toString());
      }
    }
  }

  private static WebServer started(int port) {
    Dispatcher dispatcher = new Dispatcher(TestCatalog.create().catalog(), null, "1.2.3", false);
    WebServer.Settings settings =
        new WebServer.Settings(
            InetAddress.getLoopbackAddress(),
            port,
            URI.create("https://coach.example.com"),
            64,
            Duration.ofSeconds(10),
            FloodLimits.usual(Optional.empty()),
            Measures.NONE);
    WebServer server =
        new WebServer(
            settings,
            dispatcher,
            request -> TestCatalog.CALLER,
            new Database(new UnreachableRoad()));
    server.start();
    return server;
  }
}
