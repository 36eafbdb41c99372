package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Views are offered to clients that show them, by the extension MCP Apps of 2026-01-26. */
class ViewsTest {
  private static final String ADDRESS = "ui://coach/progress-chart.html";
  private static final String TYPE = "text/html;profile=mcp-app";
  private final Dispatcher dispatcher = new Dispatcher(Tools.catalog(), null, "1", false);

  private JsonNode modern(String method, String params, String extensions) {
    String message =
        Talk.modern(1, method, params)
            .replace(
                "clientCapabilities\":{}",
                "clientCapabilities\":{\"extensions\":{" + extensions + "}}");
    return Talk.say(dispatcher, message).result();
  }

  private static String declared(String type) {
    return "\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[\"%s\"]}".formatted(type);
  }

  private static JsonNode chart(JsonNode listed) {
    for (JsonNode tool : listed.get("tools")) {
      if (tool.get("name").textValue().equals("show_progress_chart")) {
        return tool;
      }
    }
    throw new AssertionError(listed);
  }

  @Test
  void aClientThatShowsViewsIsToldOfThem() {
    JsonNode ui = chart(modern("tools/list", "{}", declared(TYPE))).at("/_meta/ui");
    assertEquals(ADDRESS, ui.get("resourceUri").textValue());
    // Without a word on visibility a tool is for models and pages alike.
    assertEquals(1, ui.size());
    JsonNode resources = modern("resources/list", "{}", declared(TYPE)).get("resources");
    assertTrue(resources.findValuesAsText("uri").contains(ADDRESS), resources.toString());
  }

  @Test
  void anotherClientIsNot() {
    for (String extensions : new String[] {"", declared("text/html")}) {
      assertFalse(chart(modern("tools/list", "{}", extensions)).has("_meta"), extensions);
      String resources = modern("resources/list", "{}", extensions).toString();
      assertFalse(resources.contains("ui://"), extensions);
    }
  }

  @Test
  void aLegacyClientIsAlwaysTold() {
    JsonNode listed = Talk.say(dispatcher, Talk.legacy(1, "tools/list", "{}")).result();
    assertEquals(ADDRESS, chart(listed).at("/_meta/ui/resourceUri").textValue());
  }

  @Test
  void listsThatDifferAreKeptByOneClientOnly() {
    assertEquals("private", scope("tools/list"));
    assertEquals("private", scope("resources/list"));
    assertEquals("public", scope("prompts/list"));
    assertEquals("public", scope("resources/templates/list"));
  }

  private String scope(String method) {
    return modern(method, "{}", "").get("cacheScope").textValue();
  }

  @Test
  void bothErasSayThatViewsAreServed() {
    String path = "/capabilities/extensions/io.modelcontextprotocol~1ui/mimeTypes/0";
    assertEquals(TYPE, modern("server/discover", "{}", "").at(path).textValue());
    String greeting = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{}}";
    JsonNode greeted = Talk.say(dispatcher, Talk.legacy(1, "initialize", greeting)).result();
    assertEquals(TYPE, greeted.at(path).textValue());
  }

  @Test
  void aServerWithoutViewsSaysNothingOfThem() {
    String discovered =
        Talk.say(TestCatalog.create().dispatcher(), Talk.modern(1, "server/discover", "{}"))
            .result()
            .toString();
    assertFalse(discovered.contains("extensions"), discovered);
  }

  @Test
  void anybodyMayReadThePageAndItNeedsNoNetwork() {
    String params = "{\"uri\":\"" + ADDRESS + "\"}";
    JsonNode result = modern("resources/read", params, "");
    JsonNode page = result.at("/contents/0");
    assertEquals(TYPE, page.get("mimeType").textValue());
    assertTrue(page.get("text").textValue().startsWith("<!doctype html>"));
    JsonNode ui = page.at("/_meta/ui");
    assertTrue(ui.get("prefersBorder").booleanValue());
    assertEquals(4, ui.get("csp").size());
    for (JsonNode domains : ui.get("csp")) {
      assertTrue(domains.isArray() && domains.isEmpty(), ui.toString());
    }
    assertEquals("public", result.get("cacheScope").textValue());
    JsonNode legacy = Talk.say(dispatcher, Talk.legacy(1, "resources/read", params)).result();
    assertEquals(page, legacy.at("/contents/0"));
  }
}
