package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop outlives whatever comes in, and ends when nobody listens any more. */
@Timeout(60)
@Tag("runtime")
class StdioRobustnessTest {
  private final TestCatalog catalog = TestCatalog.create();
  private OutputStream toServer;
  private BufferedReader fromServer;
  private Pipe answers;
  private Thread server;

  @BeforeEach
  void start() throws IOException {
    Pipe questions = Pipe.open();
    answers = Pipe.open();
    toServer = Channels.newOutputStream(questions.sink());
    OutputStream output = Channels.newOutputStream(answers.sink());
    InputStream heard = Channels.newInputStream(answers.source());
    fromServer = new BufferedReader(new InputStreamReader(heard, StandardCharsets.UTF_8));
    InputStream input = Channels.newInputStream(questions.source());
    StdioMcp stdio =
        new StdioMcp(catalog.dispatcher(), progress -> TestCatalog.CALLER, input, output);
    server =
        new Thread(
            () -> {
              stdio.run();
              try {
                output.close();
              } catch (IOException gone) {
                throw new IllegalStateException(gone);
              }
            });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    catalog.gate.countDown();
    toServer.close();
    server.join(20_000);
    assertFalse(server.isAlive(), "the loop ends with its input");
  }

  private void send(String text) throws IOException {
    toServer.write(text.getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  private JsonNode receive() throws IOException {
    return Talk.parse(fromServer.readLine());
  }

  private static String ping(int id) {
    return Talk.legacy(id, "ping", "{}");
  }

  @Test
  void linesOfTenMegabytesAreRefusedOneByOne() throws IOException {
    String large = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + "x".repeat(10 << 20) + "\"}";
    for (int id = 0; id < 3; id++) {
      send(large + "\n");
      JsonNode refused = receive();
      assertEquals(-32600, refused.at("/error/code").asInt());
      assertFalse(refused.has("id"));
      send(ping(id) + "\n");
      assertEquals(id, receive().path("id").asInt(-1));
    }
  }

  @Test
  void aMessageThatStopsHalfwayIsRefusedAtTheEnd() throws Exception {
    send(ping(1) + "\n" + ping(2).substring(0, 20));
    assertEquals(1, receive().path("id").asInt());
    toServer.close();
    assertEquals(-32700, receive().at("/error/code").asInt());
    assertNull(fromServer.readLine());
  }

  @Test
  void windowsLinesAndAByteOrderMarkAreRead() throws IOException {
    send("\uFEFF" + ping(1) + "\r\n\r\n \t\r\n" + ping(2) + "\r\n");
    assertEquals(3, receive().path("id").asInt() + receive().path("id").asInt());
  }

  @Test
  void aNumberBeyondAnyDecimalDoesNotStopTheWorker() throws IOException {
    for (int time = 0; time < 20; time++) {
      send("{\"jsonrpc\":\"2.0\",\"id\":1e99999999999,\"method\":\"ping\"}\n");
      assertEquals(-32700, receive().at("/error/code").asInt());
    }
    send(ping(3) + "\n");
    assertEquals(3, receive().path("id").asInt());
  }

  @Test
  void manyAnswersComeWhileSlowCallsAreWorkedOn() throws Exception {
    for (int slow = 0; slow < 5; slow++) {
      send(Talk.legacy(1_000 + slow, "tools/call", "{\"name\":\"wait\"}") + "\n");
    }
    assertTrue(catalog.begun.await(10, TimeUnit.SECONDS));
    for (int id = 0; id < 300; id++) {
      send(ping(id) + "\n");
      assertEquals(id, receive().path("id").asInt());
    }
    catalog.gate.countDown();
    for (int slow = 0; slow < 5; slow++) {
      assertTrue(receive().path("id").asInt() >= 1_000);
    }
  }

  @Test
  void theLoopEndsWhenNobodyReadsItsAnswers() throws Exception {
    answers.source().close();
    for (int id = 0; server.isAlive() && id < 1_000; id++) {
      try {
        send(ping(id) + "\n");
      } catch (IOException ended) {
        break;
      }
      server.join(10);
    }
    server.join(10_000);
    assertFalse(server.isAlive(), "the loop ends before its input does");
  }
}
