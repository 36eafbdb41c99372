package coach.mcp;

import coach.Lazy;
import coach.tools.Catalog;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.Icon;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** Enters what is offered into the SDK's registry of tools, documents, prompts, completions. */
final class Registry {
  private Registry() {}

  /** Builds the SDK's server behind the transport, which is handed its handler in passing. */
  static void build(
      McpStatelessServerTransport transport,
      Specifications specifications,
      String instructions,
      Identity identity) {
    McpServer.sync(transport)
        .serverInfo(identity.card())
        .instructions(instructions)
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .resources(false, false)
                .prompts(false)
                .completions()
                .extensions(Views.extension(specifications.resources()))
                .build())
        .jsonMapper(new SdkJson(new JacksonMcpJsonMapper(Wire.MAPPER)))
        // One validator, one wording: arguments are read by ours, answers are checked in the tests.
        .validateToolInputs(false)
        .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
        .uriTemplateManagerFactory(UriTemplate::new)
        // On the caller's thread: nothing here is asynchronous.
        .immediateExecution(true)
        .tools(specifications.tools())
        .resources(specifications.resources())
        .resourceTemplates(specifications.templates())
        .prompts(specifications.prompts())
        .completions(specifications.completions())
        .build();
  }

  /** The least that the SDK takes for a greeting; its answer holds capabilities and identity. */
  static ObjectNode greeting() {
    ObjectNode params = Wire.object().put("protocolVersion", Era.negotiated(""));
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", Identity.NAME).put("version", "0");
    return params;
  }

  /** The keys of a list in the order of the offer, which the SDK forgets. */
  static List<String> order(Catalog catalog, Listings.Kind kind) {
    return switch (kind) {
      case TOOLS -> catalog.tools().stream().map(Tool::name).toList();
      case PROMPTS -> catalog.prompts().stream().map(Prompt::name).toList();
      case RESOURCES, TEMPLATES -> catalog.resources().stream().map(Resource::uri).toList();
    };
  }

  /**
   * Who coach is, for clients that show it: the whole card where a client introduces itself, and no
   * more than name and version on every other answer.
   */
  static final class Identity {
    static final String NAME = "coach";

    private static final String DESCRIPTION =
        "A lifter's own training log, answered in numbers with their evidence.";

    private final Implementation card;
    private final Lazy<JsonNode> whole;
    private final ObjectNode brief;

    Identity(String version) {
      // Clients must show PNG and may show SVG; in the address itself, nothing has to be fetched.
      List<Icon> icons =
          List.of(icon("icon.svg", "image/svg+xml", "any"), icon("icon.png", "image/png", "48x48"));
      card =
          Implementation.builder(NAME, version)
              .title("Coach")
              .description(DESCRIPTION)
              .icons(icons)
              .build();
      whole = new Lazy<>(() -> Wire.MAPPER.valueToTree(card));
      brief = Wire.object().put("name", NAME).put("version", version);
    }

    private static Icon icon(String file, String type, String size) {
      try (InputStream image = Identity.class.getResourceAsStream("/coach/" + file)) {
        String content = Base64.getEncoder().encodeToString(image.readAllBytes());
        return Icon.builder("data:%s;base64,%s".formatted(type, content))
            .mimeType(type)
            .sizes(List.of(size))
            .build();
      } catch (IOException unreadable) {
        throw new UncheckedIOException("the jar has no " + file, unreadable);
      }
    }

    Implementation card() {
      return card;
    }

    /** What every modern result says of itself and of who gives it. */
    ObjectNode sign(ObjectNode result, Method method) {
      if (!result.has("resultType")) {
        result.put("resultType", "complete");
      }
      result
          .withObject("/_meta")
          .set(Exchange.KEY + "serverInfo", method == Method.DISCOVER ? whole.get() : brief);
      return result;
    }
  }
}
