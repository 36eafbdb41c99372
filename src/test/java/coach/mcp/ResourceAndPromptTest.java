package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceAndPromptTest {
  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();

  private Talk.Heard modern(String method, String params) {
    return Talk.say(dispatcher, Talk.modern(1, method, params));
  }

  private Talk.Heard legacy(String method, String params) {
    return Talk.say(dispatcher, Talk.legacy(1, method, params));
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
  void readingNeedsItsScopeToo() {
    Caller nobody = Caller.remote(TestCatalog.CALLER.user(), Set.of());
    String read = Talk.legacy(1, "resources/read", "{\"uri\":\"test://zebra\"}");
    assertEquals(-32602, Talk.say(dispatcher, read, null, nobody).code());
  }
}
