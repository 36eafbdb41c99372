package coach.mcp;

import coach.db.Database;
import coach.tools.Offer;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;

/** Enters an offer into the SDK's registry of tools, documents, prompts and completions. */
final class Registry {
  static final String NAME = "coach";

  private Registry() {}

  /** Builds the SDK's server behind the transport, which is handed its handler in passing. */
  static void build(
      McpStatelessServerTransport transport,
      Offer offer,
      Catalog catalog,
      Database database,
      String version) {
    ResourceAdapter documents = new ResourceAdapter(catalog, database);
    List<Resource> resources = offer.resources();
    McpServer.sync(transport)
        .serverInfo(Implementation.builder(NAME, version).title("Coach").build())
        .instructions(offer.instructions())
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .resources(false, false)
                .prompts(false)
                .completions()
                .build())
        .jsonMapper(new JacksonMcpJsonMapper(Wire.MAPPER))
        // One validator, one wording: arguments are read by ours, answers are checked in the tests.
        .validateToolInputs(false)
        .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
        .uriTemplateManagerFactory(UriTemplate::new)
        // On the caller's thread: nothing here is asynchronous.
        .immediateExecution(true)
        .tools(
            offer.tools().stream()
                .map(tool -> new ToolAdapter(tool, database).specification())
                .toList())
        .resources(resources.stream().filter(r -> !r.isTemplate()).map(documents::fixed).toList())
        .resourceTemplates(
            resources.stream().filter(Resource::isTemplate).map(documents::template).toList())
        .prompts(
            offer.prompts().stream()
                .map(prompt -> new PromptAdapter(prompt, database).specification())
                .toList())
        .completions(new CompletionAdapter(offer, database).specifications())
        .build();
  }

  /** The least that the SDK takes for a greeting; its answer holds capabilities and identity. */
  static ObjectNode greeting() {
    ObjectNode params = Wire.object().put("protocolVersion", Era.negotiated(""));
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", NAME).put("version", "0");
    return params;
  }

  /** The keys of a list in the order of the offer, which the SDK forgets. */
  static List<String> order(Offer offer, Listings.Kind kind) {
    return switch (kind) {
      case TOOLS -> offer.tools().stream().map(Tool::name).toList();
      case PROMPTS -> offer.prompts().stream().map(Prompt::name).toList();
      case RESOURCES, TEMPLATES -> offer.resources().stream().map(Resource::uri).toList();
    };
  }
}
