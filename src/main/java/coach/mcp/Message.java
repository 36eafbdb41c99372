package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * One JSON-RPC message, told apart.
 *
 * @param id of a request; null otherwise
 * @param method of a request or notification; null for a response
 * @param params as sent; null where there were none
 */
record Message(JsonNode id, String method, JsonNode params) {
  /** Throws {@link Refusal} for JSON that is no JSON-RPC message. */
  static Message of(JsonNode json) {
    if (!json.isObject()) {
      throw invalid("The message is not an object. Send one JSON-RPC request.");
    }
    if (!json.path("jsonrpc").asText().equals("2.0")) {
      throw invalid("jsonrpc is missing or not \"2.0\". Send \"jsonrpc\":\"2.0\".");
    }
    if (!json.has("method") && (json.has("result") || json.has("error"))) {
      return new Message(null, null, null);
    }
    if (!json.path("method").isTextual()) {
      throw invalid("method is missing or not a text. Send the name of a method.");
    }
    if (json.has("id") && validId(json) == null) {
      throw invalid("id is null or of the wrong kind. Send a text or a whole number.");
    }
    return new Message(json.get("id"), json.get("method").textValue(), json.get("params"));
  }

  boolean isRequest() {
    return id != null;
  }

  boolean isNotification() {
    return id == null && method != null;
  }

  /** The parameters by name, empty where there were none. Throws {@link Refusal} for others. */
  ObjectNode objectParams() {
    if (params == null || params.isNull()) {
      return Wire.object();
    }
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.of(
        Refusal.INVALID_PARAMS, "params is not an object. Send an object of named values.");
  }

  /** The id, or null where there is none that may be echoed. */
  static JsonNode validId(JsonNode json) {
    JsonNode id = json.get("id");
    boolean valid = id != null && (id.isTextual() || (id.isNumber() && isWhole(id.decimalValue())));
    return valid ? id : null;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static Refusal invalid(String sentence) {
    return Refusal.bad(Refusal.INVALID_REQUEST, sentence);
  }
}
