package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The conformance fixtures hold over standard input too, where the suite cannot follow. */
class FixturesTest {
  /** Every message that the fixtures answer these lines with. */
  private static List<JsonNode> told(String... lines) throws Exception {
    List<String> command =
        List.of(
            Run.javaProgram(),
            "-cp",
            System.getProperty("java.class.path"),
            FixtureServer.class.getName(),
            "stdio");
    Run run = Run.of(Path.of("."), Map.of(), String.join("\n", lines) + "\n", command);
    assertEquals(0, run.code(), run.err());
    List<JsonNode> told = new ArrayList<>();
    run.out().lines().forEach(line -> told.add(Talk.parse(line)));
    return told;
  }

  private static List<JsonNode> of(List<JsonNode> messages, String method) {
    return messages.stream()
        .filter(message -> message.path("method").asText().equals(method))
        .toList();
  }

  @Test
  void bothErasInterleaveOnOneConnection() throws Exception {
    String progress = "{\"name\":\"test_tool_with_progress\",\"_meta\":{\"progressToken\":\"t\"}}";
    List<JsonNode> told =
        told(
            Talk.legacy(1, "tools/call", progress),
            Talk.modern(2, "tools/call", "{\"name\":\"test_input_required_result_request_state\"}"),
            Talk.modern(3, "resources/read", "{\"uri\":\"test://static-binary\"}"),
            Talk.modern(4, "tools/call", "{\"name\":\"test_missing_capability\"}"));
    List<JsonNode> steps = of(told, "notifications/progress");
    assertEquals(
        List.of(0, 50, 100),
        steps.stream().map(step -> step.at("/params/progress").asInt()).toList());
    for (JsonNode answer : told) {
      switch (answer.path("id").asInt()) {
        case 1 -> assertFalse(answer.at("/result").has("resultType"));
        case 2 -> assertTrue(answer.at("/result/requestState").isTextual(), answer.toString());
        case 3 -> assertTrue(answer.at("/result/contents/0/blob").isTextual(), answer.toString());
        case 4 -> assertEquals(-32021, answer.at("/error/code").asInt());
        default -> assertTrue(steps.contains(answer), answer.toString());
      }
    }
    assertEquals(4 + steps.size(), told.size());
  }

  @Test
  void aModernClientHearsOnlyTheLogItAsksFor() {
    List<JsonNode> heard = new ArrayList<>();
    for (String level : List.of("", "\"io.modelcontextprotocol/logLevel\":\"info\",")) {
      String message = Talk.modern(1, "tools/call", "{\"name\":\"test_logging_tool\"}");
      String asking = message.replace("\"_meta\":{", "\"_meta\":{" + level);
      heard.clear();
      Fixtures.dispatcher()
          .handle(
              new Inbound(
                  Wire.utf8(asking), null, () -> TestCatalog.CALLER, "r1", heard::add, null));
      assertEquals(level.isEmpty() ? 0 : 3, heard.size());
    }
  }

  @Test
  void aStateOfOneToolIsNoneOfAnother() {
    Dispatcher dispatcher = Fixtures.dispatcher();
    String name = "{\"name\":\"test_input_required_result_%s\"";
    String state =
        Talk.say(dispatcher, Talk.modern(1, "tools/call", name.formatted("multi_round") + "}"))
            .result()
            .path("requestState")
            .asText();
    String round = name + ",\"inputResponses\":{},\"requestState\":\"" + state + "\"}";
    String same = Talk.modern(2, "tools/call", round.formatted("multi_round"));
    assertTrue(Talk.say(dispatcher, same).result().path("inputRequests").has("step1"));
    String other = Talk.modern(3, "tools/call", round.formatted("request_state"));
    assertEquals(-32602, Talk.say(dispatcher, other).code());
  }
}
