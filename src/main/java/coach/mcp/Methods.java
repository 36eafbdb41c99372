package coach.mcp;

import coach.Caller;
import coach.Lazy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every method that is served: what it demands of its parameters and where its result is from.
 *
 * @param greeting the SDK's answer to {@code initialize}: capabilities and instructions
 */
record Methods(CatalogIndex catalog, Listings listings, Lazy<ObjectNode> greeting, Sdk sdk) {
  /** Asks the SDK, which runs our adapters and shapes the result. */
  @FunctionalInterface
  interface Sdk {
    ObjectNode ask(Exchange exchange, ObjectNode params);
  }

  /** Milliseconds for which what is the same for everybody may be kept. */
  private static final int SHARED_TTL = 300_000;

  /** The result of one request within these scopes. Throws {@link Refusal}. */
  ObjectNode answer(Exchange exchange, Set<String> scopes) {
    return switch (exchange.method()) {
      case DISCOVER -> discover();
      case LIST_TOOLS -> page(exchange, Listings.Kind.TOOLS, scopes);
      case CALL_TOOL -> run(exchange, catalog::tool);
      case LIST_RESOURCES -> page(exchange, Listings.Kind.RESOURCES, scopes);
      case LIST_TEMPLATES -> page(exchange, Listings.Kind.TEMPLATES, scopes);
      case READ_RESOURCE -> readResource(exchange);
      case LIST_PROMPTS -> page(exchange, Listings.Kind.PROMPTS, scopes);
      case GET_PROMPT -> run(exchange, catalog::prompt);
      case COMPLETE -> complete(exchange);
      case INITIALIZE -> greet(text(exchange.params(), "protocolVersion"));
      case SET_LOG_LEVEL -> setLogLevel(text(exchange.params(), "level"));
      // Some clients subscribe unasked and stop working when refused.
      case PING, SUBSCRIBE, UNSUBSCRIBE -> Wire.object();
      case GET_TASK, UPDATE_TASK, CANCEL_TASK ->
          throw new IllegalArgumentException("no era serves " + exchange.method());
    };
  }

  /** The scope that a request needs, or null for none; unknown tools need none. */
  String requiredScope(Method method, JsonNode params) {
    if (method != Method.CALL_TOOL) {
      return method.personal ? Caller.READ : null;
    }
    try {
      return catalog.tool(params.path("name").asText()).scope(params.path("arguments"));
    } catch (Refusal unknown) {
      return null;
    }
  }

  /** A whole export, which takes much of the memory. */
  boolean isDocumentForPeople(JsonNode message) {
    CatalogIndex.Found found = catalog.document(message.path("params").path("uri").asText());
    return message.path("method").asText().equals(Method.READ_RESOURCE.wire)
        && found != null
        && !found.resource().use().assistant();
  }

  private ObjectNode greet(String version) {
    return greeting.get().deepCopy().put("protocolVersion", Era.negotiated(version));
  }

  private static ObjectNode setLogLevel(String level) {
    if (!RequestChecks.LOG_LEVELS.contains(level)) {
      throw invalid("params.level is not a level. Send one such as info.");
    }
    return Wire.object();
  }

  private ObjectNode discover() {
    ObjectNode result = Wire.object();
    Era.ALL_VERSIONS.forEach(result.putArray("supportedVersions")::add);
    result.set("capabilities", greeting.get().get("capabilities").deepCopy());
    if (greeting.get().hasNonNull("instructions")) {
      result.set("instructions", greeting.get().get("instructions"));
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

  private ObjectNode run(Exchange exchange, Consumer<String> known) {
    String name = text(exchange.params(), "name");
    known.accept(name);
    checkRounds(exchange);
    // The arguments stay in the exchange: only our validator reads them.
    return sdk.ask(exchange, Wire.object().put("name", name));
  }

  private ObjectNode readResource(Exchange exchange) {
    String uri = text(exchange.params(), "uri");
    checkRounds(exchange);
    CatalogIndex.Found found = catalog.document(uri);
    if (found == null) {
      throw ResourceAdapter.notFound(uri, exchange.era());
    }
    ObjectNode result = sdk.ask(exchange, Wire.object().put("uri", uri));
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
    boolean prompt = type.equals("ref/prompt");
    if (!prompt && !type.equals("ref/resource")) {
      throw invalid("params.ref.type is missing. Send ref/prompt or ref/resource.");
    }
    String member = prompt ? "name" : "uri";
    String of = text(reference, member);
    List<String> names = prompt ? catalog.arguments(of) : catalog.variables(of);
    String name = text(argument, "name");
    if (!names.contains(name)) {
      throw invalid(
          "%s is not an argument there. Send one of: %s."
              .formatted(Wire.quoted(name), String.join(", ", names)));
    }
    ObjectNode params = Wire.object();
    params.putObject("ref").put("type", type).put(member, of);
    params.putObject("argument").put("name", name).put("value", text(argument, "value"));
    return sdk.ask(exchange, params);
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
