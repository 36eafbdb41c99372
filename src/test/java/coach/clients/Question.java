package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that clients can send.
 *
 * @param method {@code tools/call}, {@code resources/read}, {@code prompts/get} or {@code
 *     completion/complete}
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

  /** Asks for the values of a prompt's argument that go with what was typed. */
  static Question completion(String prompt, String argument, String typed) {
    String params =
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"%s\"},"
            + "\"argument\":{\"name\":\"%s\",\"value\":\"%s\"}}";
    return new Question(
        "completion/complete", Talk.parse(params.formatted(prompt, argument, typed)));
  }

  private static Question named(String method, String name, String arguments) {
    String params = "{\"name\":\"%s\",\"arguments\":%s}".formatted(name, arguments);
    return new Question(method, Talk.parse(params));
  }

  /** The tool's or prompt's name, or the resource's address; null for a completion. */
  String name() {
    return params.path(method.equals("resources/read") ? "uri" : "name").textValue();
  }

  JsonNode arguments() {
    return params.path("arguments");
  }
}
