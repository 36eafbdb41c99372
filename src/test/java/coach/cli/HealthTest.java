package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.TestCatalog;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One sentence and an exit code say whether the server on this machine answers. */
class HealthTest {
  private static Run health(int port) {
    return Shell.run(Map.of("PORT", Integer.toString(port)), "health");
  }

  @Test
  void aServerThatAnswersIsGood() {
    WebServer server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(TestCatalog.create().catalog(), null, "1.2.3", false),
            request -> TestCatalog.CALLER,
            null);
    server.start();
    try {
      Run run = health(server.port());
      assertEquals("coach answers on port " + server.port() + ".\n", run.out());
      assertEquals(0, run.code());
      assertEquals("", run.err());
    } finally {
      server.stop();
    }
  }

  @Test
  void nobodyThereIsAFailureWithWhatToDo() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Run run = health(free);
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("Nothing answers on port " + free), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedFor() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Terminal terminal =
          new Terminal(
              InputStream.nullInputStream(),
              System.out,
              System.out,
              new PrintStream(System.err),
              false,
              Map.of("PORT", Integer.toString(mute.getLocalPort())));
      Failure failure =
          assertThrows(Failure.class, () -> Health.run(terminal, Duration.ofMillis(200)));
      assertTrue(failure.getMessage().contains("within 200 ms"), failure.getMessage());
    }
  }

  @Test
  void anotherProgramOnThePortIsNotTakenForCoach() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    other.start();
    try {
      int port = other.getAddress().getPort();
      Run run = health(port);
      assertEquals(1, run.code());
      assertEquals(
          "Something answers on port %d with HTTP 200, but it is not coach. Set PORT to coach's.\n"
              .formatted(port),
          run.err());
    } finally {
      other.stop(0);
    }
  }

  @Test
  void anyFreePortCannotBeAsked() {
    Run run = health(0);
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("PORT is 0"), run.err());
  }
}
