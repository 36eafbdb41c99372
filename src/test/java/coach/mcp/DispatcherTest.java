package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.tools.Offer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final Dispatcher dispatcher = TestOffer.create().dispatcher();

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
        "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\"]",
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
      assertEquals("{\"name\":\"coach\",\"version\":\"1.2.3\"}", server.toString());
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
        List.of(
            "server/discover",
            "tools/list",
            "resources/list",
            "resources/templates/list",
            "prompts/list")) {
      JsonNode result = modern(method, "{}").result();
      assertTrue(result.path("ttlMs").isIntegralNumber(), method);
      assertEquals("public", result.path("cacheScope").asText(), method);
    }
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
    for (String method : List.of("tools/list", "resources/list", "prompts/list")) {
      JsonNode result = legacy(method, "{}").result();
      assertFalse(result.has("ttlMs") || result.has("resultType") || result.has("_meta"), method);
    }
  }

  @Test
  void listsAreInTheOffersOrder() {
    assertEquals(
        List.of(
            "test://zebra", "test://mine", "test://refusing", "test://crashing", "test://alpha"),
        modern("resources/list", "{}").result().path("resources").findValuesAsText("uri"));
    assertEquals(
        List.of("test://notes/{id}/{part}", "test://pages/{page}"),
        legacy("resources/templates/list", "{}").result().findValuesAsText("uriTemplate"));
    JsonNode prompts = modern("prompts/list", "{}").result().path("prompts");
    assertEquals("zen", prompts.path(0).path("name").asText());
    assertEquals("greet", prompts.path(1).path("name").asText());
  }

  @Test
  void listsComeInPagesOfEitherEra() {
    Dispatcher small = new Dispatcher(TestOffer.create().offer(), null, "1", false, 4);
    List<String> seen = new ArrayList<>();
    int pages = 0;
    String cursor = "";
    while (cursor != null) {
      String params = "{\"cursor\":\"%s\"}".formatted(cursor);
      JsonNode page =
          Talk.say(
                  small,
                  pages % 2 == 0
                      ? Talk.legacy(1, "tools/list", params)
                      : Talk.modern(1, "tools/list", params))
              .result();
      page.path("tools").forEach(tool -> seen.add(tool.path("name").asText()));
      assertTrue(page.path("tools").size() <= 4);
      cursor = page.path("nextCursor").textValue();
      pages++;
    }
    assertEquals(3, pages);
    List<String> all = new ArrayList<>();
    TestOffer.create().offer().tools().forEach(tool -> all.add(tool.name()));
    assertEquals(all, seen);
  }

  @Test
  void aCursorThatWasNeverGivenOutIsRefused() {
    Dispatcher small = new Dispatcher(TestOffer.create().offer(), null, "1", false, 1);
    String given =
        Talk.say(small, Talk.legacy(1, "tools/list", "{}")).result().path("nextCursor").asText();
    for (String method : List.of("tools/list", "resources/list", "prompts/list")) {
      for (String cursor : List.of("\"nonsense\"", "7", "{}", "\"" + given + "x\"")) {
        Talk.Heard heard = Talk.say(small, Talk.modern(1, method, "{\"cursor\":" + cursor + "}"));
        assertEquals(-32602, heard.code(), method + cursor);
      }
    }
    Talk.Heard foreign =
        Talk.say(small, Talk.legacy(1, "prompts/list", "{\"cursor\":\"" + given + "\"}"));
    assertEquals(-32602, foreign.code());
    assertEquals(
        200, Talk.say(small, Talk.legacy(1, "prompts/list", "{\"cursor\":null}")).status());
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
  void aMissingResourceHasTheErasOwnCode() {
    for (String uri :
        List.of("test://none", "test://pages/2", "test://notes/%zz/b", "test://notes/%00/b", "")) {
      String params = "{\"uri\":\"%s\"}".formatted(uri);
      Talk.Heard old = legacy("resources/read", params);
      assertEquals(-32002, old.code(), uri);
      assertEquals(uri, old.json().at("/error/data/uri").asText());
      Talk.Heard now = modern("resources/read", params);
      assertEquals(-32602, now.code(), uri);
      assertEquals(uri, now.json().at("/error/data/uri").asText());
    }
    assertEquals(-32602, legacy("resources/read", "{}").code());
  }

  @Test
  void templatesHandTheirDecodedVariablesOn() {
    JsonNode content =
        legacy("resources/read", "{\"uri\":\"test://notes/a%2Fb%20c+d/Bench Press\"}")
            .result()
            .path("contents")
            .path(0);
    assertEquals("a/b c+d|Bench Press", content.path("text").asText());
    assertEquals("test://notes/a%2Fb%20c+d/Bench Press", content.path("uri").asText());
    assertEquals("text/plain", content.path("mimeType").asText());
  }

  @Test
  void faultsInsideAResourceAreErrorsInOurWords() {
    Talk.Heard refused = modern("resources/read", "{\"uri\":\"test://refusing\"}");
    assertEquals(-32602, refused.code());
    assertEquals("page is 99. Send 1 to 3.", refused.message());
    Talk.Heard crashed = modern("resources/read", "{\"uri\":\"test://crashing\"}");
    assertEquals(-32603, crashed.code());
    assertTrue(crashed.message().endsWith("as request r1."), crashed.message());
    assertFalse(crashed.message().contains("secret"));
  }

  @Test
  void promptsReadTheirArgumentsLikeTools() {
    JsonNode message =
        legacy(
                "prompts/get",
                "{\"name\":\"greet\",\"arguments\":{\"name\":\"Ada\",\"times\":\"2\"}}")
            .result()
            .path("messages")
            .path(0);
    assertEquals("user", message.path("role").asText());
    assertEquals("Hello, Hello, Ada", message.at("/content/text").asText());
    Talk.Heard missing = legacy("prompts/get", "{\"name\":\"greet\"}");
    assertEquals(-32602, missing.code());
    assertTrue(missing.message().startsWith("name is missing"), missing.message());
    assertEquals(-32602, legacy("prompts/get", "{\"name\":\"nope\"}").code());
    assertEquals(-32602, legacy("prompts/get", "{\"name\":[]}").code());
  }

  @Test
  void completionsHoldAtMostAHundredValues() {
    String reference = "{\"type\":\"ref/prompt\",\"name\":\"greet\"}";
    JsonNode completion = complete(reference, "name", "Jo").result().path("completion");
    assertEquals(100, completion.path("values").size());
    assertEquals("Jo0", completion.path("values").path(0).asText());
    assertEquals(150, completion.path("total").asInt());
    assertTrue(completion.path("hasMore").asBoolean());
    completion = complete(reference, "times", "").result().path("completion");
    assertEquals(0, completion.path("values").size());
    String template = "{\"type\":\"ref/resource\",\"uri\":\"test://pages/{page}\"}";
    completion = complete(template, "page", "").result().path("completion");
    assertEquals("[\"1\"]", completion.path("values").toString());
  }

  @Test
  void completionsOfUnknownThingsAreRefused() {
    String known = "{\"type\":\"ref/prompt\",\"name\":\"greet\"}";
    assertEquals(-32602, complete(known, "nope", "").code());
    assertEquals(-32602, complete("{\"type\":\"ref/prompt\",\"name\":\"x\"}", "name", "").code());
    assertEquals(-32602, complete("{\"type\":\"ref/resource\",\"uri\":\"x\"}", "a", "").code());
    assertEquals(-32602, complete("{\"type\":\"ref/tool\"}", "a", "").code());
    assertEquals(-32602, complete("7", "a", "").code());
    assertEquals(-32602, modern("completion/complete", "{}").code());
  }

  private Talk.Heard complete(String reference, String argument, String typed) {
    return modern(
        "completion/complete",
        "{\"ref\":%s,\"argument\":{\"name\":\"%s\",\"value\":\"%s\"}}"
            .formatted(reference, argument, typed));
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

  @Test
  void scopesCanBeAskedForBeforeACall() {
    assertEquals(
        Caller.WRITE,
        dispatcher.requiredScope("tools/call", Talk.parse("{\"name\":\"write_note\"}")));
    assertEquals(
        Caller.READ, dispatcher.requiredScope("tools/call", Talk.parse("{\"name\":\"add\"}")));
    assertEquals(Caller.READ, dispatcher.requiredScope("resources/read", Talk.parse("{}")));
    assertEquals(null, dispatcher.requiredScope("tools/list", Talk.parse("{}")));
    assertEquals(null, dispatcher.requiredScope("tools/call", Talk.parse("{\"name\":\"x\"}")));
  }

  @Test
  void readingNeedsItsScopeToo() {
    Caller nobody = Caller.remote(TestOffer.CALLER.user(), Set.of());
    String read = Talk.legacy(1, "resources/read", "{\"uri\":\"test://zebra\"}");
    assertEquals(-32602, Talk.say(dispatcher, read, null, nobody).code());
  }

  @Test
  void aNameOfferedTwiceIsRefusedAtTheStart() {
    Offer offer = TestOffer.create().offer();
    List<coach.tools.Tool> doubled = new ArrayList<>(offer.tools());
    doubled.add(offer.tools().get(0));
    Offer twice =
        new Offer(
            doubled, offer.resources(), offer.prompts(), offer.completion(), offer.instructions());
    assertThrows(IllegalArgumentException.class, () -> new Dispatcher(twice, null, "1", false));
  }
}
