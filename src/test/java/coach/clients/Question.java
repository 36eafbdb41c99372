package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that every client can send.
 *
 * @param method {@code tools/call}, {@code resources/read} or {@code prompts/get}
 * @param params as the protocol has them
 */
record Question(String method, JsonNode params) {
  /** Asks a tool; {@code arguments} is JSON of an object. */
  static Question tool(String name, String arguments) {
    return named("tools/call", name, arguments);
  }

  static Question prompt(String name, String arguments) {
    return named("prompts/get", name, arguments);
  }

  static Question resource(String uri) {
    return new Question("resources/read", Talk.parse("{\"uri\":\"%s\"}".formatted(uri)));
  }

  private static Question named(String method, String name, String arguments) {
    String params = "{\"name\":\"%s\",\"arguments\":%s}".formatted(name, arguments);
    return new Question(method, Talk.parse(params));
  }

  boolean isTool() {
    return method.equals("tools/call");
  }

  /** The tool's or prompt's name, or the resource's address. */
  String name() {
    return params.path(method.equals("resources/read") ? "uri" : "name").textValue();
  }

  JsonNode arguments() {
    return params.path("arguments");
  }
}
