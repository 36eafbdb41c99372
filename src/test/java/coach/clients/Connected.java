package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.clients.Wire.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An app that has been let in, until it is not any more. */
final class Connected {
  private final App app;
  private final String mcp;
  private final String client;
  private final JsonNode server;
  private JsonNode tokens;

  /**
   * @param client its id
   * @param server what the authorization server says of itself
   */
  Connected(App app, String mcp, String client, JsonNode server) {
    this.app = app;
    this.mcp = mcp;
    this.client = client;
    this.server = server;
  }

  /** Asks for tokens, which must be what every client expects. */
  void take(Map<String, String> form) throws Exception {
    Answer answer = ask(form);
    assertEquals(200, answer.status(), answer.json().toString());
    assertEquals("Bearer", answer.json().path("token_type").textValue());
    assertEquals("read write", answer.json().path("scope").textValue());
    assertTrue(answer.json().path("expires_in").intValue() > 0);
    tokens = answer.json();
  }

  private Answer ask(Map<String, String> form) throws Exception {
    Map<String, String> whole = new LinkedHashMap<>(form);
    if (app.resource()) {
      whole.put("resource", mcp);
    }
    return Wire.form(server.path("token_endpoint").textValue(), whole);
  }

  private Map<String, String> refreshing() {
    return Map.of(
        "grant_type", "refresh_token", "client_id", client, "refresh_token", held("refresh_token"));
  }

  private String held(String token) {
    return tokens.path(token).textValue();
  }

  private Speaking speaking() {
    return new Speaking(app.speaks(), mcp, held("access_token"));
  }

  /** Greets, looks at the tools and uses one; the name of whose data that is. */
  String asksWhoItIs() throws Exception {
    speaking().meet();
    JsonNode listed = speaking().ask("tools/list", "{}", null).json();
    assertTrue(listed.at("/result/tools").size() > 20, listed.toString());
    return speaking().profile().json().at("/result/structuredContent/name").textValue();
  }

  void refresh() throws Exception {
    String access = held("access_token");
    String refresh = held("refresh_token");
    take(refreshing());
    assertNotEquals(access, held("access_token"));
    assertNotEquals(refresh, held("refresh_token"));
  }

  /** Gives back what it holds (RFC 7009). */
  void revoke() throws Exception {
    Answer answer =
        Wire.form(
            server.path("revocation_endpoint").textValue(),
            Map.of(
                "token",
                held("refresh_token"),
                "token_type_hint",
                "refresh_token",
                "client_id",
                client));
    assertEquals(200, answer.status());
  }

  /** Its next call and its next refresh tell it to begin again, in the words it looks for. */
  void assertShutOut() throws Exception {
    Answer call = speaking().profile();
    assertEquals(401, call.status());
    assertTrue(call.challenge().contains("error=\"invalid_token\""), call.challenge());
    assertTrue(call.challenge().contains("resource_metadata=\"http"), call.challenge());
    Answer refresh = ask(refreshing());
    assertEquals(400, refresh.status());
    assertEquals("invalid_grant", refresh.json().path("error").textValue());
  }
}
