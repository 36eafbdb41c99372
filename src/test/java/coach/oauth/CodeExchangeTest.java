package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code becomes tokens once, for the app that asked, and only with the secret it announced. */
class CodeExchangeTest {
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

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  @Test
  @Proves({"oauth21-3.2.3-3", "oauth21-7.7-2", "rfc8707-2.2-2"})
  void theTokensSayWhatWasGrantedAndMayNotBeKept() {
    HttpResponse<String> answer =
        site.post("/token", AuthSite.exchanging(client, site.code(client, ann)));
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    JsonNode tokens = AuthSite.json(answer);
    assertEquals("Bearer", tokens.get("token_type").textValue());
    assertEquals(3600, tokens.get("expires_in").intValue());
    assertEquals("read write", tokens.get("scope").textValue());
    assertEquals(43, tokens.get("refresh_token").textValue().length());
    DecodedJWT token = JWT.decode(tokens.get("access_token").textValue());
    assertEquals(List.of(site.resource()), token.getAudience());
    assertEquals(ann.toString(), token.getSubject());
    assertEquals(client, token.getClaim("client_id").asString());
    assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
    assertEquals(List.of("app_allowed", "token_issued"), site.events(ann));
  }

  @Test
  @Proves({"oauth21-4.1.3-1", "oauth21-4.1.3-2", "rfc9700-4.2.4-1"})
  void aReplayedCodeEndsWhatItGave() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    JsonNode tokens = AuthSite.json(site.post("/token", form));
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
    assertEquals(401, site.profile(tokens.get("access_token").textValue()).statusCode());
    String refresh = tokens.get("refresh_token").textValue();
    assertEquals(
        "400 invalid_grant", error(site.post("/token", AuthSite.refreshing(client, refresh))));
    assertEquals(List.of("app_allowed", "token_issued", "code_replayed"), site.events(ann));
  }

  @Test
  @Proves("oauth21-4.1.3-1")
  void ofManyExchangesAtOnceAtMostOneSucceedsAndItsTokensAreVoid() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    List<CompletableFuture<HttpResponse<String>>> racing = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      racing.add(
          CompletableFuture.supplyAsync(
              () -> site.post("/token", form), task -> new Thread(task).start()));
    }
    List<HttpResponse<String>> answers = racing.stream().map(CompletableFuture::join).toList();
    List<HttpResponse<String>> won = answers.stream().filter(a -> a.statusCode() == 200).toList();
    assertEquals(1, won.size());
    String token = AuthSite.json(won.get(0)).get("access_token").textValue();
    assertEquals(401, site.profile(token).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, another-verifier-that-is-long-enough-as-well, 400 invalid_grant",
    "redirect_uri, https://app.example/other, 400 invalid_grant",
    "resource, https://other.example/mcp, 400 invalid_target",
    "code, made-up, 400 invalid_grant",
    "code_verifier, '', 400 invalid_request",
    "code, '', 400 invalid_request",
    "grant_type, password, 400 unsupported_grant_type",
    "grant_type, '', 400 invalid_request",
    "client_id, nobody, 401 invalid_client",
    "client_id, '', 401 invalid_client"
  })
  @Proves({
    "oauth21-2.2-1",
    "oauth21-3.2-4",
    "oauth21-4.1.1-3",
    "oauth21-4.1.1-4",
    "oauth21-4.1.2-5",
    "oauth21-4.1.3-4",
    "oauth21-4.1.3-5",
    "oauth21-4.1.3-6",
    "oauth21-7.5.1.1-1",
    "rfc7636-4.4-1",
    "rfc7636-4.6-1",
    "rfc7636-4.6-2",
    "rfc8707-2.1-1",
    "rfc8707-2.2-1",
    "rfc9700-2.1.1-2",
    "rfc9700-2.1.1-3",
    "rfc9700-2.4-1",
    "rfc9700-4.8.2-2"
  })
  void whatDiffersFromTheRequestIsRefused(String name, String value, String error) {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    form.put(name, value);
    HttpResponse<String> refused = site.post("/token", form);
    assertEquals(error, error(refused));
    assertEquals("no-store", refused.headers().firstValue("Cache-Control").orElse(""));
    assertTrue(AuthSite.json(refused).path("error_description").asText().endsWith("."));
  }

  @Test
  void aWrongVerifierSpendsTheCode() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    form.put("code_verifier", "another-verifier-that-is-long-enough-as-well");
    site.post("/token", form);
    form.put("code_verifier", AuthSite.VERIFIER);
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
  }

  @Test
  @Proves("oauth21-4.1.3-3")
  void aCodeOfAnotherAppIsRefusedAndSpent() {
    String code = site.code(client, ann);
    String thief = site.app(AuthSite.CALLBACK);
    assertEquals("400 invalid_grant", error(site.post("/token", AuthSite.exchanging(thief, code))));
    assertEquals(
        "400 invalid_grant", error(site.post("/token", AuthSite.exchanging(client, code))));
  }

  @Test
  @Proves("oauth21-7.5.2-1")
  void theChallengeItselfIsNoVerifier() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    form.put("code_verifier", Token.hash(AuthSite.VERIFIER));
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
  }

  @Test
  @Proves({"oauth21-4.1.2-1", "oauth21-4.1.3-4"})
  void aCodeIsGoodForOneMinute() {
    String code = site.code(client, ann);
    site.database.execute(
        "update coach_auth.code set expires_at = expires_at - interval '61 seconds'");
    assertEquals(
        "400 invalid_grant", error(site.post("/token", AuthSite.exchanging(client, code))));
  }

  @Test
  @Proves("oauth21-4.3-1")
  void codesAndRefreshTokensAreStoredAsHashesOnly() {
    String code = site.code(client, ann);
    JsonNode tokens = AuthSite.json(site.post("/token", AuthSite.exchanging(client, code)));
    String refresh = tokens.get("refresh_token").textValue();
    for (String table : List.of("code", "refresh_token", "token_family", "event", "consent")) {
      String rows =
          String.join("\n", site.database.column("select t::text from coach_auth." + table + " t"));
      assertFalse(rows.contains(code), table);
      assertFalse(rows.contains(refresh), table);
    }
    assertEquals(
        List.of(Token.hash(refresh)),
        site.database.column(
            "select token_hash from coach_auth.refresh_token where app_user_id = ?::uuid",
            ann.toString()));
  }

  @Test
  void aPersonWhoWasShutOutGetsNoTokens() {
    String code = site.code(client, ann);
    site.database.execute(
        "insert into coach_auth.account (app_user_id, disabled_at) values (?::uuid, now())",
        ann.toString());
    assertEquals(
        "400 invalid_grant", error(site.post("/token", AuthSite.exchanging(client, code))));
    assertTrue(site.allow(site.asking(client), ann).contains("error=access_denied"));
  }

  @Test
  void withoutTheDatabaseNobodyIsToldNo() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    site.road.closed = true;
    try {
      HttpResponse<String> answer = site.post("/token", form);
      assertEquals("503 temporarily_unavailable", error(answer));
      assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    } finally {
      site.road.closed = false;
    }
    assertEquals(200, site.post("/token", form).statusCode());
  }

  @Test
  @Proves({"oauth21-3.2.2-2", "oauth21-3.2.4-1"})
  void aSecretIsRefusedInTheSchemeThatWasTried() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    form.remove("client_id");
    String basic = Base64.getEncoder().encodeToString((client + ":secret").getBytes());
    HttpResponse<String> refused = site.post("/token", form, "Authorization", "Basic " + basic);
    assertEquals("401 invalid_client", error(refused));
    assertEquals(
        "Basic realm=\"coach\"", refused.headers().firstValue("WWW-Authenticate").orElse(""));
    String empty = Base64.getEncoder().encodeToString((client + ":").getBytes());
    assertEquals(200, site.post("/token", form, "Authorization", "Basic " + empty).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {}",
    "application/x-www-form-urlencoded, grant_type=a&grant_type=b",
    "application/x-www-form-urlencoded, grant_type=%zz"
  })
  @Proves("oauth21-3.2-5")
  void whatIsNoFormIsRefused(String type, String body) {
    HttpResponse<String> refused =
        site.send(
            site.to("/token")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertEquals("400 invalid_request", error(refused));
  }

  @Test
  @Proves({"oauth21-2.4.1-3", "oauth21-7.7-1"})
  void howeverManyWrongCodesCameFromAnAddressEachHearsTheSame() {
    Map<String, String> wrong = AuthSite.exchanging(client, "wrong");
    for (int i = 0; i < 101; i++) {
      assertEquals("400 invalid_grant", error(site.post("/token", wrong)));
    }
    assertEquals(
        "400 invalid_grant", error(site.post("/token", AuthSite.refreshing(client, "wrong"))));
    String code = site.code(client, ann);
    assertTrue(code.matches("[A-Za-z0-9_-]{43}"), "256 bits, which nobody guesses");
    HttpResponse<String> exchanged = site.post("/token", AuthSite.exchanging(client, code));
    String refresh = AuthSite.json(exchanged).get("refresh_token").textValue();
    assertTrue(refresh.matches("[A-Za-z0-9_-]{43}"), "as many");
    assertEquals(200, site.post("/token", AuthSite.refreshing(client, refresh)).statusCode());
  }
}
