package coach.mcp;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A modern client and the person in front of it: makes a call, is asked, and makes the same call
 * again with the answers and the state.
 */
public final class Dialog {
  public static final String FORMS = "{\"elicitation\":{}}";

  /** The road that one message takes. */
  @FunctionalInterface
  public interface Carrier {
    Talk.Heard carry(String message, Map<String, List<String>> headers);
  }

  private final Carrier carrier;
  private final String capabilities;
  private String method;
  private ObjectNode params;
  private int id;

  /**
   * @param capabilities of the client, as JSON
   */
  public Dialog(Carrier carrier, String capabilities) {
    this.carrier = carrier;
    this.capabilities = capabilities;
  }

  /** Of someone whose client shows forms. */
  public static Dialog with(Dispatcher dispatcher, Caller caller) {
    return with(dispatcher, caller, FORMS);
  }

  public static Dialog with(Dispatcher dispatcher, Caller caller, String capabilities) {
    return new Dialog(
        (message, headers) -> Talk.say(dispatcher, message, headers, caller), capabilities);
  }

  /**
   * @param arguments names and values in turn
   */
  public Talk.Heard tool(String name, Object... arguments) {
    return continuing(name, arguments).send(params);
  }

  /** The same dialog, as if it had made this call. */
  public Dialog continuing(String name, Object... arguments) {
    ObjectNode sent = Talk.JSON.createObjectNode();
    for (int index = 0; index < arguments.length; index += 2) {
      sent.set((String) arguments[index], Talk.JSON.valueToTree(arguments[index + 1]));
    }
    method = "tools/call";
    params = Talk.JSON.createObjectNode().put("name", name).set("arguments", sent);
    return this;
  }

  public Talk.Heard read(String uri) {
    return call("resources/read", Talk.JSON.createObjectNode().put("uri", uri));
  }

  public Talk.Heard call(String method, ObjectNode params) {
    this.method = method;
    this.params = params;
    return send(params);
  }

  /** The last call again, with this state and these answers. */
  public Talk.Heard again(String state, Object responses) {
    ObjectNode next = params.deepCopy();
    next.set("inputResponses", Talk.JSON.valueToTree(responses));
    next.put("requestState", state);
    return send(next);
  }

  /** The last call again with an answer to its only question. */
  public Talk.Heard accept(Talk.Heard asked, String field, Object value) {
    return again(
        state(asked),
        Map.of(key(asked), Map.of("action", "accept", "content", Map.of(field, value))));
  }

  /** The last call again after the person did not answer: {@code decline} or {@code cancel}. */
  public Talk.Heard refuse(Talk.Heard asked, String action) {
    return again(state(asked), Map.of(key(asked), Map.of("action", action)));
  }

  private Talk.Heard send(ObjectNode next) {
    ObjectNode whole = next.deepCopy();
    whole
        .putObject("_meta")
        .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
        .set("io.modelcontextprotocol/clientCapabilities", Talk.parse(capabilities));
    JsonNode name = next.has("uri") ? next.get("uri") : next.get("name");
    String message = Talk.legacy(++id, method, whole.toString());
    return carrier.carry(message, Talk.headers(method, name.textValue()));
  }

  public static boolean isQuestion(Talk.Heard heard) {
    return heard.result().path("resultType").asText().equals("input_required");
  }

  public static String state(Talk.Heard asked) {
    return asked.result().path("requestState").asText();
  }

  /** The key of the only question. */
  public static String key(Talk.Heard asked) {
    JsonNode requests = asked.result().path("inputRequests");
    if (requests.size() != 1) {
      throw new AssertionError("one question was expected: " + asked.json());
    }
    return requests.fieldNames().next();
  }

  /** What the only question asks for. */
  public static JsonNode question(Talk.Heard asked) {
    return asked.result().path("inputRequests").path(key(asked)).path("params");
  }

  public static String text(Talk.Heard heard) {
    return heard.result().at("/content/0/text").asText();
  }

  public static boolean failed(Talk.Heard heard) {
    return heard.result().path("isError").asBoolean();
  }
}
