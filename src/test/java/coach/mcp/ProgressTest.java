package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private final TestCatalog catalog = TestCatalog.create();
  private final Dispatcher dispatcher = catalog.dispatcher();
  private final List<JsonNode> told = new ArrayList<>();

  private void say(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    Reply reply =
        dispatcher.handle(
            new Inbound(bytes, null, () -> TestCatalog.CALLER, "r1", this::tell, new InFlight()));
    told.add(Talk.heard(reply).json());
  }

  /** As it goes over the wire. */
  private void tell(JsonNode notification) {
    told.add(Talk.parse(new String(Wire.write(notification), StandardCharsets.UTF_8)));
  }

  /** The notifications under a token, and the answer after them. */
  private List<String> steps(String steps, String token) {
    say(
        Talk.legacy(
            1,
            "tools/call",
            "{\"name\":\"steps\",\"arguments\":{\"steps\":%s},\"_meta\":{\"progressToken\":%s}}"
                .formatted(steps, token)));
    assertEquals(1, told.get(told.size() - 1).path("id").asInt());
    List<String> params = new ArrayList<>();
    for (JsonNode notification : told.subList(0, told.size() - 1)) {
      assertEquals("2.0", notification.path("jsonrpc").asText());
      assertEquals("notifications/progress", notification.path("method").asText());
      assertTrue(notification.path("id").isMissingNode());
      params.add(notification.path("params").toString());
    }
    return params;
  }

  @Test
  void everyStepIsToldUnderTheClientsToken() {
    assertEquals(
        List.of(
            "{\"progressToken\":\"t\",\"progress\":0,\"total\":100,\"message\":\"step 0\"}",
            "{\"progressToken\":\"t\",\"progress\":50,\"total\":100,\"message\":\"step 50\"}",
            "{\"progressToken\":\"t\",\"progress\":100,\"total\":100,\"message\":\"step 100\"}"),
        steps("[0,50,100]", "\"t\""));
  }

  @Test
  void aTokenIsAWholeNumberToo() {
    assertEquals(
        List.of("{\"progressToken\":7,\"progress\":1,\"total\":100,\"message\":\"step 1\"}"),
        steps("[1]", "7"));
  }

  @Test
  void progressOnlyGrows() {
    List<String> steps = steps("[5,5,4,6,0,7]", "\"t\"");
    List<Integer> values =
        steps.stream().map(step -> Talk.parse(step).path("progress").asInt()).toList();
    assertEquals(List.of(5, 6, 7), values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "1.5", "[]", "{}"})
  void whatIsNoTokenIsNone(String token) {
    assertEquals(List.of(), steps("[1,2]", token));
  }

  @Test
  void nothingIsToldWithoutAToken() {
    say(Talk.legacy(1, "tools/call", "{\"name\":\"steps\",\"arguments\":{\"steps\":[1]}}"));
    assertEquals(1, told.size());
  }

  @Test
  void aModernRequestIsToldTheSame() {
    String message =
        Talk.modern(1, "tools/call", "{\"name\":\"steps\",\"arguments\":{\"steps\":[1]}}")
            .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"m\",");
    say(message);
    assertEquals(2, told.size());
    assertEquals("m", told.get(0).at("/params/progressToken").asText());
  }

  @Test
  void nothingIsToldAfterTheAnswer() {
    steps("[1]", "\"t\"");
    catalog.lateProgress().step(90, 100, "too late");
    assertEquals(2, told.size());
  }

  @Test
  void aDocumentTellsHowFarItsReadingHasCome() {
    say(
        Talk.legacy(
            1, "resources/read", "{\"uri\":\"test://long\",\"_meta\":{\"progressToken\":\"r\"}}"));
    assertEquals("1", told.get(0).at("/params/progress").asText());
    assertTrue(told.get(0).at("/params/total").isMissingNode(), "an unknown total");
    assertTrue(told.get(0).at("/params/message").isMissingNode());
    assertEquals("long", told.get(1).at("/result/contents/0/text").asText());
  }
}
