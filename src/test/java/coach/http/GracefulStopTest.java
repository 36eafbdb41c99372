package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("runtime")
@Tag("slow")
@Timeout(60)
class GracefulStopTest {
  @Test
  void aStopFinishesWhatWasStartedAndTakesNothingNew() throws Exception {
    Site stopping = new Site();
    String wait = Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}");
    CompletableFuture<HttpResponse<String>> slow = stopping.sendLater(wait);
    assertTrue(stopping.catalog.begun.await(10, TimeUnit.SECONDS));
    Socket kept = stopping.connection();
    assertTrue(next(kept).startsWith("HTTP/1.1 200"));
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping.server::stop);
    String refused = next(kept);
    while (refused.startsWith("HTTP/1.1 200")) {
      Thread.sleep(50);
      refused = next(kept);
    }
    assertTrue(refused.isEmpty() || refused.startsWith("HTTP/1.1 503"), refused);
    // Longer than the grace that idle connections get.
    Thread.sleep(1_500);
    assertFalse(stopped.isDone());
    assertThrows(IOException.class, () -> stopping.raw("GET /health HTTP/1.0\r\n\r\n"));
    stopping.catalog.gate.countDown();
    JsonNode answer = Talk.parse(slow.get(10, TimeUnit.SECONDS).body());
    assertEquals("waited", answer.at("/result/structuredContent/text").asText());
    stopped.get(10, TimeUnit.SECONDS);
  }

  /** The answer to one more request on a kept connection, empty where it has been closed. */
  private static String next(Socket connection) {
    return next(connection, "/health");
  }

  private static String next(Socket connection, String path) {
    StringBuilder answer = new StringBuilder();
    try {
      connection
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.UTF_8));
      int read;
      // Every body here is one JSON object without others inside.
      while ((read = connection.getInputStream().read()) >= 0 && read != '}') {
        answer.append((char) read);
      }
    } catch (IOException closed) {
      return "";
    }
    return answer.toString();
  }

  @Test
  void itIsNotReadyWhileItEnds() throws Exception {
    Site ending = new Site();
    ending.database.reachable = true;
    List<Socket> open = new ArrayList<>();
    for (int count = 0; count < 20; count++) {
      Socket connection = ending.connection();
      assertTrue(next(connection, "/ready").startsWith("HTTP/1.1 200"));
      open.add(connection);
    }
    CompletableFuture<Void> drained =
        CompletableFuture.runAsync(() -> ending.server.drain(Duration.ofSeconds(3)));
    String answer = "";
    for (Socket connection : open) {
      answer = next(connection, "/ready");
      if (answer.startsWith("HTTP/1.1 503")) {
        break;
      }
      Thread.sleep(20);
    }
    assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
    drained.get(10, TimeUnit.SECONDS);
    ending.close();
  }

  @Test
  void aStopWithoutCallsIsQuick() {
    Site idle = new Site();
    long started = System.nanoTime();
    idle.close();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    assertTrue(took.toMillis() < 3_000, took.toString());
  }

  @Test
  void aStopGivesUpOnWhatDoesNotEnd() throws Exception {
    Site stuck = new Site(64, Duration.ofSeconds(1));
    CompletableFuture<HttpResponse<String>> slow =
        stuck.sendLater(Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}"));
    assertTrue(stuck.catalog.begun.await(10, TimeUnit.SECONDS));
    long started = System.nanoTime();
    stuck.server.stop();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    assertTrue(took.toMillis() < 8_000, took.toString());
    stuck.close();
    assertThrows(
        java.util.concurrent.ExecutionException.class, () -> slow.get(5, TimeUnit.SECONDS));
  }
}
