package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.tools.Catalog;
import coach.tools.Effect;
import coach.tools.Param;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that coach really offers, asked as clients ask and held against its own word. */
class CatalogOverWireTest {
  private static final Catalog OFFER = Tools.catalog();

  private static CoachDatabase database;
  private static Dispatcher dispatcher;
  private static Caller trained;
  private static Caller beginner;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
    dispatcher = new Dispatcher(OFFER, database.coach(), "1.2.3", true);
    beginner = database.account("beginner");
    trained = database.account("trained");
    DemoAccount.endingOn(DemoAccount.today(Clock.systemUTC()))
        .store(database.coach(), trained, done -> {});
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<String> tools() {
    return OFFER.tools().stream().map(Tool::name);
  }

  static Stream<String> readers() {
    return OFFER.tools().stream().filter(tool -> tool.effect() == Effect.READ).map(Tool::name);
  }

  static Stream<String> writers() {
    return OFFER.tools().stream().filter(tool -> tool.effect() != Effect.READ).map(Tool::name);
  }

  static Stream<String> prompts() {
    return OFFER.prompts().stream().map(Prompt::name);
  }

  static Stream<String> resources() {
    return OFFER.resources().stream().filter(one -> !one.isView()).map(Resource::uri);
  }

  /** Where a backup names its first session. */
  private static final String SESSION = "/pages/0/performed_session/0/performed_session_id";

  @ParameterizedTest
  @MethodSource("readers")
  void aYearOfTrainingIsAnsweredInTheToolsOwnShape(String name) {
    JsonNode result = call(trained, name);
    assertFalse(result.path("isError").asBoolean(), result.toString());
    OutputSchema.check(tool(name), result.path("structuredContent"));
    assertOneText(result.path("content"));
  }

  @ParameterizedTest
  @MethodSource("writers")
  void aPreviewIsAnsweredInTheToolsOwnShapeAndTheSameInBothEras(String name) {
    ObjectNode arguments = examples(tool(name).params());
    if (!List.of("import_workouts", "draft_session").contains(name)) {
      // Those only preview until they are told to store.
      arguments.put("dry_run", true);
    }
    switch (name) {
      case "delete_workout", "edit_workout" -> arguments.put("session", "last");
      case "update_settings" -> arguments.put("unit", "lb");
      case "create_exercise" ->
          arguments.put("name", "Zercher lunge").putArray("primary_muscles").add("quadriceps");
      default -> {}
    }
    if (name.equals("edit_workout")) {
      arguments.set("change", Talk.JSON.createObjectNode().put("note", "a preview"));
    }
    String params =
        Talk.JSON.createObjectNode().put("name", name).set("arguments", arguments).toString();
    JsonNode legacy = ok(trained, Talk.legacy(1, "tools/call", params), null);
    assertFalse(legacy.path("isError").asBoolean(), legacy.toString());
    OutputSchema.check(tool(name), legacy.path("structuredContent"));
    assertOneText(legacy.path("content"));
    ObjectNode modern =
        ok(trained, Talk.modern(1, "tools/call", params), Talk.headers("tools/call", name))
            .deepCopy();
    modern.remove(List.of("resultType", "_meta"));
    if (!name.equals("undo_last_change")) {
      assertEquals(legacy, modern);
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aBeginnerGetsAnAnswerOfTheSameShapeOrASentence(String name) {
    JsonNode result = call(beginner, name);
    assertOneText(result.path("content"));
    if (!result.path("isError").asBoolean()) {
      OutputSchema.check(tool(name), result.path("structuredContent"));
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void bothErasCarryTheSameAnswer(String name) {
    JsonNode legacy = call(trained, name);
    ObjectNode modern = callModern(trained, name).deepCopy();
    modern.remove(List.of("resultType", "_meta"));
    assertEquals(legacy, modern);
  }

  @ParameterizedTest
  @MethodSource("resources")
  void everyResourceReadsAsItsType(String template) {
    String uri =
        template
            .replace("{page}", "1")
            .replace("{part}", "1")
            .replace("{after}", "first")
            .replace("{exercise_name}", "squat")
            .replace("plans/{id}", "plans/" + first("plans/available", "/plans/0/id"))
            .replace("sessions/{id}", "sessions/" + first("export/json", SESSION));
    JsonNode content = read(uri);
    assertEquals(uri, content.path("uri").textValue());
    String text = content.path("text").textValue();
    if (template.startsWith("workout://export/csv")) {
      assertEquals("text/csv", content.path("mimeType").textValue());
      assertTrue(text.startsWith("date,session,exercise,"), text);
    } else {
      assertEquals("application/json", content.path("mimeType").textValue());
      assertTrue(Talk.parse(text).isObject());
    }
  }

  private JsonNode read(String uri) {
    JsonNode result =
        ok(trained, Talk.legacy(1, "resources/read", "{\"uri\":\"%s\"}".formatted(uri)), null);
    assertEquals(1, result.path("contents").size());
    return result.path("contents").path(0);
  }

  /** A value out of a document. */
  private String first(String document, String place) {
    JsonNode text = read("workout://" + document).path("text");
    return Talk.parse(text.textValue()).at(place).textValue();
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void everyPromptBringsItsData(String name) {
    Prompt prompt =
        OFFER.prompts().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    JsonNode result =
        ok(trained, Talk.legacy(1, "prompts/get", params(name, prompt.params())), null);
    assertEquals(1, result.path("messages").size());
    String text = result.path("messages").path(0).path("content").path("text").textValue();
    assertTrue(text.contains("<training_data_"), text);
  }

  @Test
  void anAnswerOfAnotherShapeWouldBeNoticed() {
    ObjectNode profile = call(trained, "get_profile").path("structuredContent").deepCopy();
    profile.put("unit", 5);
    assertThrows(AssertionError.class, () -> OutputSchema.check(tool("get_profile"), profile));
  }

  private static void assertOneText(JsonNode content) {
    assertEquals(1, content.size(), content.toString());
    assertEquals("text", content.path(0).path("type").textValue());
    assertFalse(content.path(0).path("text").textValue().isBlank());
  }

  private static Tool tool(String name) {
    return OFFER.tools().stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode call(Caller caller, String name) {
    return ok(caller, Talk.legacy(1, "tools/call", params(name, tool(name).params())), null);
  }

  private static JsonNode callModern(Caller caller, String name) {
    String message = Talk.modern(1, "tools/call", params(name, tool(name).params()));
    return ok(caller, message, Talk.headers("tools/call", name));
  }

  /** What must be sent, as the schema's own examples have it. */
  private static String params(String name, List<Param> params) {
    ObjectNode arguments = examples(params);
    if (name.equals("show_progress_chart")) {
      // Of an exercise or of a measurement: neither must be sent.
      arguments.put("exercise", "bench press");
    }
    return Talk.JSON.createObjectNode().put("name", name).set("arguments", arguments).toString();
  }

  private static ObjectNode examples(List<Param> params) {
    ObjectNode arguments = Talk.JSON.createObjectNode();
    for (Param param : params) {
      if (param.mandatory()) {
        arguments.set(param.name(), example(param));
      }
    }
    return arguments;
  }

  private static JsonNode example(Param param) {
    if (param.sample() == null && param.choices().isEmpty()) {
      throw new AssertionError(param.name() + " must be sent but shows no model an example");
    }
    return param.sample() == null
        ? Talk.JSON.getNodeFactory().textNode(param.choices().get(0))
        : param.sample();
  }

  private static JsonNode ok(Caller caller, String message, Map<String, List<String>> headers) {
    Talk.Heard heard = Talk.say(dispatcher, message, headers, caller);
    assertTrue(heard.json().has("result"), heard.json().toString());
    return heard.result();
  }
}
