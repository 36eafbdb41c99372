package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else may be in a request for tokens, and what never is in its answer. */
class TokenRequestTest {
  private static AuthSite site;
  private UUID ann;
  private String client;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    site.database.execute("delete from coach_auth.attempt");
    ann = site.person();
    client = site.app(AuthSite.CALLBACK);
  }

  @Test
  @Proves("oauth21-3.2-3")
  void parametersThatNobodyKnowsAreIgnored() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    form.put("favourite_colour", "blue");
    form.put("audience", "https://elsewhere.example");
    assertEquals(200, site.post("/token", form).statusCode());
  }

  @Test
  @Proves("oauth21-3.2.4-2")
  void errorsHoldNothingThatAClientCannotRead() {
    for (String nasty : List.of("\"", "\\", "é", "\r\nX: y", "\u0000", "<b>", "x".repeat(5000))) {
      for (String name : List.of("grant_type", "client_id", "code", "code_verifier", "resource")) {
        Map<String, String> form = AuthSite.exchanging(client, "code");
        form.put(name, nasty);
        HttpResponse<String> refused = site.post("/token", form);
        JsonNode error = AuthSite.json(refused);
        for (String member : List.of("error", "error_description")) {
          String text = error.path(member).asText();
          assertTrue(text.matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+"), name + ": " + text);
        }
      }
    }
  }

  @Test
  @Proves("oauth21-1.7.1-1")
  void valuesOfAnyLengthAreAnsweredInOrder() {
    for (int length : List.of(1, 2_000, 7_000)) {
      Map<String, String> form = AuthSite.exchanging(client, "x".repeat(length));
      assertEquals(
          "invalid_grant", AuthSite.json(site.post("/token", form)).path("error").asText());
      assertEquals(401, site.profile("x".repeat(length)).statusCode());
    }
  }

  @Test
  @Proves("oauth21-1.7.1-1")
  void aBodyThatIsTooLongIsRefusedBeforeItComes() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", site.url.getPort())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /token HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 300000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 400", new String(start, StandardCharsets.US_ASCII));
    }
  }

  @Test
  @Proves({"oauth21-4.1.2-6", "rfc7636-4.4-2"})
  void theChallengeIsInNoAnswer() {
    String challenge = Token.hash(AuthSite.VERIFIER);
    String location = site.allow(site.asking(client), ann);
    assertFalse(location.contains(challenge), location);
    String code = AuthSite.parameter(location, "code");
    assertFalse(code.contains(challenge));
    String tokens = site.post("/token", AuthSite.exchanging(client, code)).body();
    assertFalse(tokens.contains(challenge), tokens);
  }

  @Test
  @Proves("rfc7009-2.1-3")
  void aWrongHintHidesNoToken() {
    for (String kind : List.of("refresh_token", "access_token")) {
      JsonNode tokens = site.tokens(client, ann);
      String wrong = kind.equals("access_token") ? "refresh_token" : "access_token";
      Map<String, String> form =
          Map.of(
              "token", tokens.get(kind).textValue(), "client_id", client, "token_type_hint", wrong);
      assertEquals(200, site.post("/revoke", form).statusCode());
      Map<String, String> again =
          AuthSite.refreshing(client, tokens.get("refresh_token").textValue());
      assertEquals(400, site.post("/token", again).statusCode(), kind);
    }
  }
}
