package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.clients.Wire.Answer;
import coach.mcp.Era;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The protocol in the words of one revision.
 *
 * @param token null for none
 */
record Speaking(String revision, String mcp, String token) {
  private static final String GREETING =
      "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"app\",\"version\":\"1\"}}";

  private boolean modern() {
    return revision.equals(Era.MODERN_VERSION);
  }

  /** What a client of the revision says first. */
  Answer greet() throws Exception {
    return modern()
        ? ask("server/discover", "{}", null)
        : ask("initialize", GREETING.formatted(revision), null);
  }

  /**
   * Greets and is answered in its revision.
   *
   * @throws AssertionError where it is not
   */
  void meet() throws Exception {
    JsonNode result = greet().json().path("result");
    JsonNode version =
        modern() ? result.at("/supportedVersions/0") : result.path("protocolVersion");
    assertEquals(revision, version.textValue());
    if (!modern()) {
      String met = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
      assertEquals(202, send(met, headers("notifications/initialized", null)).status());
    }
  }

  Answer profile() throws Exception {
    return ask("tools/call", "{\"name\":\"get_profile\",\"arguments\":{}}", "get_profile");
  }

  /**
   * @param name of what is asked, for the header of that name
   */
  Answer ask(String method, String params, String name) throws Exception {
    String message = modern() ? Talk.modern(1, method, params) : Talk.legacy(1, method, params);
    return send(message, headers(method, name));
  }

  private Map<String, List<String>> headers(String method, String name) {
    if (modern()) {
      return Talk.headers(method, name);
    }
    return method.equals("initialize")
        ? Map.of()
        : Map.of("MCP-Protocol-Version", List.of(revision));
  }

  private Answer send(String message, Map<String, List<String>> headers) throws Exception {
    Map<String, List<String>> all = new HashMap<>(headers);
    if (token != null) {
      all.put("Authorization", List.of("Bearer " + token));
    }
    return Wire.json(mcp, message, all);
  }
}
