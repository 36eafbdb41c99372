package coach.fuzz;

import coach.tools.Catalog;
import coach.tools.Prompt;
import coach.tools.Resource;
import coach.tools.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Well-formed messages of both eras about everything on offer; what they ask may be nonsense. */
final class Speaker {
  static final String KEY = "io.modelcontextprotocol/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LISTS =
      List.of("tools/list", "resources/list", "resources/templates/list", "prompts/list");
  private static final List<String> LEGACY =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  private final Catalog catalog;
  private final Chance chance;
  private int id;

  Speaker(Catalog catalog, Chance chance) {
    this.catalog = catalog;
    this.chance = chance;
  }

  ObjectNode next() {
    ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0");
    if (chance.onceIn(30)) {
      return notification(message);
    }
    if (chance.onceIn(4)) {
      message.put("id", "m" + id++);
    } else {
      message.put("id", id++);
    }
    ObjectNode params = JSON.createObjectNode();
    boolean modern = chance.onceIn(2);
    message.put("method", request(params, modern));
    if (modern) {
      describe(params);
    }
    message.set("params", params);
    return message;
  }

  private ObjectNode notification(ObjectNode message) {
    if (chance.onceIn(3)) {
      message.putObject("params").put("requestId", "nobody's");
      return message.put("method", "notifications/cancelled");
    }
    return message.put("method", "notifications/initialized");
  }

  private void describe(ObjectNode params) {
    ObjectNode meta = params.putObject("_meta").put(KEY + "protocolVersion", "2026-07-28");
    ObjectNode capabilities = meta.putObject(KEY + "clientCapabilities");
    if (chance.onceIn(3)) {
      capabilities.putObject("elicitation");
    }
    if (chance.onceIn(4)) {
      meta.put("progressToken", id);
    }
    if (chance.onceIn(8)) {
      meta.put(KEY + "logLevel", "info");
    }
  }

  /** Fills the parameters and says the method. */
  private String request(ObjectNode params, boolean modern) {
    switch (chance.below(10)) {
      case 0 -> {
        return chance.of(LISTS);
      }
      case 1 -> {
        return modern ? "server/discover" : greeting(params);
      }
      case 2 -> {
        params.put("uri", address(chance.of(catalog.resources())));
        return "resources/read";
      }
      case 3 -> {
        Prompt prompt = chance.of(catalog.prompts());
        params.put("name", prompt.name());
        prompt
            .params()
            .forEach(param -> params.withObject("/arguments").put(param.name(), "squat"));
        return "prompts/get";
      }
      case 4 -> {
        params.putObject("ref").put("type", "ref/prompt").put("name", "plateau_breaker");
        params.putObject("argument").put("name", "exercise").put("value", chance.word());
        return "completion/complete";
      }
      default -> {
        Tool tool = chance.of(catalog.tools());
        params.put("name", tool.name());
        params.set("arguments", object(tool.input()));
        return "tools/call";
      }
    }
  }

  private String greeting(ObjectNode params) {
    if (chance.onceIn(3)) {
      return "ping";
    }
    params.put("protocolVersion", chance.of(LEGACY)).putObject("capabilities");
    params.putObject("clientInfo").put("name", "fuzz").put("version", "1");
    return "initialize";
  }

  private String address(Resource resource) {
    return resource
        .uri()
        .replaceAll("\\{page}", "1")
        .replace("{after}", "first")
        .replaceAll("\\{[^}]+}", "squat");
  }

  private JsonNode object(JsonNode schema) {
    ObjectNode object = JSON.createObjectNode();
    List<String> required =
        JSON.convertValue(
            schema.path("required"),
            JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              boolean must = required != null && required.contains(property.getKey());
              if (must || chance.onceIn(4)) {
                object.set(property.getKey(), value(property.getValue()));
              }
            });
    return object;
  }

  private JsonNode value(JsonNode schema) {
    if (schema.has("examples") && !chance.onceIn(4)) {
      return schema.path("examples").path(0).deepCopy();
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(chance.below(schema.path("enum").size()));
    }
    return switch (schema.path("type").asText()) {
      case "integer", "number" -> JSON.getNodeFactory().numberNode(number(schema));
      case "boolean" -> JSON.getNodeFactory().booleanNode(chance.onceIn(2));
      case "array" -> array(schema);
      case "object" -> object(schema);
      default -> JSON.getNodeFactory().textNode(chance.onceIn(6) ? chance.text() : chance.word());
    };
  }

  private int number(JsonNode schema) {
    int least = schema.path("minimum").asInt();
    int most = Math.max(least, Math.min(schema.path("maximum").asInt(1000), least + 1000));
    return least + chance.below(most - least + 1);
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode array = JSON.createArrayNode();
    for (int count = 1 + chance.below(2); count > 0; count--) {
      array.add(value(schema.path("items")));
    }
    return array;
  }
}
