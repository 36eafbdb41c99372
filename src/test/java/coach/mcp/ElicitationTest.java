package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.tools.Catalog;
import coach.tools.Effect;
import coach.tools.Question;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.UserInput;
import coach.tools.UserInput.InputRequired;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call may ask its person, in as many rounds as it takes, and believes nobody else. */
class ElicitationTest {
  private static final Caller ANN = TestCatalog.CALLER;
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] SECRET = new byte[32];
  private static final Question SURE =
      new Question("sure", "Really?", List.of(new Question.Field("yes", "Yes", List.of())));
  private static final Question COLOR =
      new Question(
          "color",
          "Which color?",
          List.of(
              new Question.Field(
                  "name",
                  "Color",
                  List.of(new Question.Option("r", "Red"), new Question.Option("g", "Green"))),
              new Question.Field("dark", "Dark", List.of())));

  private final Dispatcher dispatcher = at(NOON);
  private final Dialog dialog = Dialog.with(dispatcher, ANN);

  private static Dispatcher at(Instant moment) {
    return new Dispatcher(
        catalog(),
        null,
        new RequestState(() -> SECRET, Clock.fixed(moment, ZoneOffset.UTC)),
        "1",
        true);
  }

  private static Catalog catalog() {
    return new Catalog(
        List.of(
            tool("one", call -> told(call.input(), SURE)),
            tool("both", call -> told(call.input(), SURE, COLOR)),
            tool("steps", call -> steps(call.input())),
            tool("never", call -> answer("done"))),
        List.of(
            new Resource(
                "test://asking",
                "asking",
                "InputRequired",
                "Asks.",
                "text/plain",
                true,
                reading -> told(reading.input(), SURE).text())),
        List.of(),
        (caller, argument, typed, database) -> List.of(),
        "Ask.");
  }

  private static Tool tool(String name, Tool.Handler handler) {
    ObjectNode output = Wire.object().put("type", "object");
    return new Tool(name, name, "Does it.", Effect.READ, List.of(), output, handler);
  }

  /** Asks what is not answered yet, then tells all answers. */
  private static ToolAnswer told(UserInput input, Question... questions) {
    List<Question> open =
        List.of(questions).stream().filter(q -> !input.replies().containsKey(q.key())).toList();
    if (!open.isEmpty() && input.canAnswer()) {
      throw new InputRequired(open, Wire.object().put("left", open.size()));
    }
    StringBuilder all = new StringBuilder();
    new TreeMap<>(input.replies())
        .forEach((key, r) -> all.append(key + " " + r.action() + " " + r.content() + "; "));
    return answer(all.append("memo ").append(input.memo()).toString());
  }

  private static ToolAnswer steps(UserInput input) {
    return input.replies().containsKey("sure") ? told(input, SURE, COLOR) : told(input, SURE);
  }

  private static ToolAnswer answer(String text) {
    return new ToolAnswer(Wire.object(), text);
  }

  @Test
  void aQuestionIsAFormAndAState() {
    JsonNode result = dialog.tool("both").result();
    assertEquals("input_required", result.path("resultType").asText());
    assertFalse(result.has("ttlMs"));
    assertEquals(2, result.path("inputRequests").size());
    JsonNode request = result.at("/inputRequests/color");
    assertEquals("elicitation/create", request.path("method").asText());
    assertEquals(
        Talk.parse(
            "{\"mode\":\"form\",\"message\":\"Which color?\",\"requestedSchema\":{\"type\":\"object\","
                + "\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"Color\",\"oneOf\":["
                + "{\"const\":\"r\",\"title\":\"Red\"},{\"const\":\"g\",\"title\":\"Green\"}]},"
                + "\"dark\":{\"type\":\"boolean\",\"title\":\"Dark\"}},"
                + "\"required\":[\"name\",\"dark\"]}}"),
        request.path("params"));
    assertTrue(result.path("requestState").isTextual());
  }

  @Test
  void theFormTakesWhatTheHandlerIsGiven() {
    var form = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    JsonNode schema = Dialog.question(dialog.tool("one")).path("requestedSchema");
    assertEquals(List.of(), form.getSchema(schema).validate(Talk.parse("{\"yes\":true}")));
    assertEquals(1, form.getSchema(schema).validate(Talk.parse("{\"yes\":\"true\"}")).size());
  }

  @Test
  void theAnswerReachesTheHandlerWithItsMemo() {
    Talk.Heard asked = dialog.tool("one");
    Talk.Heard answered = dialog.accept(asked, "yes", true);
    assertEquals("complete", answered.result().path("resultType").asText());
    assertEquals("sure ACCEPT {\"yes\":true}; memo {\"left\":1}", Dialog.text(answered));
  }

  @ParameterizedTest
  @CsvSource({"decline, DECLINE", "cancel, CANCEL"})
  void anAnswerMayBeNone(String action, String told) {
    Talk.Heard asked = dialog.tool("one");
    assertEquals(
        "sure " + told + " {}; memo {\"left\":1}", Dialog.text(dialog.refuse(asked, action)));
  }

  @Test
  void earlierAnswersCountInLaterRounds() {
    Talk.Heard first = dialog.tool("steps");
    Talk.Heard second = dialog.accept(first, "yes", false);
    assertEquals("color", Dialog.key(second));
    assertNotEquals(Dialog.state(first), Dialog.state(second));
    Talk.Heard last =
        dialog.again(
            Dialog.state(second),
            Map.of(
                "color", Map.of("action", "accept", "content", Map.of("name", "g", "dark", true))));
    assertEquals(
        "color ACCEPT {\"name\":\"g\",\"dark\":true}; sure ACCEPT {\"yes\":false}; memo {\"left\":1}",
        Dialog.text(last));
  }

  @Test
  void whatIsNotAnsweredIsAskedAgain() {
    Talk.Heard asked = dialog.tool("both");
    Talk.Heard half =
        dialog.again(
            Dialog.state(asked),
            Map.of("sure", Map.of("action", "accept", "content", Map.of("yes", true))));
    assertEquals("color", Dialog.key(half));
    assertEquals("Which color?", Dialog.question(half).path("message").asText());
    assertEquals(
        2, dialog.again(Dialog.state(asked), Map.of()).result().path("inputRequests").size());
  }

  @Test
  void keysThatWereNotAskedForDoNotMatter() {
    Talk.Heard asked = dialog.tool("one");
    Talk.Heard answered =
        dialog.again(
            Dialog.state(asked),
            Map.of(
                "sure",
                Map.of("action", "accept", "content", Map.of("yes", true, "more", 1)),
                "color",
                Map.of("action", "decline"),
                "other",
                5));
    assertEquals("sure ACCEPT {\"yes\":true}; memo {\"left\":1}", Dialog.text(answered));
    assertTrue(Dialog.isQuestion(dialog.again(Dialog.state(asked), Map.of("Sure", 1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"accept\"} | yes must be true or false",
        "{\"action\":\"accept\",\"content\":{\"yes\":\"true\"}} | yes must be true or false",
        "{\"action\":\"accept\",\"content\":{\"yes\":null}} | yes must be true or false",
        "{\"action\":\"accept\",\"content\":[true]} | yes must be true or false",
        "{\"action\":\"ACCEPT\",\"content\":{\"yes\":true}} | the action must be accept, decline",
        "{\"content\":{\"yes\":true}} | the action must be accept, decline",
        "true | the action must be accept, decline",
        "null | the action must be accept, decline"
      })
  void anAnswerThatDoesNotFitIsAskedForAgainWithTheReason(String response, String reason) {
    Talk.Heard asked = dialog.tool("one");
    Talk.Heard again = dialog.again(Dialog.state(asked), Talk.parse("{\"sure\":" + response + "}"));
    String message = Dialog.question(again).path("message").asText();
    assertTrue(message.startsWith("Please answer again: " + reason), message);
    assertTrue(message.endsWith(". Really?"), message);
    assertEquals(
        "sure ACCEPT {\"yes\":true}; memo {\"left\":1}",
        Dialog.text(dialog.accept(again, "yes", true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Red\"", "\"\"", "1", "[\"r\"]", "true"})
  void aChoiceIsOneOfThoseOffered(String value) {
    Talk.Heard asked = dialog.tool("both");
    String responses =
        "{\"sure\":{\"action\":\"cancel\"},\"color\":{\"action\":\"accept\",\"content\":"
            + "{\"name\":%s,\"dark\":true}}}".formatted(value);
    Talk.Heard again = dialog.again(Dialog.state(asked), Talk.parse(responses));
    String message = Dialog.question(again).path("message").asText();
    assertTrue(message.contains("name must be one of the values offered"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"sure\"", "5", "true"})
  void answersThatAreNoObjectAreRefused(String responses) {
    Talk.Heard asked = dialog.tool("one");
    assertEquals(-32602, dialog.again(Dialog.state(asked), Talk.parse(responses)).code());
  }

  @Test
  void answersWithoutAStateAreAskedFor() {
    Talk.Heard bold =
        dialog.call(
            "tools/call",
            (ObjectNode)
                Talk.parse(
                    "{\"name\":\"one\",\"inputResponses\":{\"sure\":{\"action\":\"accept\","
                        + "\"content\":{\"yes\":true}}}}"));
    assertTrue(Dialog.isQuestion(bold), bold.json().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sampling\":{}}",
        "{\"elicitation\":{\"url\":{}}}",
        "{\"elicitation\":true}",
        "{\"elicitation\":null}",
        "{\"elicitation\":{\"form\":false}}"
      })
  void aClientThatShowsNoFormsIsNeverAsked(String capabilities) {
    assertEquals("memo ", Dialog.text(Dialog.with(dispatcher, ANN, capabilities).tool("one")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"elicitation\":{}}",
        "{\"elicitation\":{\"form\":{}}}",
        "{\"elicitation\":{\"form\":{},\"url\":{}}}"
      })
  void aClientThatShowsFormsIsAsked(String capabilities) {
    assertTrue(Dialog.isQuestion(Dialog.with(dispatcher, ANN, capabilities).tool("one")));
  }

  @Test
  void aLegacyClientIsNeverAskedAndItsStateNotRead() {
    String params =
        "{\"name\":\"one\",\"requestState\":\"x\",\"inputResponses\":{},\"_meta\":"
            + "{\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}}";
    assertEquals("memo ", Dialog.text(Talk.say(dispatcher, Talk.legacy(1, "tools/call", params))));
  }

  @Test
  void aDocumentAsksToo() {
    Talk.Heard asked = dialog.read("test://asking");
    assertTrue(Dialog.isQuestion(asked));
    assertFalse(asked.result().has("ttlMs"));
    JsonNode read = dialog.accept(asked, "yes", true).result();
    assertTrue(read.at("/contents/0/text").asText().startsWith("sure ACCEPT"), read.toString());
    assertEquals("private", read.path("cacheScope").asText());
  }

  private static void assertRefused(Talk.Heard heard) {
    assertEquals(-32602, heard.code(), heard.json().toString());
    assertEquals(200, heard.status());
    assertTrue(heard.message().startsWith("params.requestState is "), heard.message());
  }

  @Test
  void aStateThatWasAlteredIsRefusedWhereverThatIs() {
    Talk.Heard asked = dialog.tool("one");
    String state = Dialog.state(asked);
    for (int place = 0; place < state.length(); place++) {
      char other = state.charAt(place) == 'A' ? 'B' : 'A';
      String altered = state.substring(0, place) + other + state.substring(place + 1);
      assertRefused(dialog.again(altered, Map.of()));
    }
  }

  @Test
  void aStateOfAnotherPersonToolOrDocumentIsRefused() {
    String state = Dialog.state(dialog.tool("one"));
    Dialog stranger = Dialog.with(dispatcher, Caller.local(UUID.randomUUID()));
    stranger.tool("one");
    assertRefused(stranger.again(state, Map.of()));
    dialog.tool("both");
    assertRefused(dialog.again(state, Map.of()));
    dialog.read("test://asking");
    assertRefused(dialog.again(state, Map.of()));
  }

  @Test
  void aToolThatNeverAsksTakesNoStrangeStateEither() {
    dialog.tool("never");
    assertRefused(dialog.again("AAAA", Map.of()));
  }

  @Test
  void aStateIsTakenByEveryInstanceForTenMinutes() {
    Talk.Heard asked = dialog.tool("one");
    Duration almost = RequestState.LIFETIME.minusSeconds(1);
    for (Duration later : List.of(Duration.ZERO, almost)) {
      Dialog elsewhere = Dialog.with(at(NOON.plus(later)), ANN);
      elsewhere.tool("one");
      assertTrue(Dialog.text(elsewhere.accept(asked, "yes", true)).startsWith("sure ACCEPT"));
    }
    Dialog late = Dialog.with(at(NOON.plus(RequestState.LIFETIME)), ANN);
    late.tool("one");
    assertRefused(late.accept(asked, "yes", true));
  }
}
