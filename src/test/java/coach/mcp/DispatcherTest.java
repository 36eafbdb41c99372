package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Measures;
import coach.tools.Catalog;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();

  private Talk.Heard modern(String method, String params) {
    return Talk.say(dispatcher, Talk.modern(1, method, params));
  }

  private Talk.Heard legacy(String method, String params) {
    return Talk.say(dispatcher, Talk.legacy(1, method, params));
  }

  @Test
  void discoveryNamesVersionsCapabilitiesAndInstructions() {
    JsonNode result = modern("server/discover", "{}").result();
    assertEquals(
        "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\",\"2024-11-05\"]",
        result.path("supportedVersions").toString());
    for (String capability : List.of("tools", "resources", "prompts", "completions")) {
      assertTrue(result.path("capabilities").path(capability).isObject(), capability);
    }
    assertFalse(result.path("capabilities").at("/tools/listChanged").asBoolean());
    assertTrue(result.path("instructions").asText().startsWith("Ask for sums"));
    assertFalse(result.has("serverInfo"));
  }

  @Test
  void everyModernResultSaysWhatItIs() {
    for (JsonNode result : everyModernResult()) {
      assertEquals("complete", result.path("resultType").asText());
      JsonNode server = result.path("_meta").path("io.modelcontextprotocol/serverInfo");
      assertEquals("coach", server.path("name").asText());
      assertEquals("1.2.3", server.path("version").asText());
    }
  }

  private List<JsonNode> everyModernResult() {
    return List.of(
        modern("server/discover", "{}").result(),
        modern("tools/list", "{}").result(),
        modern("tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1}}").result(),
        modern("tools/call", "{\"name\":\"refuse\"}").result(),
        modern("resources/list", "{}").result(),
        modern("resources/templates/list", "{}").result(),
        modern("resources/read", "{\"uri\":\"test://zebra\"}").result(),
        modern("prompts/list", "{}").result(),
        modern("prompts/get", "{\"name\":\"zen\"}").result(),
        modern(
                "completion/complete",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"},"
                    + "\"argument\":{\"name\":\"name\",\"value\":\"a\"}}")
            .result());
  }

  @Test
  void whatMayBeKeptSaysForHowLongAndForWhom() {
    for (String method :
        List.of("server/discover", "resources/list", "resources/templates/list", "prompts/list")) {
      JsonNode result = modern(method, "{}").result();
      assertTrue(result.path("ttlMs").isIntegralNumber(), method);
      assertEquals("public", result.path("cacheScope").asText(), method);
    }
    // Which tools there are depends on what was allowed at sign-in.
    assertEquals("private", modern("tools/list", "{}").result().path("cacheScope").asText());
    JsonNode shared = modern("resources/read", "{\"uri\":\"test://zebra\"}").result();
    assertEquals("public", shared.path("cacheScope").asText());
    JsonNode personal = modern("resources/read", "{\"uri\":\"test://mine\"}").result();
    assertEquals("private", personal.path("cacheScope").asText());
    assertEquals(0, personal.path("ttlMs").asInt(-1));
    JsonNode called = modern("tools/call", "{\"name\":\"write_note\"}").result();
    assertFalse(called.has("ttlMs") || called.has("cacheScope"));
  }

  @Test
  void legacyResultsCarryNothingModern() {
    Map<String, String> requests =
        Map.of(
            "initialize", "{\"protocolVersion\":\"2025-11-25\"}",
            "tools/list", "{}",
            "tools/call", "{\"name\":\"write_note\"}",
            "resources/list", "{}",
            "resources/templates/list", "{}",
            "resources/read", "{\"uri\":\"test://mine\"}",
            "prompts/list", "{}",
            "prompts/get", "{\"name\":\"zen\"}");
    requests.forEach(
        (method, params) -> {
          JsonNode result = legacy(method, params).result();
          assertTrue(result.isObject(), method);
          for (String modern : List.of("ttlMs", "cacheScope", "resultType", "_meta")) {
            assertFalse(result.has(modern), method + " " + modern);
          }
        });
  }

  @Test
  void legacyExtrasAreAnsweredWithNothing() {
    for (String method : List.of("ping", "resources/subscribe", "resources/unsubscribe")) {
      assertEquals("{}", legacy(method, "{\"uri\":\"test://mine\"}").result().toString());
    }
    assertEquals("{}", legacy("logging/setLevel", "{\"level\":\"warning\"}").result().toString());
    assertEquals(-32602, legacy("logging/setLevel", "{\"level\":\"loud\"}").code());
    assertEquals(-32602, legacy("initialize", "{}").code());
  }

  @Test
  void parametersOfTheWrongShapeAreRefused() {
    for (String params : List.of("[]", "7", "\"x\"")) {
      assertEquals(-32602, legacy("tools/list", params).code(), params);
    }
    assertEquals(200, legacy("tools/list", "null").status());
    assertEquals(-32602, modern("tools/call", "{\"name\":\"add\",\"inputResponses\":[]}").code());
    assertEquals(-32602, modern("tools/call", "{\"name\":\"add\",\"requestState\":{}}").code());
  }

  private Talk.Heard reading(String method, String params) {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    Reply reply =
        dispatcher.handle(
            new Inbound(
                message.getBytes(StandardCharsets.UTF_8),
                null,
                progress -> Caller.remote(TestCatalog.CALLER.user(), Set.of(Caller.READ)),
                Set.of(Caller.READ),
                "r1",
                notification -> {},
                null,
                Measures.NONE));
    return new Talk.Heard(
        reply.status(), Talk.parse(new String(reply.body(), StandardCharsets.UTF_8)));
  }

  @Test
  void whoMayOnlyReadIsToldSoByTheStatusAndSeesOnlyReadingTools() {
    assertEquals(403, reading("tools/call", "{\"name\":\"write_note\"}").status());
    assertEquals(-32600, reading("tools/call", "{\"name\":\"write_note\"}").code());
    assertEquals(200, reading("tools/call", "{\"name\":\"add\",\"arguments\":{}}").status());
    assertEquals(200, reading("tools/call", "{\"name\":\"nothing\"}").status());
    String listed = reading("tools/list", "{}").result().toString();
    assertTrue(listed.contains("\"add\""), listed);
    assertFalse(listed.contains("write_note"), listed);
    assertTrue(legacy("tools/list", "{}").result().toString().contains("write_note"));
  }

  @Test
  void aNameOfferedTwiceIsRefusedAtTheStart() {
    Catalog catalog = TestCatalog.create().catalog();
    List<coach.tools.Tool> doubled = new ArrayList<>(catalog.tools());
    doubled.add(catalog.tools().get(0));
    Catalog twice =
        new Catalog(
            doubled,
            catalog.resources(),
            catalog.prompts(),
            catalog.completion(),
            catalog.instructions());
    assertThrows(IllegalArgumentException.class, () -> new Dispatcher(twice, null, "1", false));
  }
}
