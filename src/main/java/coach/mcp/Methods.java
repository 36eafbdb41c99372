package coach.mcp;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Every method that is served: what it demands of its parameters and where its result is from. */
final class Methods {
  /** Asks the SDK, which runs our adapters and shapes the result. */
  @FunctionalInterface
  interface Sdk {
    ObjectNode ask(Exchange exchange, String method, ObjectNode params);
  }

  static final Set<String> MODERN =
      Set.of(
          "server/discover",
          "tools/list",
          "tools/call",
          "resources/list",
          "resources/templates/list",
          "resources/read",
          "prompts/list",
          "prompts/get",
          "completion/complete");

  /** The methods that are answered for one person. */
  static final Set<String> PERSONAL =
      Set.of("tools/call", "resources/read", "prompts/get", "completion/complete");

  /** Milliseconds for which what is the same for everybody may be kept. */
  private static final int SHARED_TTL = 300_000;

  private final CatalogIndex catalog;
  private final Listings listings;
  private final ObjectNode greeting;
  private final Sdk sdk;

  /**
   * @param greeting the SDK's answer to {@code initialize}: capabilities and instructions
   */
  Methods(CatalogIndex catalog, Listings listings, ObjectNode greeting, Sdk sdk) {
    this.catalog = catalog;
    this.listings = listings;
    this.greeting = greeting;
    this.sdk = sdk;
  }

  /**
   * The result of one request. Throws {@link Refusal}.
   *
   * @param scopes what whoever asks may do, which decides which tools are listed
   */
  ObjectNode answer(Exchange exchange, Set<String> scopes) {
    ObjectNode params = exchange.params();
    return switch (exchange.method()) {
      case "tools/list" -> page(exchange, Listings.Kind.TOOLS, scopes);
      case "tools/call" -> callTool(exchange);
      case "resources/list" -> page(exchange, Listings.Kind.RESOURCES, scopes);
      case "resources/templates/list" -> page(exchange, Listings.Kind.TEMPLATES, scopes);
      case "resources/read" -> readResource(exchange);
      case "prompts/list" -> page(exchange, Listings.Kind.PROMPTS, scopes);
      case "prompts/get" -> getPrompt(exchange);
      case "completion/complete" -> complete(exchange);
      default -> exchange.era() == Era.MODERN ? discover() : legacy(exchange, params);
    };
  }

  /** The scope that a request needs, or null for none; unknown names need none. */
  String requiredScope(String method, JsonNode params) {
    return switch (method) {
      case "tools/call" -> {
        try {
          yield catalog.tool(params.path("name").asText()).effect().scope();
        } catch (Refusal unknown) {
          yield null;
        }
      }
      case "resources/read", "prompts/get", "completion/complete" -> Caller.READ;
      default -> null;
    };
  }

  /** A whole export, which takes much of the memory. */
  boolean isDocumentForPeople(JsonNode message) {
    CatalogIndex.Found found = catalog.document(message.path("params").path("uri").asText());
    return message.path("method").asText().equals("resources/read")
        && found != null
        && !found.resource().use().assistant();
  }

  private ObjectNode legacy(Exchange exchange, ObjectNode params) {
    switch (exchange.method()) {
      case "initialize" -> {
        String asked = text(params, "protocolVersion");
        return greeting.deepCopy().put("protocolVersion", Era.negotiated(asked));
      }
      case "logging/setLevel" -> {
        if (!RequestChecks.LOG_LEVELS.contains(text(params, "level"))) {
          throw invalid("params.level is not a level. Send one such as info.");
        }
      }
      // Some clients subscribe unasked and stop working when refused.
      case "ping", "resources/subscribe", "resources/unsubscribe" -> {}
      default -> throw Refusal.unknownMethod(exchange.method(), Era.LEGACY);
    }
    return Wire.object();
  }

  private ObjectNode discover() {
    ObjectNode result = Wire.object();
    Era.ALL_VERSIONS.forEach(result.putArray("supportedVersions")::add);
    result.set("capabilities", greeting.get("capabilities").deepCopy());
    if (greeting.hasNonNull("instructions")) {
      result.set("instructions", greeting.get("instructions"));
    }
    return cached(result, SHARED_TTL, false);
  }

  private ObjectNode page(Exchange exchange, Listings.Kind kind, Set<String> scopes) {
    boolean tools = kind == Listings.Kind.TOOLS;
    JsonNode cursor = exchange.params().get("cursor");
    ObjectNode page =
        listings.page(
            kind,
            cursor,
            Views.areWanted(exchange),
            entry ->
                !tools
                    || scopes.contains(catalog.tool(entry.get("name").asText()).effect().scope()));
    // Which tools there are depends on what was allowed at sign-in, views on what the client shows.
    boolean own = tools || listings.varies(kind);
    return exchange.era() == Era.MODERN ? cached(page, SHARED_TTL, own) : page;
  }

  private ObjectNode callTool(Exchange exchange) {
    String name = text(exchange.params(), "name");
    catalog.tool(name);
    checkRounds(exchange);
    // The arguments stay in the exchange: only our validator reads them.
    return sdk.ask(exchange, "tools/call", Wire.object().put("name", name));
  }

  private ObjectNode getPrompt(Exchange exchange) {
    String name = text(exchange.params(), "name");
    catalog.prompt(name);
    checkRounds(exchange);
    return sdk.ask(exchange, "prompts/get", Wire.object().put("name", name));
  }

  private ObjectNode readResource(Exchange exchange) {
    String uri = text(exchange.params(), "uri");
    checkRounds(exchange);
    CatalogIndex.Found found = catalog.document(uri);
    if (found == null) {
      throw ResourceAdapter.notFound(uri, exchange.era());
    }
    ObjectNode result = sdk.ask(exchange, "resources/read", Wire.object().put("uri", uri));
    if (exchange.era() == Era.LEGACY) {
      return result;
    }
    boolean personal = found.resource().personal();
    return cached(result, personal ? 0 : SHARED_TTL, personal);
  }

  private ObjectNode complete(Exchange exchange) {
    JsonNode reference = exchange.params().path("ref");
    JsonNode argument = exchange.params().path("argument");
    String type = reference.path("type").asText();
    List<String> names =
        switch (type) {
          case "ref/prompt" -> catalog.arguments(text(reference, "name"));
          case "ref/resource" -> catalog.variables(text(reference, "uri"));
          default -> throw invalid("params.ref.type is missing. Send ref/prompt or ref/resource.");
        };
    String name = text(argument, "name");
    if (!names.contains(name)) {
      throw invalid(
          "%s is not an argument there. Send one of: %s."
              .formatted(Quoted.of(name), String.join(", ", names)));
    }
    ObjectNode params = Wire.object();
    params.putObject("ref").put("type", type).setAll(named(type, reference));
    params.putObject("argument").put("name", name).put("value", text(argument, "value"));
    return sdk.ask(exchange, "completion/complete", params);
  }

  private static ObjectNode named(String type, JsonNode reference) {
    String member = type.equals("ref/prompt") ? "name" : "uri";
    return Wire.object().put(member, reference.get(member).textValue());
  }

  /** The shape of what a client brings back to a question; its content is the handler's affair. */
  private static void checkRounds(Exchange exchange) {
    JsonNode responses = exchange.inputResponses();
    JsonNode state = exchange.requestState();
    boolean wrong =
        (!responses.isMissingNode() && !responses.isObject())
            || (!state.isMissingNode() && !state.isTextual());
    if (exchange.era() == Era.MODERN && wrong) {
      throw invalid("Send params.inputResponses as an object and params.requestState as it came.");
    }
  }

  private static ObjectNode cached(ObjectNode result, int ttl, boolean personal) {
    return result.put("ttlMs", ttl).put("cacheScope", personal ? "private" : "public");
  }

  private static String text(JsonNode object, String member) {
    JsonNode text = object.path(member);
    if (!text.isTextual()) {
      throw invalid("%s is missing or not a text. Send it as a text.".formatted(member));
    }
    return text.textValue();
  }

  private static Refusal invalid(String sentence) {
    return Refusal.of(Refusal.INVALID_PARAMS, sentence);
  }
}
