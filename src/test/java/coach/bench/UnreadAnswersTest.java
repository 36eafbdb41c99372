package coach.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are not read do not fill 88 MB of heap, and others are answered meanwhile. */
@Tag("once")
@Timeout(300)
class UnreadAnswersTest {
  private static final String EXPORT =
      Talk.legacy(1, "resources/read", "{\"uri\":\"workout://export/json\"}");
  private static final String CATALOG =
      Talk.legacy(1, "resources/read", "{\"uri\":\"workout://exercises/catalog\"}");

  @Test
  void noUnreadAnswersEndTheProcess() throws Exception {
    List<Socket> unread = new ArrayList<>();
    try (CoachDatabase site = new CoachDatabase()) {
      site.execute("update coach.setting set value = '0' where name = 'rate_limit_per_hour'");
      Caller greedy = site.account("Greedy");
      Caller honest = site.account("Honest");
      DemoAccount.endingOn(DemoAccount.today(Clock.systemUTC()))
          .store(site.coach(), greedy, percent -> {});
      try (SmallServer server = new SmallServer(site.server())) {
        for (int batch = 0; batch < 20; batch++) {
          unread.add(send(server, greedy, batch(CATALOG, 30)));
        }
        assertAnswers(server, honest);
        unread.add(send(server, greedy, batch(EXPORT, 4)));
        for (int export = 0; export < 14; export++) {
          unread.add(send(server, greedy, EXPORT));
        }
        for (int round = 0; round < 10; round++) {
          assertAnswers(server, honest);
          Thread.sleep(500);
        }
        assertTrue(server.isAlive());
        System.err.println("most memory: " + server.megabytes() + " MB");
      }
    } finally {
      for (Socket socket : unread) {
        socket.close();
      }
    }
  }

  private static String batch(String message, int times) {
    return "[" + String.join(",", Collections.nCopies(times, message)) + "]";
  }

  /** With a small window, so that the answer waits in coach. */
  private static Socket send(SmallServer server, Caller lifter, String body) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
    String head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nLifter: %s\r\nContent-Length: %d\r\n\r\n";
    socket
        .getOutputStream()
        .write(
            (head.formatted(lifter.user(), body.length()) + body)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void assertAnswers(SmallServer server, Caller lifter) throws IOException {
    try (Socket socket =
        send(
            server,
            lifter,
            Talk.legacy(1, "tools/call", "{\"name\":\"get_profile\",\"arguments\":{}}"))) {
      socket.setSoTimeout(30_000);
      byte[] status = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
    }
  }
}
