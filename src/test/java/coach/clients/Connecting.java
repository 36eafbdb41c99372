package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.clients.Wire.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An app on its way from the address that its person typed to its tokens, as its row says. */
final class Connecting {
  private static final Pattern METADATA =
      Pattern.compile("resource_metadata=\"(https?://[^\"]+)\"");
  private static final Pattern SCOPE = Pattern.compile("scope=\"([^\"]+)\"");

  private final App app;
  private final String mcp;
  private final String verifier = Token.random();
  private final String state = Token.random();
  private final List<String> scopes = new ArrayList<>();
  private JsonNode server;
  private String client;

  Connecting(App app, String mcp) {
    this.app = app;
    this.mcp = mcp;
  }

  /** From the server's address to everything that its authorization server says of itself. */
  void discover() throws Exception {
    JsonNode resource = resource();
    // Clients compare it letter by letter with what was typed.
    assertEquals(mcp, resource.path("resource").textValue());
    resource.path("scopes_supported").forEach(scope -> scopes.add(scope.textValue()));
    assertFalse(scopes.contains("offline_access"));
    String issuer = resource.at("/authorization_servers/0").textValue();
    server = server(issuer);
    assertEquals(issuer, server.path("issuer").textValue());
    assertTrue(texts("code_challenge_methods_supported").contains("S256"));
    assertTrue(texts("token_endpoint_auth_methods_supported").contains("none"));
    if (app.needsIssuer()) {
      assertTrue(server.path("authorization_response_iss_parameter_supported").booleanValue());
    }
  }

  private JsonNode resource() throws Exception {
    String known = mcp.replaceFirst("/mcp$", "/.well-known/oauth-protected-resource");
    String address =
        switch (app.starts()) {
          case "challenge" -> challenged();
          case "path" -> known + "/mcp";
          case "root" -> known;
          default -> throw new IllegalArgumentException(app.starts());
        };
    Answer answer = Wire.get(address);
    assertEquals(200, answer.status(), address);
    return answer.json();
  }

  private String challenged() throws Exception {
    Answer refused = new Speaking(app.speaks(), mcp, null).greet();
    assertEquals(401, refused.status());
    assertEquals("read write", found(SCOPE, refused.challenge()));
    return found(METADATA, refused.challenge());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  /** The first of the places that has it; what is nowhere must say so, and not ask for a token. */
  private JsonNode server(String issuer) throws Exception {
    for (String place : app.servers()) {
      Answer answer = Wire.get(issuer + place);
      if (answer.status() == 200) {
        return answer.json();
      }
      assertEquals(404, answer.status(), place);
    }
    throw new AssertionError("nothing at any of " + app.servers());
  }

  private List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    server.path(member).forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  /** Gets to be known by an id. */
  void introduce() throws Exception {
    if (app.document() != null) {
      client = app.document();
    } else {
      JsonNode wanted = app.known() == null ? app.registers() : app.known();
      String endpoint = server.path("registration_endpoint").textValue();
      Answer registered = Wire.json(endpoint, wanted.toString(), Map.of());
      assertEquals(201, registered.status(), registered.json().toString());
      assertEquals(wanted.get("redirect_uris"), registered.json().get("redirect_uris"));
      assertEquals("none", registered.json().path("token_endpoint_auth_method").textValue());
      assertFalse(registered.json().has("client_secret"));
      client = registered.json().get("client_id").textValue();
    }
  }

  /** Where the app sends its person. */
  URI question() {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("response_type", "code");
    question.put("client_id", client);
    question.put("redirect_uri", app.redirect());
    question.put("code_challenge", Token.hash(verifier));
    question.put("code_challenge_method", "S256");
    question.put("state", state);
    if (app.scopes().startsWith("offered")) {
      List<String> asked = new ArrayList<>(scopes);
      if (app.scopes().endsWith("offline")) {
        assertTrue(texts("scopes_supported").contains("offline_access"));
        asked.add("offline_access");
      }
      question.put("scope", String.join(" ", asked));
    }
    if (app.resource()) {
      question.put("resource", mcp);
    }
    return URI.create(
        server.path("authorization_endpoint").textValue() + "?" + Wire.query(question));
  }

  /** Exchanges what the person brought. */
  Connected exchange(URI answer) throws Exception {
    String start = app.redirect() + "?";
    assertTrue(answer.toString().startsWith(start), answer.toString());
    Map<String, String> brought =
        Arrays.stream(answer.toString().substring(start.length()).split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1])));
    assertEquals(state, brought.get("state"));
    if (server.path("authorization_response_iss_parameter_supported").booleanValue()) {
      assertEquals(server.path("issuer").textValue(), brought.get("iss"));
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", client);
    form.put("code", brought.get("code"));
    form.put("redirect_uri", app.redirect());
    form.put("code_verifier", verifier);
    Connected connected = new Connected(app, mcp, client, server);
    connected.take(form);
    return connected;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
