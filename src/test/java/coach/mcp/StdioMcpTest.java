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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("runtime")
class StdioMcpTest {
  private final TestCatalog catalog = TestCatalog.create();
  private OutputStream toServer;
  private BufferedReader fromServer;
  private Thread server;

  @BeforeEach
  void start() throws IOException {
    Pipe questions = Pipe.open();
    Pipe answers = Pipe.open();
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
              close(output);
            });
    server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    catalog.gate.countDown();
    close(toServer);
    server.join(10_000);
    assertFalse(server.isAlive(), "the loop ends with its input");
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

  private JsonNode receive() throws IOException {
    return Talk.parse(fromServer.readLine());
  }

  private JsonNode ask(String line) throws IOException {
    send(line);
    return receive();
  }

  @Test
  void aLegacyClientGreetsAndCalls() throws IOException {
    String greeting =
        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";
    JsonNode greeted = ask(Talk.legacy(1, "initialize", greeting));
    assertEquals("2025-06-18", greeted.at("/result/protocolVersion").asText());
    assertEquals("coach", greeted.at("/result/serverInfo/name").asText());
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    JsonNode called =
        ask(Talk.legacy(2, "tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":3}}"));
    assertEquals(2, called.path("id").asInt());
    assertEquals(5, called.at("/result/structuredContent/sum").asInt());
    assertEquals("The sum is 5", called.at("/result/content/0/text").asText());
  }

  @Test
  void bothErasInterleave() throws IOException {
    String params = "{\"name\":\"add\",\"arguments\":{\"a\":2}}";
    JsonNode modern = ask(Talk.modern("\"m\"", "tools/call", params));
    JsonNode legacy = ask(Talk.legacy("\"l\"", "tools/call", params));
    assertEquals("complete", modern.at("/result/resultType").asText());
    assertTrue(legacy.at("/result/resultType").isMissingNode());
    assertEquals(modern.at("/result/structuredContent"), legacy.at("/result/structuredContent"));
  }

  @Test
  void aSlowCallDoesNotHoldUpThePing() throws Exception {
    send(Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}"));
    assertTrue(catalog.begun.await(10, TimeUnit.SECONDS));
    assertEquals(2, ask(Talk.legacy(2, "ping", "{}")).path("id").asInt());
    catalog.gate.countDown();
    assertEquals(1, receive().path("id").asInt());
  }

  @Test
  void whatWasStartedIsFinishedAfterTheInputEnds() throws Exception {
    send(Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}"));
    assertTrue(catalog.begun.await(10, TimeUnit.SECONDS));
    toServer.close();
    catalog.gate.countDown();
    assertEquals("waited", receive().at("/result/structuredContent/text").asText());
    assertNull(fromServer.readLine());
  }

  @Test
  void aMalformedLineIsAnErrorAndTheNextOneIsServed() throws IOException {
    JsonNode error = ask("{\"jsonrpc\":\"2.0\",");
    assertEquals(-32700, error.at("/error/code").asInt());
    assertFalse(error.has("id"));
    assertEquals(3, ask(Talk.legacy(3, "ping", "{}")).path("id").asInt());
  }

  @Test
  void bytesThatAreNoUtf8AreAnError() throws IOException {
    toServer.write(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"', '\n'});
    assertEquals(-32700, receive().at("/error/code").asInt());
  }

  @Test
  void aLineOverOneMebibyteIsRefusedAndTheNextOneIsServed() throws IOException {
    toServer.write("x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8));
    send("");
    assertEquals(-32600, receive().at("/error/code").asInt());
    assertEquals(4, ask(Talk.legacy(4, "ping", "{}")).path("id").asInt());
  }

  @Test
  void aLineOfExactlyOneMebibyteIsServed() throws IOException {
    String ping = Talk.legacy(5, "ping", "{}");
    assertEquals(5, ask(ping + " ".repeat((1 << 20) - ping.length())).path("id").asInt());
  }

  @Test
  void blankLinesAndCarriageReturnsAreNothing() throws IOException {
    send("");
    send("  \r");
    assertEquals(6, ask(Talk.legacy(6, "ping", "{}") + "\r").path("id").asInt());
  }

  @Test
  void theLastLineNeedsNoLineBreak() throws IOException {
    toServer.write(Talk.legacy(7, "ping", "{}").getBytes(StandardCharsets.UTF_8));
    toServer.close();
    assertEquals(7, receive().path("id").asInt());
  }

  @Test
  void notificationsAndResponsesGetNoAnswer() throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\",\"params\":[1]}");
    send("{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}");
    assertEquals(8, ask(Talk.legacy(8, "ping", "{}")).path("id").asInt());
  }

  @Test
  void aCancelledCallIsNotAnswered() throws Exception {
    send(Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}"));
    assertTrue(catalog.begun.await(10, TimeUnit.SECONDS));
    send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":1}}");
    ask(Talk.legacy(2, "ping", "{}"));
    Thread.sleep(100);
    catalog.gate.countDown();
    toServer.close();
    assertNull(fromServer.readLine());
  }

  @Test
  void everyAnswerIsOneLine() throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      send(
          Talk.legacy(
              id, "tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"a\\nb\\u2028c\"}}"));
    }
    for (int id = 0; id < 200; id++) {
      JsonNode answer = receive();
      assertEquals("a\nb\uFFFDc", answer.at("/result/structuredContent/text").asText());
      ids.add(answer.path("id").asInt());
    }
    assertEquals(200, ids.stream().distinct().count());
  }
}
