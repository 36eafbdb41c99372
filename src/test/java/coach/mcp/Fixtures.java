package coach.mcp;

import coach.Caller;
import coach.db.Database;
import coach.tools.Catalog;
import coach.tools.Param;
import coach.tools.Prompt;
import coach.tools.Resource;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the protocol's conformance suite expects to find on a server, behind coach's own dispatcher.
 */
final class Fixtures {
  private static final int PAGE_SIZE = 100;

  /** What answers instead of the offer's own writers. */
  private static final Map<String, Function<Exchange, GetPromptResult>> PROMPTS =
      Map.of(
          "test_prompt_with_embedded_resource", Fixtures::embedding,
          "test_prompt_with_image", exchange -> picture(),
          "test_input_required_result_prompt", FixtureRounds::prompt);

  private static final List<Fixture> TOOLS =
      Stream.of(FixtureTools.all(), FixtureRounds.all()).flatMap(List::stream).toList();

  private Fixtures() {}

  static Dispatcher dispatcher() {
    Catalog catalog =
        new Catalog(
            TOOLS.stream().map(Fixture::declared).toList(),
            resources(),
            prompts(),
            Fixtures::complete,
            "A server of fixtures for the conformance suite.");
    RequestState states = RequestState.ofOneProcess(Clock.systemUTC());
    return new Dispatcher(catalog, null, states, "1.0.0", false, PAGE_SIZE, Fixtures::answered);
  }

  /** The offer's names with the fixtures' contents. */
  private static Specifications answered(Specifications offered) {
    return new Specifications(
        TOOLS.stream().map(Fixture::specification).toList(),
        offered.resources().stream().map(Fixtures::answered).toList(),
        offered.templates(),
        offered.prompts().stream().map(Fixtures::answered).toList(),
        offered.completions());
  }

  private static SyncResourceSpecification answered(SyncResourceSpecification offered) {
    McpSchema.Resource resource = offered.resource();
    return resource.mimeType().startsWith("image/")
        ? new SyncResourceSpecification(resource, (context, request) -> binary(resource))
        : offered;
  }

  private static SyncPromptSpecification answered(SyncPromptSpecification offered) {
    Function<Exchange, GetPromptResult> answer = PROMPTS.get(offered.prompt().name());
    return answer == null
        ? offered
        : new SyncPromptSpecification(
            offered.prompt(), (context, request) -> answer.apply(Exchange.of(context)));
  }

  private static List<Resource> resources() {
    return List.of(
        resource(
            "test://static-text",
            "text/plain",
            variables -> "This is the content of the static text resource."),
        resource("test://static-binary", "image/png", variables -> null),
        resource(
            "test://template/{id}/data",
            "application/json",
            variables ->
                Wire.object()
                    .put("id", variables.get("id"))
                    .put("templateTest", true)
                    .put("data", "Data for ID: " + variables.get("id"))
                    .toString()));
  }

  private static Resource resource(
      String uri, String type, Function<Map<String, String>, String> text) {
    return new Resource(
        uri,
        uri.replaceAll("[^a-z]+", "_"),
        uri,
        "A fixture.",
        type,
        false,
        reading -> text.apply(reading.variables()));
  }

  private static ReadResourceResult binary(McpSchema.Resource resource) {
    return ReadResourceResult.builder(
            List.of(
                BlobResourceContents.builder(resource.uri(), FixtureContents.png())
                    .mimeType(resource.mimeType())
                    .build()))
        .build();
  }

  private static List<Prompt> prompts() {
    return List.of(
        prompt("test_simple_prompt", List.of(), values -> "This is a simple prompt for testing."),
        prompt(
            "test_prompt_with_arguments",
            List.of(argument("arg1"), argument("arg2")),
            values ->
                "Prompt with arguments: arg1='%s', arg2='%s'"
                    .formatted(values.get("arg1"), values.get("arg2"))),
        prompt("test_prompt_with_embedded_resource", List.of(argument("resourceUri")), null),
        prompt("test_prompt_with_image", List.of(), null),
        prompt("test_input_required_result_prompt", List.of(), null));
  }

  private static Param argument(String name) {
    return Param.text(name, "Any text.", 500).required();
  }

  private static Prompt prompt(
      String name, List<Param> params, Function<Map<String, String>, String> text) {
    return new Prompt(
        name,
        name,
        "A fixture.",
        params,
        (caller, arguments, database) -> text.apply(arguments.values()));
  }

  private static GetPromptResult embedding(Exchange exchange) {
    String uri = exchange.params().path("arguments").path("resourceUri").asText();
    return messages(
        FixtureContents.embedded(uri, "text/plain", "Embedded resource content for testing."),
        TextContent.builder("Please process the embedded resource above.").build());
  }

  private static GetPromptResult picture() {
    return messages(
        FixtureContents.image(), TextContent.builder("Please analyze the image above.").build());
  }

  static GetPromptResult messages(McpSchema.Content... parts) {
    return GetPromptResult.builder(
            Stream.of(parts).map(part -> PromptMessage.builder(Role.USER, part).build()).toList())
        .build();
  }

  private static List<String> complete(
      Caller caller, String argument, String typed, Database database) {
    return Stream.of("paris", "park", "party").filter(word -> word.startsWith(typed)).toList();
  }
}
