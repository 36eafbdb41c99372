package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Dispatcher;
import coach.mcp.Talk;
import coach.testing.Accepted;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every tool promises, and what its two files owe each other. {@code bin/check --accept} takes
 * a changed interface as it is: say so in the commit.
 */
class ContractTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/tools");
  private static final Path STATEMENTS = Path.of("sql/tools");
  private static final int MOST_TOKENS = 11_000;

  static Stream<Tool> tools() {
    return Tools.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolSaysWhatItIs(Tool tool) {
    assertTrue(tool.name().matches("[a-z]+(_[a-z]+)+"), tool.name());
    assertFalse(tool.title().isBlank());
    int length = tool.description().length();
    assertTrue(length >= 40 && length <= 400, tool.name() + ": " + length + " characters");
    assertTrue(tool.description().endsWith("."), tool.description());
  }

  @Test
  void noTwoToolsShareAName() {
    List<String> names = tools().map(Tool::name).toList();
    assertEquals(names.size(), Set.copyOf(names).size());
  }

  @ParameterizedTest
  @MethodSource("tools")
  void bothSchemasAreSchemas(Tool tool) {
    SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (JsonNode schema : List.of(tool.input(), tool.output())) {
      assertEquals("object", schema.get("type").textValue());
      schemas.getSchema(schema).validate(Json.MAPPER.createObjectNode());
    }
    assertFalse(tool.input().get("additionalProperties").booleanValue());
    assertFalse(tool.output().get("required").isEmpty(), tool.name());
    for (JsonNode property : tool.input().get("properties")) {
      boolean bounded =
          property.has("maximum")
              || property.has("maxLength")
              || property.has("maxItems")
              || property.has("enum")
              || property.has("format")
              || property.has("properties")
              || property.path("description").asText().contains(Param.AS_IN)
              || property.get("type").textValue().equals("boolean");
      assertTrue(bounded, tool.name() + ": " + property);
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolHasAStatementOfItsNameThatItCanFill(Tool tool) throws IOException {
    isFilled(tool, STATEMENTS.resolve(tool.name() + ".sql"));
  }

  void isFilled(Tool tool, Path statement) throws IOException {
    Set<String> given = new HashSet<>();
    tool.params().forEach(param -> given.add(param.name()));
    if (given.contains("cursor")) {
      given.addAll(List.of("page_limit", "page_offset"));
    }
    if (given.contains(Write.KEY)) {
      given.addAll(List.of("body", Write.EXPECTED));
    }
    assertTrue(
        given.containsAll(params(statement)), tool.name() + " cannot fill " + params(statement));
  }

  private static Set<String> params(Path statement) throws IOException {
    String header =
        Files.readAllLines(statement).stream()
            .filter(line -> line.startsWith("-- params:"))
            .findFirst()
            .orElse("-- params:")
            .substring("-- params:".length())
            .strip();
    Set<String> names = new HashSet<>();
    Arrays.stream(header.split(","))
        .filter(param -> !param.isBlank())
        .forEach(param -> names.add(param.strip().split(" ")[0]));
    return names;
  }

  static Stream<Path> statements() throws IOException {
    try (Stream<Path> files = Files.list(STATEMENTS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementIsUsedAndAsksWhoseDataItIs(Path file) throws IOException {
    String name = name(file);
    assertTrue(
        tools().anyMatch(tool -> tool.name().equals(name)) || isNamedInSource(name),
        name + " is not used");
    asksWhoseDataItIs(file);
  }

  void asksWhoseDataItIs(Path file) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.matches("(?s)-- [A-Z].*"), file + " begins with a sentence");
    assertTrue(
        text.contains("(select auth.uid())")
            || text.contains("coach.sets(")
            || text.contains("coach.entries(")
            || text.contains("coach.training(")
            || text.contains("coach.seen_plan")
            || text.contains("coach.sessions_meant(")
            || text.contains("select coach.write('" + name(file) + "', "),
        file + " does not ask for the lifter");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".sql", "");
  }

  private static boolean isNamedInSource(String statement) throws IOException {
    for (Path source : sources()) {
      if (Files.readString(source).contains('"' + statement + '"')) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** What a client gets from {@code tools/list}, all pages. */
  private static ArrayNode listed() {
    Dispatcher dispatcher = new Dispatcher(Tools.catalog(), null, "1", false);
    ArrayNode tools = Json.MAPPER.createArrayNode();
    String params = "{}";
    while (true) {
      JsonNode page = Talk.say(dispatcher, Talk.legacy(1, "tools/list", params)).result();
      tools.addAll((ArrayNode) page.get("tools"));
      if (!page.hasNonNull("nextCursor")) {
        return tools;
      }
      params = Json.MAPPER.createObjectNode().set("cursor", page.get("nextCursor")).toString();
    }
  }

  /** One file a tool, so that a change of one is read at a glance. */
  @TestFactory
  Stream<DynamicTest> theInterfaceIsTheAcceptedOne() {
    return StreamSupport.stream(listed().spliterator(), false)
        .map(
            tool -> {
              String name = tool.get("name").textValue();
              return DynamicTest.dynamicTest(
                  name, () -> Accepted.compare(snapshot(name), pretty(tool)));
            });
  }

  private static Path snapshot(String tool) {
    return SNAPSHOTS.resolve(tool + ".json");
  }

  private static String pretty(JsonNode json) throws IOException {
    return Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json) + "\n";
  }

  @Test
  void noToolIsGoneThatWasAccepted() throws IOException {
    Set<Path> known =
        tools().map(tool -> snapshot(tool.name())).collect(Collectors.toCollection(HashSet::new));
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      for (Path file : files.filter(file -> !known.contains(file)).toList()) {
        assertTrue(Boolean.getBoolean("coach.accept"), "bin/check --accept deletes " + file);
        Files.delete(file);
      }
    }
  }

  @Test
  void everyArgumentSaysWhatItMeans() {
    for (JsonNode tool : listed()) {
      described(tool.get("name").textValue(), tool.get("inputSchema"));
    }
    Tools.catalog().prompts().forEach(prompt -> prompt.params().forEach(ContractTest::described));
  }

  private static void described(String path, JsonNode schema) {
    for (var field : schema.path("properties").properties()) {
      String place = path + "." + field.getKey();
      assertTrue(
          field.getValue().path("description").asText().matches("(?s).*\\S.*[.]"),
          place + " needs a sentence");
      described(place, field.getValue());
      described(place + "[]", field.getValue().path("items"));
    }
  }

  private static void described(Param param) {
    assertFalse(param.description().isBlank(), param.name());
  }

  @Test
  void everyHintIsGiven() {
    for (JsonNode tool : listed()) {
      for (String hint :
          List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
        assertTrue(tool.get("annotations").get(hint).isBoolean(), tool.get("name") + " " + hint);
      }
      assertFalse(tool.at("/annotations/openWorldHint").booleanValue());
    }
  }

  @Test
  void theListLeavesRoomForAConversation() {
    // Conservative: schemas come to about four characters a token.
    double tokens = listed().toString().length() / 3.5;
    assertTrue(tokens < MOST_TOKENS, "tools/list takes about " + (int) tokens + " tokens");
  }

  @Test
  void documentsAndPromptsHaveNamesOfTheirOwn() {
    Catalog catalog = Tools.catalog();
    List<String> names = new ArrayList<>();
    catalog.resources().forEach(resource -> names.add(resource.name()));
    catalog.prompts().forEach(prompt -> names.add(prompt.name()));
    assertEquals(names.size(), Set.copyOf(names).size());
    for (Resource resource : catalog.resources()) {
      if (resource.isView()) {
        assertTrue(resource.uri().startsWith("ui://coach/"), resource.uri());
        assertFalse(resource.personal() || resource.isTemplate(), resource.uri());
        continue;
      }
      assertTrue(resource.uri().startsWith("workout://"), resource.uri());
      assertTrue(List.of("application/json", "text/csv").contains(resource.mimeType()));
      assertTrue(resource.personal(), resource.uri());
    }
  }

  @Test
  void everyViewIsThereAndShowsATool() {
    Catalog catalog = Tools.catalog();
    Set<String> views = new HashSet<>();
    catalog.resources().stream().filter(Resource::isView).forEach(view -> views.add(view.uri()));
    Set<String> named = new HashSet<>();
    catalog.tools().forEach(tool -> tool.view().ifPresent(named::add));
    assertEquals(views, named);
    assertFalse(views.isEmpty());
  }
}
