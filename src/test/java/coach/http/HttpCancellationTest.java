package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Measures;
import coach.db.Database;
import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import coach.testing.WatchedRoad;
import coach.tools.contents.Tools;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that closes its connection takes its write with it. */
@Timeout(60)
@Tag("runtime")
class HttpCancellationTest {
  private static final String LOG =
      """
      {"name": "log_workout", "arguments": {"started_at": "2026-03-02 18:00",
       "exercises": [{"exercise": "bench press", "sets": [{"weight": 80, "reps": 5}]}]}}"""
          .replace("\n", " ");

  private final CoachDatabase site = new CoachDatabase();
  private final WatchedRoad road = new WatchedRoad(site.server(), 2);
  private final Database database = new Database(road);
  private final Caller lifter = site.account("Ann");
  private WebServer server;

  @BeforeEach
  void start() {
    WebServer.Settings settings =
        new WebServer.Settings(
            InetAddress.getLoopbackAddress(),
            0,
            URI.create("http://localhost"),
            8,
            Duration.ofSeconds(20),
            FloodLimits.usual(Optional.empty()),
            Measures.NONE);
    server =
        new WebServer(
            settings,
            new Dispatcher(Tools.catalog(), database, "1", false),
            request -> lifter,
            database);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
    database.close();
    site.close();
  }

  private Socket ask(String accept) throws Exception {
    return send(accept, Talk.legacy(1, "tools/call", LOG));
  }

  private Socket send(String accept, String message) throws Exception {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: %s\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n";
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(head.formatted(accept, body.length).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
    return socket;
  }

  private String sessions() {
    return site.column(
            "select count(*) from public.performed_session where app_user_id = ?::uuid",
            lifter.user().toString())
        .get(0);
  }

  @Test
  void aClosedConnectionEndsItsWriteWhichStoresNothing() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      Socket socket = ask("application/json, text/event-stream");
      table.awaitWaiting(1);
      socket.close();
      LockedTable.await(() -> !road.endings().isEmpty(), "the end of the statement");
      assertEquals(List.of("CANCELLED"), road.endings());
      table.awaitNothingRuns();
      assertEquals(0, road.connectionsInUse());
    }
    assertEquals("0", sessions());
  }

  @Test
  void aClientThatStaysGetsItsAnswerOnTheStreamThatBeganMeanwhile() throws Exception {
    Socket socket;
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      socket = ask("application/json, text/event-stream");
      table.awaitWaiting(1);
      InputStream answer = socket.getInputStream();
      for (String heard = ""; !heard.endsWith("\n:\n"); ) {
        int next = answer.read();
        assertTrue(next >= 0, "closed after " + heard);
        heard += next == '\r' ? "" : (char) next;
      }
    }
    String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(rest.contains("\"isError\":false"), rest);
    assertEquals(List.of("OK"), road.endings());
    assertEquals("1", sessions());
    socket.close();
  }

  @Test
  void anExportTellsHowFarItHasComeBeforeItIsThere() throws Exception {
    String read = "{\"uri\":\"workout://export/json\",\"_meta\":{\"progressToken\":\"e\"}}";
    try (Socket log = ask("application/json")) {
      log.getInputStream().readAllBytes();
    }
    try (Socket export = send("text/event-stream", Talk.legacy(2, "resources/read", read))) {
      byte[] answer = export.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      int progress = text.indexOf("\"progress\":1,\"total\":1,\"message\":\"1 of 1 sessions\"");
      int document = text.indexOf("\"id\":2,\"result\"");
      assertTrue(progress > 0 && document > progress, text);
    }
  }

  @Test
  void aStopEndsWhatTakesTooLongAndSaysSo() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log");
        Socket socket = ask("application/json")) {
      table.awaitWaiting(1);
      server.stop();
      assertEquals(List.of("CANCELLED"), road.endings());
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.contains("coach ended this call before it was done"), answer);
      table.awaitNothingRuns();
      assertEquals(0, road.connectionsInUse());
    }
    assertEquals("0", sessions());
  }
}
