package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Database;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import coach.testing.WatchedRoad;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On standard input a client says which of its calls it no longer wants. */
@Timeout(60)
@Tag("runtime")
class StdioCancellationTest {
  /** As many calls as the loop works on at once. */
  private static final int BUSY = 8;

  private final CoachDatabase site = new CoachDatabase();
  private final WatchedRoad road = new WatchedRoad(site.server(), BUSY);
  private final Database database = new Database(road);
  private final Caller lifter = site.account("Ann");
  private OutputStream toServer;
  private OutputStream answers;
  private BufferedReader fromServer;
  private StdioMcp stdio;
  private Thread server;

  @BeforeEach
  void start() throws IOException {
    Pipe questions = Pipe.open();
    Pipe replies = Pipe.open();
    toServer = Channels.newOutputStream(questions.sink());
    answers = Channels.newOutputStream(replies.sink());
    fromServer =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(replies.source()), StandardCharsets.UTF_8));
    stdio =
        new StdioMcp(
            new Dispatcher(Tools.catalog(), database, "1", false),
            progress -> lifter,
            Channels.newInputStream(questions.source()),
            answers);
    server =
        new Thread(
            () -> {
              stdio.run();
              close(answers);
            });
    server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    close(toServer);
    server.join(20_000);
    assertFalse(server.isAlive(), "the loop ends with its input");
    database.close();
    site.close();
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException closed) {
      throw new IllegalStateException(closed);
    }
  }

  private void send(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  private void log(int id) throws IOException {
    String arguments =
        """
        {"name": "log_workout", "arguments": {"started_at": "2026-03-%02d 18:00",
         "exercises": [{"exercise": "bench press", "sets": [{"weight": 80, "reps": 5}]}]}}"""
            .formatted(id)
            .replace("\n", " ");
    send(Talk.legacy(id, "tools/call", arguments));
  }

  private void cancel(int id) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"method\": \"notifications/cancelled\","
            + "\"params\":{\"requestId\":%d,\"reason\":\"the person pressed stop\"}}"
                .formatted(id));
  }

  private JsonNode receive() throws IOException {
    return Talk.parse(fromServer.readLine());
  }

  private String sessions() {
    return site.column(
            "select count(*) from public.performed_session where app_user_id = ?::uuid",
            lifter.user().toString())
        .get(0);
  }

  @Test
  void aCancelledWriteStoresNothingAndIsNotAnswered() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      log(1);
      table.awaitWaiting(1);
      cancel(1);
      LockedTable.await(() -> !road.endings().isEmpty(), "the end of the statement");
      assertEquals(Collections.nCopies(1, "CANCELLED"), road.endings());
      table.awaitNothingRuns();
      LockedTable.await(() -> road.connectionsInUse() == 0, "the connection came back");
    }
    assertEquals("0", sessions());
    log(2);
    assertEquals(2, receive().path("id").asInt());
    assertEquals("1", sessions());
    toServer.close();
    assertNull(fromServer.readLine());
  }

  @Test
  void aCancellationPassesTheCallsThatItEnds() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      for (int id = 1; id <= BUSY; id++) {
        log(id);
      }
      // One has the lifter's turn; the others wait for it without a connection.
      table.awaitWaiting(1);
      log(BUSY + 1);
      for (int id = BUSY + 1; id >= 1; id--) {
        cancel(id);
      }
      LockedTable.await(() -> road.endings().size() >= BUSY, "the end of the statements");
      assertTrue(road.endings().stream().allMatch("CANCELLED"::equals));
      table.awaitNothingRuns();
    }
    send(Talk.legacy(99, "ping", "{}"));
    assertEquals(99, receive().path("id").asInt(), "none of the cancelled calls is answered");
    assertEquals("0", sessions());
  }

  @Test
  void anIdThatWasCancelledTooLateCanBeUsedAgain() throws Exception {
    send(Talk.legacy(1, "ping", "{}"));
    receive();
    cancel(1);
    send(Talk.legacy(1, "ping", "{}"));
    assertEquals(1, receive().path("id").asInt());
  }

  @Test
  void aStopAnswersWhatItEnds() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      log(1);
      table.awaitWaiting(1);
      stdio.stop();
      JsonNode answer = receive();
      assertEquals(1, answer.path("id").asInt());
      assertTrue(
          answer.at("/result/content/0/text").asText().startsWith("coach ended this call before"));
      table.awaitNothingRuns();
    }
    assertEquals("0", sessions());
  }
}
