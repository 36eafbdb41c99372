package coach.mcp;

import coach.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages of both eras, and a short way to hand one to a dispatcher. */
public final class Talk {
  public static final ObjectMapper JSON = new ObjectMapper();

  private Talk() {}

  /** A reply, parsed; JSON null where there was none. */
  public record Heard(int status, JsonNode json) {
    public int code() {
      return json.path("error").path("code").asInt();
    }

    public String message() {
      return json.path("error").path("message").asText();
    }

    public JsonNode result() {
      return json.path("result");
    }
  }

  /** A request as legacy clients send it; {@code params} is JSON. */
  public static String legacy(Object id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  /** A request as modern clients send it; {@code params} is JSON of an object. */
  public static String modern(Object id, String method, String params) {
    return modern(id, method, params, "2026-07-28");
  }

  public static String modern(Object id, String method, String params, String version) {
    String meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"%s\",".formatted(version)
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    String rest = params.strip().substring(1);
    String comma = rest.equals("}") ? "" : ",";
    return legacy(id, method, "{" + meta + comma + rest);
  }

  /** The headers that go with a modern message. */
  public static Map<String, List<String>> headers(String method, String name) {
    Map<String, List<String>> headers = new java.util.HashMap<>();
    headers.put("MCP-Protocol-Version", List.of("2026-07-28"));
    headers.put("Mcp-Method", List.of(method));
    if (name != null) {
      headers.put("Mcp-Name", List.of(name));
    }
    return headers;
  }

  /** Over standard input. */
  public static Heard say(Dispatcher dispatcher, String message) {
    return say(dispatcher, message, null, TestCatalog.CALLER);
  }

  public static Heard say(
      Dispatcher dispatcher, String message, Map<String, List<String>> headers) {
    return say(dispatcher, message, headers, TestCatalog.CALLER);
  }

  public static Heard say(
      Dispatcher dispatcher, String message, Map<String, List<String>> headers, Caller caller) {
    Headers lookup = headers == null ? null : name -> values(headers, name);
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return heard(
        dispatcher.handle(
            new Inbound(bytes, lookup, () -> caller, "r1", notification -> {}, null)));
  }

  static Heard heard(Reply reply) {
    return new Heard(
        reply.status(),
        reply.body() == null
            ? JSON.nullNode()
            : parse(new String(reply.body(), StandardCharsets.UTF_8)));
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new AssertionError("not JSON: " + json, fault);
    }
  }

  private static List<String> values(Map<String, List<String>> headers, String name) {
    List<String> values = new ArrayList<>();
    headers.forEach(
        (key, sent) -> {
          if (key.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
            values.addAll(sent);
          }
        });
    return values;
  }
}
