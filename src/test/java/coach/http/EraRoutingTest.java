package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Era;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EraRoutingTest {
  private static final String LIST = Talk.legacy(1, "tools/list", "{}");
  private static final String GREETING =
      "{\"protocolVersion\":\"%s\",\"capabilities\":{},"
          + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";

  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Talk.Heard post(String body, String... versions) throws Exception {
    return Site.heard(
        site.post(
            body,
            versions.length == 0 ? Map.of() : Map.of("MCP-Protocol-Version", List.of(versions))));
  }

  private static String greeting(String version) {
    return Talk.legacy(0, "initialize", GREETING.formatted(version));
  }

  @Test
  void aRequestThatDescribesItselfIsModern() throws Exception {
    Talk.Heard heard =
        Site.heard(site.post(Talk.modern(1, "tools/list", "{}"), Talk.headers("tools/list", null)));
    assertEquals(200, heard.status());
    assertEquals("complete", heard.result().path("resultType").asText());
  }

  @Test
  void aGreetingThatDescribesItselfIsModernAndUnknownThere() throws Exception {
    String params = GREETING.formatted("2026-07-28");
    Talk.Heard heard =
        Site.heard(
            site.post(Talk.modern(1, "initialize", params), Talk.headers("initialize", null)));
    assertEquals(404, heard.status());
    assertEquals(-32601, heard.code());
  }

  @Test
  void aPlainGreetingIsLegacyWhateverTheHeaderSays() throws Exception {
    for (String header : List.of("2026-07-28", "2025-11-25", "1999-01-01")) {
      Talk.Heard heard = post(greeting("2025-06-18"), header);
      assertEquals(200, heard.status(), header);
      assertEquals("2025-06-18", heard.result().path("protocolVersion").asText());
    }
  }

  @Test
  void anUnknownOrModernRevisionIsOfferedTheNewestLegacyOne() throws Exception {
    for (String asked : List.of("2026-07-28", "2024-10-07", "tomorrow")) {
      JsonNode result = post(greeting(asked)).result();
      assertEquals("2025-11-25", result.path("protocolVersion").asText(), asked);
      assertEquals("1.2.3", result.path("serverInfo").path("version").asText());
      assertTrue(result.path("instructions").asText().startsWith("Ask"));
      assertTrue(result.path("capabilities").has("completions"));
    }
    for (String known : Era.LEGACY_VERSIONS) {
      JsonNode result = post(greeting(known)).result();
      assertEquals(known, result.path("protocolVersion").asText());
    }
  }

  @Test
  void aPlainRequestWithoutOrUnderALegacyHeaderIsLegacy() throws Exception {
    assertFalse(post(LIST).result().has("resultType"));
    for (String header : Era.LEGACY_VERSIONS) {
      Talk.Heard heard = post(LIST, header);
      assertEquals(200, heard.status(), header);
      assertFalse(heard.result().has("resultType"));
    }
  }

  @Test
  void identicalRepeatedHeadersCountOnce() throws Exception {
    assertEquals(200, post(LIST, "2025-11-25, 2025-11-25").status());
    assertEquals(200, post(LIST, "2025-11-25", "2025-11-25").status());
    assertEquals(400, post(LIST, "2025-11-25", "2025-06-18").status());
  }

  @Test
  void aPlainRequestUnderTheModernHeaderIsRefused() throws Exception {
    for (String method : List.of("server/discover", "tools/list", "ping")) {
      Talk.Heard heard = post(Talk.legacy("\"probe\"", method, "{}"), "2026-07-28");
      assertEquals(400, heard.status(), method);
      assertEquals(-32602, heard.code(), method);
      assertEquals("probe", heard.json().path("id").asText());
    }
  }

  @Test
  void aPlainRequestUnderAnUnknownHeaderIsToldWhatIsServed() throws Exception {
    Talk.Heard heard = post(LIST, "2031-01-01");
    assertEquals(400, heard.status());
    assertEquals(-32022, heard.code());
    JsonNode data = heard.json().path("error").path("data");
    assertEquals("2031-01-01", data.path("requested").asText());
    assertEquals(
        "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\",\"2024-11-05\"]",
        data.path("supported").toString());
  }

  @Test
  void aPlainDiscoveryIsAnUnknownLegacyMethod() throws Exception {
    Talk.Heard heard = post(Talk.legacy(1, "server/discover", "{}"));
    assertEquals(200, heard.status());
    assertEquals(-32601, heard.code());
  }

  @Test
  void notificationsAndResponsesAreAcceptedUnderAnyHeader() throws Exception {
    for (String header : List.of("2026-07-28", "2025-11-25", "2031-01-01")) {
      for (String body :
          List.of(
              "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
              "{\"jsonrpc\":\"2.0\",\"method\":\"nonsense\",\"params\":7}",
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
              "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"\"}}")) {
        HttpResponse<String> response =
            site.post(body, Map.of("MCP-Protocol-Version", List.of(header)));
        assertEquals(202, response.statusCode(), body);
        assertEquals("", response.body());
      }
    }
  }

  @Test
  void aBatchIsAnsweredAsOne() throws Exception {
    Talk.Heard heard =
        post(
            "[%s,{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},%s,%s,7]"
                .formatted(
                    greeting("2025-03-26"),
                    Talk.legacy("\"p\"", "ping", "{}"),
                    Talk.legacy(2, "nonsense", "{}")));
    assertEquals(200, heard.status());
    assertEquals(4, heard.json().size());
    assertEquals("2025-03-26", heard.json().get(0).at("/result/protocolVersion").asText());
    assertEquals("p", heard.json().get(1).path("id").asText());
    assertEquals(-32601, heard.json().get(2).at("/error/code").asInt());
    assertEquals(-32600, heard.json().get(3).at("/error/code").asInt());
  }

  @Test
  void aBatchOfNotificationsHasNoAnswer() throws Exception {
    HttpResponse<String> response =
        site.post("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");
    assertEquals(202, response.statusCode());
  }

  @Test
  void aBatchWithAModernRequestAnEmptyOneAndAHugeOneAreRefused() throws Exception {
    String modern = Talk.modern(1, "tools/list", "{}");
    String ping = Talk.legacy(1, "ping", "{}");
    String huge = "[" + ping + ("," + ping).repeat(100) + "]";
    for (String body : List.of("[" + ping + "," + modern + "]", "[]", huge)) {
      Talk.Heard heard = post(body);
      assertEquals(400, heard.status());
      assertEquals(-32600, heard.code());
      assertFalse(heard.json().has("id"));
    }
  }
}
