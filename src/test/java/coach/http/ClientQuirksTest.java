package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients were seen to send although no specification asks for it, replayed. */
@Timeout(60)
class ClientQuirksTest {
  private static final String GREETING =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"seen","version":"1"}}}""";

  private static final String META =
      """
      "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientCapabilities":{}}""";

  private static Site site;
  private static Recording recording;

  @BeforeAll
  static void start() {
    site = new Site();
    recording = new Recording(site);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Recording.Answer post(String headers, String body) throws IOException {
    String head = "POST /mcp\nContent-Type: application/json\n" + headers;
    return recording.play(head.strip() + "\n\n" + body.strip());
  }

  @Test
  void aHostedClientProbesWithDiscoverAndThenCalls() throws IOException {
    Recording.Answer probed =
        post(
            "Accept: application/json, text/event-stream\nMCP-Protocol-Version: 2026-07-28\n"
                + "Mcp-Method: server/discover",
            "{\"jsonrpc\":\"2.0\",\"id\":\"probe-1\",\"method\":\"server/discover\",\"params\":{%s}}"
                .formatted(META));
    assertEquals(200, probed.status());
    assertEquals("probe-1", probed.json().path("id").asText());
    assertEquals("2026-07-28", probed.result().at("/supportedVersions/0").asText());
    Recording.Answer called =
        post(
            "MCP-Protocol-Version: 2026-07-28\nMcp-Method: tools/call\nMcp-Name: add",
            ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"add\","
                    + "\"arguments\":{\"a\":1},%s}}")
                .formatted(META));
    assertEquals(2, called.result().at("/structuredContent/sum").asInt());
  }

  @Test
  void aHostedClientThatProbesTheOldWayIsToldSoWithoutAServerError() throws IOException {
    Recording.Answer probed =
        post("", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}");
    assertEquals(200, probed.status());
    assertEquals(-32601, probed.code());
  }

  @Test
  void aClientThatProbesWithoutDescribingItselfFallsBackToAGreeting() throws IOException {
    Recording.Answer probed =
        post(
            "MCP-Protocol-Version: 2026-07-28\nMcp-Method: server/discover",
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"server/discover\",\"params\":{}}");
    assertEquals(400, probed.status());
    assertEquals(-32602, probed.code());
    assertEquals(0, probed.json().path("id").asInt(-1));
    Recording.Answer greeted = post("Accept: application/json, text/event-stream", GREETING);
    assertEquals("2025-11-25", greeted.result().path("protocolVersion").asText());
    String legacy = "MCP-Protocol-Version: 2025-11-25";
    Recording.Answer ready =
        post(legacy, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertEquals(202, ready.status());
    assertEquals("", ready.body());
    Recording.Answer listed =
        post(legacy, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}");
    assertTrue(listed.result().path("tools").size() > 5);
  }

  @Test
  void aConnectorSendsTheOldHeaderOverNewBodies() throws IOException {
    String call =
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"add\","
                + "\"arguments\":{\"a\":1},%s}}")
            .formatted(META);
    Recording.Answer served = post("MCP-Protocol-Version: 2025-11-25", call);
    assertEquals(200, served.status());
    assertEquals("complete", served.result().path("resultType").asText());
    try (Site strict = Site.strict()) {
      Recording.Answer refused =
          new Recording(strict)
              .play(
                  "POST /mcp\nContent-Type: application/json\nMCP-Protocol-Version: 2025-11-25\n\n"
                      + call);
      assertEquals(400, refused.status());
      assertEquals(-32020, refused.code());
      assertEquals(1, refused.json().path("id").asInt());
    }
  }

  @Test
  void aConnectorSendsTheNewHeaderAfterAgreeingOnTheOldVersion() throws IOException {
    assertEquals("2025-11-25", post("", GREETING).result().path("protocolVersion").asText());
    Recording.Answer refused =
        post(
            "MCP-Protocol-Version: 2026-07-28",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}");
    assertEquals(400, refused.status());
    assertEquals(-32602, refused.code());
  }

  @Test
  void aProxyRepeatsTheHeaders() throws IOException {
    String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{%s}}";
    String legacy = "MCP-Protocol-Version: 2025-11-25";
    assertEquals(200, post(legacy + "\n" + legacy, list.formatted("")).status());
    assertEquals(200, post(legacy + ", 2025-11-25", list.formatted("")).status());
    String modern = "MCP-Protocol-Version: 2026-07-28\nMcp-Method: tools/list";
    assertEquals(200, post(modern + "\n" + modern, list.formatted(META)).status());
  }

  @Test
  void anEditorNotifiesUnderTheNewHeaderWithoutDescribingItself() throws IOException {
    for (String method :
        List.of("initialized", "roots/list_changed", "cancelled", "progress", "message")) {
      Recording.Answer taken =
          post(
              "MCP-Protocol-Version: 2026-07-28",
              "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/%s\",\"params\":{}}"
                  .formatted(method));
      assertEquals(202, taken.status(), method);
      assertEquals("", taken.body(), method);
    }
  }

  @Test
  void anEditorSubscribesUnasked() throws IOException {
    assertFalse(post("", GREETING).result().at("/capabilities/resources/subscribe").asBoolean());
    for (String method : List.of("resources/subscribe", "resources/unsubscribe")) {
      Recording.Answer taken =
          post(
              "MCP-Protocol-Version: 2025-11-25",
              "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{\"uri\":\"test://zebra\"}}"
                  .formatted(method));
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}", taken.body());
    }
  }

  @Test
  void aClientOpensAStreamAndEndsASessionThatThereIsNot() throws IOException {
    for (String request :
        List.of(
            "GET /mcp\nAccept: text/event-stream\nLast-Event-ID: 41",
            "DELETE /mcp\nMcp-Session-Id: 4711")) {
      Recording.Answer refused = recording.play(request);
      assertEquals(405, refused.status());
      assertTrue(refused.head().contains("\r\nAllow: POST"), refused.head());
      assertEquals(-32600, refused.code());
    }
  }

  @Test
  void aSessionOfAnotherServerIsIgnored() throws IOException {
    Recording.Answer answered =
        post("Mcp-Session-Id: 4711\nLast-Event-ID: 41\nMCP-Protocol-Version: 2025-06-18", GREETING);
    assertEquals(200, answered.status());
    assertFalse(answered.head().toLowerCase(java.util.Locale.ROOT).contains("mcp-session-id"));
  }

  @Test
  void aModelSendsNumbersAsTexts() throws IOException {
    Recording.Answer called =
        post(
            "",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"add\","
                + "\"arguments\":{\"a\":\"40\",\"b\":\"2\"}}}");
    assertEquals(42, called.result().at("/structuredContent/sum").asInt());
  }

  @Test
  void unusualIdsComeBackToTheLetter() throws IOException {
    for (String id :
        List.of("0", "-1", "\"\"", "\"0\"", "9007199254740993", "18446744073709551616")) {
      Recording.Answer answered =
          post("", "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(id));
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}".formatted(id), answered.body());
    }
  }

  @Test
  void anAddressIsTypedWithASlashOrAQuery() throws IOException {
    for (String address : List.of("/mcp/", "/mcp?", "/mcp?source=app", "/mcp/?source=app")) {
      String request = "POST %s\nContent-Type: application/json\n\n".formatted(address);
      assertEquals(200, recording.play(request + GREETING).status(), address);
      assertEquals(405, recording.play("GET " + address).status(), address);
    }
  }

  @Test
  void aClientLooksForTheProtocolWhereItIsNot() throws IOException {
    for (String address : List.of("/", "/sse", "/mcp/x", "/MCP")) {
      String request = "POST %s\nContent-Type: application/json\n\n".formatted(address);
      Recording.Answer refused = recording.play(request + GREETING);
      assertEquals(404, refused.status(), address);
      assertTrue(refused.json().path("error").asText().contains("/mcp"), address);
    }
  }
}
