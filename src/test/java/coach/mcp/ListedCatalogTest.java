package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.tools.Resource;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What coach really offers, as clients of both eras get to see it before they call anything. */
class ListedCatalogTest {
  private static final Dispatcher COACH = new Dispatcher(Tools.catalog(), null, "1", false);

  private static final Map<String, String> LISTS =
      Map.of(
          "tools/list", "tools",
          "resources/list", "resources",
          "resources/templates/list", "resourceTemplates",
          "prompts/list", "prompts");

  /** As a client that shows pages asks; a legacy one is shown everything anyway. */
  private static JsonNode modern(String method) {
    String pages =
        "{\"extensions\":{\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[\"%s\"]}}}"
            .formatted(Resource.VIEW_TYPE);
    String message = Talk.modern(1, method, "{}");
    return Talk.say(COACH, message.replace("Capabilities\":{}", "Capabilities\":" + pages))
        .result();
  }

  private static JsonNode legacy(String method) {
    return Talk.say(COACH, Talk.legacy(1, method, "{\"protocolVersion\":\"2025-11-25\"}")).result();
  }

  /** Prints all that is listed, so that two processes can be compared. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(modern("server/discover"));
    LISTS.keySet().stream().sorted().forEach(method -> out.println(modern(method)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
  void everythingListedHasATitleAndADescription(String method) {
    JsonNode listed = modern(method).path(LISTS.get(method));
    assertFalse(listed.isEmpty());
    for (JsonNode entry : listed) {
      assertTrue(entry.path("title").asText().matches("[A-Z].+"), entry.toString());
      assertTrue(entry.path("description").asText().endsWith("."), entry.toString());
      assertFalse(entry.path("name").asText().isEmpty(), entry.toString());
    }
  }

  @Test
  void everyArgumentOfAPromptHasATitleAndADescription() {
    int arguments = 0;
    for (JsonNode prompt : modern("prompts/list").path("prompts")) {
      for (JsonNode argument : prompt.path("arguments")) {
        arguments++;
        assertTrue(argument.path("title").asText().matches("[A-Z][a-z ]+"), argument.toString());
        assertTrue(argument.path("description").asText().endsWith("."), argument.toString());
        assertTrue(argument.path("required").isBoolean(), argument.toString());
      }
    }
    assertTrue(arguments > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resources/list", "resources/templates/list"})
  void everyDocumentSaysWhatItIsAndWhomItIsFor(String method) {
    for (JsonNode document : modern(method).path(LISTS.get(method))) {
      assertTrue(document.path("mimeType").asText().contains("/"), document.toString());
      JsonNode annotations = document.path("annotations");
      List<String> audience = new ArrayList<>();
      annotations.path("audience").forEach(reader -> audience.add(reader.asText()));
      assertFalse(audience.isEmpty(), document.toString());
      assertTrue(List.of("user", "assistant").containsAll(audience), document.toString());
      double priority = annotations.path("priority").asDouble(-1);
      assertTrue(priority >= 0 && priority <= 1, document.toString());
    }
  }

  /** Clients that turn schemas into another dialect know one type each, and some no null. */
  @Test
  void everySchemaNamesOneTypeForEachValue() {
    int types = 0;
    for (JsonNode tool : modern("tools/list").path("tools")) {
      assertTrue(tool.path("outputSchema").path("type").asText().equals("object"));
      for (JsonNode holder : tool.findParents("type")) {
        if (!holder.get("type").isObject()) {
          types++;
          assertTrue(holder.get("type").isTextual(), tool.path("name") + ": " + holder);
          assertFalse(holder.get("type").textValue().equals("null"), tool.path("name").asText());
        }
      }
    }
    assertTrue(types > 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
  void bothErasAreShownTheSame(String method) {
    ObjectNode modern = modern(method).deepCopy();
    modern.remove(List.of("resultType", "ttlMs", "cacheScope", "_meta"));
    assertEquals(legacy(method), modern);
  }

  @Test
  void bothErasAreInstructedAlike() {
    JsonNode greeted = legacy("initialize");
    JsonNode discovered = modern("server/discover");
    assertEquals(Tools.catalog().instructions(), greeted.path("instructions").asText());
    assertEquals(greeted.path("instructions"), discovered.path("instructions"));
    assertEquals(greeted.path("capabilities"), discovered.path("capabilities"));
  }

  @Test
  void twoProcessesListTheSameInTheSameOrder() throws Exception {
    String classes = System.getProperty("java.class.path");
    Run first = Run.java(Map.of(), "-cp", classes, ListedCatalogTest.class.getName());
    Run second = Run.java(Map.of(), "-cp", classes, ListedCatalogTest.class.getName());
    assertEquals(0, first.code(), first.err());
    assertEquals(1 + LISTS.size(), first.out().lines().count(), first.out());
    assertEquals(first.out(), second.out());
  }
}
