package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingsTest {
  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();

  private Talk.Heard modern(String method, String params) {
    return Talk.say(dispatcher, Talk.modern(1, method, params));
  }

  private Talk.Heard legacy(String method, String params) {
    return Talk.say(dispatcher, Talk.legacy(1, method, params));
  }

  @Test
  void listsAreInTheOffersOrder() {
    assertEquals(
        List.of(
            "test://zebra",
            "test://mine",
            "test://refusing",
            "test://crashing",
            "test://long",
            "test://halfway",
            "test://alpha"),
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
    Dispatcher small = TestCatalog.create().dispatcher(4);
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
    TestCatalog.create().catalog().tools().forEach(tool -> all.add(tool.name()));
    assertEquals(all, seen);
  }

  @Test
  void aCursorThatWasNeverGivenOutIsRefused() {
    Dispatcher small = TestCatalog.create().dispatcher(1);
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
}
