package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Dispatcher;
import coach.mcp.Era;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ladder that a modern request climbs, over real HTTP. */
@Timeout(60)
class ModernRequestTest {
  private static final String ADD = "{\"name\":\"add\",\"arguments\":{\"a\":1}}";

  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static Talk.Heard post(String body, Map<String, List<String>> headers) throws Exception {
    return Site.heard(site.post(body, headers));
  }

  private static Talk.Heard call(Map<String, List<String>> headers) throws Exception {
    return post(Talk.modern(1, "tools/call", ADD), headers);
  }

  private static Map<String, List<String>> with(String name, String... values) {
    Map<String, List<String>> headers = Talk.headers("tools/call", "add");
    headers.remove(name);
    if (values.length > 0) {
      headers.put(name, List.of(values));
    }
    return headers;
  }

  private static void assertRefused(int status, int code, Talk.Heard heard) {
    assertEquals(code, heard.code(), heard.json().toString());
    assertEquals(status, heard.status(), heard.json().toString());
    assertEquals(1, heard.json().path("id").asInt());
    assertFalse(heard.message().isEmpty());
  }

  @Test
  void aCompleteRequestIsServed() throws Exception {
    Talk.Heard heard = call(Talk.headers("tools/call", "add"));
    assertEquals(200, heard.status());
    assertEquals(2, heard.result().path("structuredContent").path("sum").asInt());
  }

  @Test
  void versionAndCapabilitiesAreDemandedAndClientInfoIsNot() throws Exception {
    String key = "io.modelcontextprotocol/";
    for (String meta :
        List.of(
            "\"%sprotocolVersion\":\"2026-07-28\"",
            "\"%sprotocolVersion\":\"2026-07-28\",\"%sclientCapabilities\":[]",
            "\"%sprotocolVersion\":null,\"%sclientCapabilities\":{}",
            "\"%sprotocolVersion\":20260728,\"%sclientCapabilities\":{}",
            "\"%sprotocolVersion\":\"2026-07-28\",\"%sclientCapabilities\":{},"
                + "\"%slogLevel\":\"loud\"")) {
      String params = "{\"_meta\":{%s}}".formatted(meta.replace("%s", key));
      Talk.Heard heard =
          post(Talk.legacy(1, "tools/list", params), Talk.headers("tools/list", null));
      assertRefused(400, -32602, heard);
    }
    String params =
        "{\"_meta\":{\"%sprotocolVersion\":\"2026-07-28\",\"%sclientCapabilities\":{},"
                .replace("%s", key)
            + "\"%slogLevel\":\"info\"}}".formatted(key);
    assertEquals(
        200, post(Talk.legacy(1, "tools/list", params), Talk.headers("tools/list", null)).status());
  }

  @Test
  void headersThatAreMissingOrDifferentAreRefused() throws Exception {
    assertRefused(400, -32020, call(with("MCP-Protocol-Version")));
    assertRefused(400, -32020, call(with("MCP-Protocol-Version", "2031-01-01")));
    assertRefused(400, -32020, call(with("MCP-Protocol-Version", "2026-07-28", "2025-11-25")));
    assertRefused(400, -32020, call(with("Mcp-Method")));
    assertRefused(400, -32020, call(with("Mcp-Method", "Tools/Call")));
    assertRefused(400, -32020, call(with("Mcp-Method", "tools/list")));
    assertRefused(400, -32020, call(with("Mcp-Name")));
    assertRefused(400, -32020, call(with("Mcp-Name", "ADD")));
    assertRefused(400, -32020, call(with("Mcp-Name", "add", "echo")));
  }

  @Test
  void headersMayBeRepeatedSpacedAndOfAnyCase() throws Exception {
    assertEquals(200, call(with("Mcp-Name", "  add ")).status());
    assertEquals(200, call(with("Mcp-Method", "tools/call", "tools/call")).status());
    assertEquals(200, call(with("MCP-Protocol-Version", "2026-07-28, 2026-07-28")).status());
    Map<String, List<String>> lower = new HashMap<>();
    Talk.headers("tools/call", "add")
        .forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
    assertEquals(200, call(lower).status());
  }

  @Test
  void aNameMayBeEncodedButOnlyProperly() throws Exception {
    assertEquals(200, call(with("Mcp-Name", encoded("add"))).status());
    assertRefused(400, -32020, call(with("Mcp-Name", encoded("echo"))));
    assertRefused(400, -32020, call(with("Mcp-Name", "=?base64?YWRkISE?=")));
    assertRefused(400, -32020, call(with("Mcp-Name", "=?base64?YW*k?=")));
    assertRefused(400, -32020, call(with("Mcp-Name", "=?base64?/w==?=")));
    assertRefused(400, -32020, call(with("Mcp-Name", "=?base64?=")));
    String uri = "{\"uri\":\"test://notes/ü/b\"}";
    Talk.Heard heard =
        post(
            Talk.modern(1, "resources/read", uri),
            Talk.headers("resources/read", encoded("test://notes/ü/b")));
    assertEquals("ü|b", heard.result().path("contents").path(0).path("text").asText());
  }

  private static String encoded(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return "=?base64?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  @Test
  void aNameThatTheBodyLacksIsTheMethodsOwnError() throws Exception {
    Talk.Heard heard = post(Talk.modern(1, "tools/call", "{}"), Talk.headers("tools/call", null));
    assertRefused(200, -32602, heard);
    assertRefused(
        400, -32020, post(Talk.modern(1, "tools/call", "{}"), Talk.headers("tools/call", "add")));
  }

  @Test
  void aLegacyHeaderOverAModernBodyIsServedUnlessStrict() throws Exception {
    for (String header : Era.LEGACY_VERSIONS) {
      Talk.Heard full = call(with("MCP-Protocol-Version", header));
      assertEquals("complete", full.result().path("resultType").asText(), header);
      Talk.Heard bare = call(Map.of("MCP-Protocol-Version", List.of(header)));
      assertEquals(200, bare.status(), header);
      Map<String, List<String>> wrong = with("MCP-Protocol-Version", header);
      wrong.put("Mcp-Name", List.of("echo"));
      assertRefused(400, -32020, call(wrong));
    }
    Dispatcher strict = new Dispatcher(site.catalog.catalog(), null, "1", true);
    Talk.Heard refused =
        Talk.say(
            strict, Talk.modern(1, "tools/call", ADD), with("MCP-Protocol-Version", "2025-11-25"));
    assertRefused(400, -32020, refused);
  }

  @Test
  void anUnknownVersionIsToldWhatIsServed() throws Exception {
    Map<String, List<String>> headers = with("MCP-Protocol-Version", "2031-01-01");
    Talk.Heard heard = post(Talk.modern(1, "tools/call", ADD, "2031-01-01"), headers);
    assertRefused(400, -32022, heard);
    JsonNode data = heard.json().path("error").path("data");
    assertEquals("2031-01-01", data.path("requested").asText());
    assertEquals("2026-07-28", data.path("supported").path(0).asText());
    assertEquals(Era.ALL_VERSIONS.size(), data.path("supported").size());
  }

  @Test
  void theHeaderIsComparedBeforeTheVersionIsJudged() throws Exception {
    assertRefused(
        400,
        -32020,
        post(Talk.modern(1, "tools/call", ADD, "2031-01-01"), Talk.headers("tools/call", "add")));
  }

  @Test
  void aLegacyVersionCannotBeSpokenTheModernWay() throws Exception {
    Talk.Heard heard =
        post(
            Talk.modern(1, "tools/call", ADD, "2025-11-25"),
            with("MCP-Protocol-Version", "2025-11-25"));
    assertRefused(400, -32022, heard);
    assertEquals(
        "[\"2026-07-28\"]", heard.json().path("error").path("data").path("supported").toString());
  }

  @Test
  void methodsOfTheLegacyEraAndUnknownOnesAreNotFound() throws Exception {
    for (String method :
        List.of(
            "initialize",
            "ping",
            "logging/setLevel",
            "resources/subscribe",
            "resources/unsubscribe",
            "subscriptions/listen",
            "nonsense")) {
      Talk.Heard heard = post(Talk.modern(1, method, "{}"), Talk.headers(method, null));
      assertRefused(404, -32601, heard);
    }
  }

  @Test
  void whatComesAfterTheLadderIsAnsweredUnderStatus200() throws Exception {
    String unknown = "{\"name\":\"nope\"}";
    Talk.Heard heard =
        post(Talk.modern(1, "tools/call", unknown), Talk.headers("tools/call", "nope"));
    assertRefused(200, -32602, heard);
    assertTrue(heard.message().contains("\"nope\""), heard.message());
    String missing = "{\"uri\":\"test://none\"}";
    heard =
        post(
            Talk.modern(1, "resources/read", missing),
            Talk.headers("resources/read", "test://none"));
    assertRefused(200, -32602, heard);
    assertEquals("test://none", heard.json().path("error").path("data").path("uri").asText());
  }
}
