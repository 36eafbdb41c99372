package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches the protocol without a good token, and whoever is sent away learns what to do. */
class BearerTokenTest {
  private static AuthSite site;
  private static UUID ann;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void person() {
    ann = site.person();
  }

  private static String challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String metadata() {
    return "resource_metadata=\""
        + site.url
        + "/.well-known/oauth-protected-resource/mcp\", scope=\"read write\"";
  }

  @Test
  @Proves({"oauth21-5.3.1-1", "oauth21-5.3.1-2", "rfc9728-5.1-1"})
  void withoutATokenAClientLearnsWhereToSignInAndOfNoError() {
    HttpResponse<String> refused = site.send(site.message("{}").build());
    assertEquals(401, refused.statusCode());
    assertEquals("Bearer " + metadata(), challenge(refused));
    JsonNode envelope = AuthSite.json(refused);
    assertEquals("2.0", envelope.path("jsonrpc").asText());
    assertEquals("Sign in first: no token was sent.", envelope.at("/error/message").asText());
  }

  @Test
  @Proves("oauth21-5.3.1-1")
  void everyMethodButThePreflightNeedsOne() {
    for (String method : List.of("GET", "DELETE", "PUT", "HEAD")) {
      HttpRequest request =
          site.to("/mcp").method(method, HttpRequest.BodyPublishers.noBody()).build();
      assertEquals(401, site.send(request).statusCode(), method);
    }
    HttpRequest options =
        site.to("/mcp").method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build();
    assertEquals(204, site.send(options).statusCode());
  }

  @Test
  void aSlashAtTheEndIsNoWayAroundTheToken() {
    for (String address : List.of("/mcp/", "/mcp/?a=b", "/mcp?a=b")) {
      HttpRequest request =
          site.to(address)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(AuthSite.toolCall("get_profile", "{}")))
              .build();
      HttpResponse<String> refused = site.send(request);
      assertEquals(401, refused.statusCode(), address);
      assertEquals("Bearer " + metadata(), challenge(refused), address);
    }
  }

  @Test
  void aGoodTokenAnswersWithItsPersonsData() {
    HttpResponse<String> answer = site.profile(site.token(ann, "read"));
    assertEquals(200, answer.statusCode());
    assertEquals("Ann", AuthSite.json(answer).at("/result/structuredContent/name").asText());
  }

  @Test
  @Proves("oauth21-5.1.1-1")
  void theSchemesNameMayBeWrittenInAnyCase() {
    String token = site.token(ann, "read");
    HttpRequest request =
        site.message(AuthSite.toolCall("get_profile", "{}"))
            .header("Authorization", "bEARER  " + token)
            .build();
    assertEquals(200, site.send(request).statusCode());
  }

  @Test
  @Proves({"oauth21-5-1", "oauth21-5.2-1", "oauth21-7.1.4-1", "rfc9700-2.3-1"})
  void aTokenThatIsNotGoodIsRefusedWithTheErrorThatClientsActOn() {
    String good = site.token(ann, "read");
    for (String token :
        List.of(
            "junk",
            good.substring(0, good.length() - 8),
            good + "A",
            site.tokenFor(ann, "https://other.example/mcp", "read"))) {
      HttpResponse<String> refused = site.profile(token);
      assertEquals(401, refused.statusCode());
      assertTrue(challenge(refused).startsWith("Bearer " + metadata()), challenge(refused));
      assertTrue(challenge(refused).contains("error=\"invalid_token\""), challenge(refused));
      assertFalse(refused.body().contains(token));
    }
  }

  @Test
  @Proves({"oauth21-5-1", "oauth21-5.2-1"})
  void anExpiredTokenIsRefused() {
    String token = site.token(ann, "read");
    site.clock.move(Duration.ofMinutes(62));
    try {
      HttpResponse<String> refused = site.profile(token);
      assertEquals(401, refused.statusCode());
      assertTrue(challenge(refused).contains("has expired"), challenge(refused));
    } finally {
      site.clock.move(Duration.ofMinutes(-62));
    }
  }

  @Test
  @Proves("oauth21-1.4-3")
  void aTokenFromAnotherServersKeyIsRefused() {
    try (AuthSite other = new AuthSite()) {
      assertEquals(401, site.profile(other.tokenFor(ann, site.resource(), "read")).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?access_token=%s", "?a=b&access_token=%s"})
  @Proves({"oauth21-5.1-2", "oauth21-7.1.3.7-1"})
  void aTokenInTheAddressIsNeverTaken(String query) {
    String token = site.token(ann, "read");
    for (boolean also : new boolean[] {false, true}) {
      HttpRequest.Builder request =
          site.to("/mcp" + query.formatted(token))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(AuthSite.toolCall("get_profile", "{}")));
      if (also) {
        request.header("Authorization", "Bearer " + token);
      }
      HttpResponse<String> refused = site.send(request.build());
      assertEquals(400, refused.statusCode());
      assertTrue(challenge(refused).contains("error=\"invalid_request\""), challenge(refused));
    }
  }

  @Test
  void aTokenInTheBodyIsNotLookedAt() {
    HttpRequest request =
        site.to("/mcp")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("access_token=" + site.token(ann, "read")))
            .build();
    assertEquals(401, site.send(request).statusCode());
  }

  @Test
  void otherSchemesAndTwoTokensAreNoToken() {
    String token = site.token(ann, "read");
    HttpRequest basic = site.message("{}").header("Authorization", "Basic YTpi").build();
    assertEquals("Bearer " + metadata(), challenge(site.send(basic)));
    HttpRequest two =
        site.message("{}")
            .header("Authorization", "Bearer " + token)
            .header("Authorization", "Bearer " + token)
            .build();
    assertEquals(400, site.send(two).statusCode());
    HttpRequest spaces = site.message("{}").header("Authorization", "Bearer a b").build();
    assertEquals(400, site.send(spaces).statusCode());
  }

  @Test
  void aBodyIsNotReadBeforeTheTokenIsGood() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", site.url.getPort())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /mcp HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Content-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 401", new String(start, StandardCharsets.US_ASCII));
    }
  }

  @Test
  @Proves({"oauth21-5-1", "oauth21-5.2-1", "oauth21-7.1.4-2"})
  void whoMayOnlyReadIsToldByHttpToAskForAllThatItTakes() {
    String reading = site.token(ann, "read");
    HttpResponse<String> refused =
        site.call(reading, AuthSite.toolCall("create_exercise", "{\"name\":\"X\"}"));
    assertEquals(403, refused.statusCode());
    assertTrue(challenge(refused).startsWith("Bearer " + metadata()), challenge(refused));
    assertTrue(challenge(refused).contains("error=\"insufficient_scope\""), challenge(refused));
    assertEquals(200, site.profile(reading).statusCode());
    String listed = site.call(reading, list("tools/list")).body();
    assertTrue(listed.contains("get_profile"));
    assertFalse(listed.contains("\"name\":\"log_workout\""));
    assertTrue(listed.contains("\"name\":\"draft_session\""), "it reads until told to save");
    String saving = AuthSite.toolCall("draft_session", "{\"save\":\"true\"}");
    assertTrue(challenge(site.call(reading, saving)).contains("error=\"insufficient_scope\""));
    assertEquals(200, site.call(reading, saving.replace("true", "false")).statusCode());
    assertTrue(
        site.call(site.token(ann, "write"), list("tools/list")).body().contains("log_workout"));
  }

  private static String list(String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}".formatted(method);
  }

  @Test
  @Proves("oauth21-7.1.4-2")
  void aTokenWithoutAnyScopeReadsNothing() {
    String token = site.token(ann);
    assertEquals(403, site.profile(token).statusCode());
    String read =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"workout://exercises\"}}";
    assertEquals(403, site.call(token, read).statusCode());
    assertEquals(
        "[]", AuthSite.json(site.call(token, list("tools/list"))).at("/result/tools").toString());
  }

  @Test
  @Proves("oauth21-7.1.4-2")
  void aBatchCannotSmuggleAWriteUnderAReadersToken() {
    for (String call :
        List.of(
            AuthSite.toolCall("create_exercise", "{\"name\":\"Smuggled\"}"),
            AuthSite.toolCall("draft_session", "{\"save\":\" TRUE \"}"))) {
      HttpResponse<String> answer = site.call(site.token(ann, "read"), "[" + call + "]");
      assertTrue(answer.body().contains("needs the scope write"), answer.body());
    }
    assertEquals(
        List.of(),
        site.database.column(
            "select name from public.base_exercise where app_user_id = ?::uuid", ann.toString()));
  }

  @Test
  void aDisabledAccountIsSignedOutAtItsNextCall() {
    String token = site.token(ann, "read");
    assertEquals(200, site.profile(token).statusCode());
    site.database.execute(
        "insert into coach_auth.account (app_user_id, disabled_at) values (?::uuid, now())",
        ann.toString());
    HttpResponse<String> refused = site.profile(token);
    assertEquals(401, refused.statusCode());
    assertTrue(challenge(refused).contains("error=\"invalid_token\""), challenge(refused));
  }

  @Test
  void anAppThatWasDisconnectedIsSignedOutAtItsNextCall() {
    String client = site.app(AuthSite.CALLBACK);
    String token = site.tokens(client, ann).get("access_token").textValue();
    assertEquals(200, site.profile(token).statusCode());
    site.database.execute(
        "update coach_auth.token_family set revoked_at = now() where app_user_id = ?::uuid",
        ann.toString());
    assertEquals(401, site.profile(token).statusCode());
  }

  @Test
  void aTokenWhoseAccountIsGoneIsGoodNoLongerSoThatTheClientDropsIt() {
    HttpResponse<String> refused = site.profile(site.token(UUID.randomUUID(), "read"));
    assertEquals(401, refused.statusCode());
    assertTrue(challenge(refused).contains("error=\"invalid_token\""), challenge(refused));
    assertTrue(refused.body().contains("This account no longer exists. Sign in again."));
  }

  @Test
  void whenNobodyCanTellTheClientIsToldToWaitAndKeepsItsToken() {
    String token = site.token(ann, "read");
    try (AuthSite starting = site.second()) {
      starting.road.closed = true;
      HttpResponse<String> answer = starting.profile(token);
      assertEquals(503, answer.statusCode());
      assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
      assertEquals("", challenge(answer));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:6274",
        "https://claude.ai",
        "https://claude.com",
        "https://chatgpt.com"
      })
  void aScriptOfThisMachineOrOfAnAssistantMayAskAndReadTheChallenge(String origin) {
    HttpRequest preflight =
        site.to("/mcp")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,mcp-protocol-version")
            .build();
    HttpResponse<String> allowed = site.send(preflight);
    assertEquals(204, allowed.statusCode());
    assertEquals(origin, allowed.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(
        allowed
            .headers()
            .firstValue("Access-Control-Allow-Headers")
            .orElse("")
            .contains("Authorization"));
    HttpResponse<String> refused = site.send(site.message("{}").header("Origin", origin).build());
    assertEquals(401, refused.statusCode());
    assertTrue(
        refused
            .headers()
            .firstValue("Access-Control-Expose-Headers")
            .orElse("")
            .contains("WWW-Authenticate"));
    for (String other : List.of("https://evil.example", "http://claude.ai", origin + ".example")) {
      HttpRequest foreign = site.message("{}").header("Origin", other).build();
      assertEquals(403, site.send(foreign).statusCode(), other);
    }
  }
}
