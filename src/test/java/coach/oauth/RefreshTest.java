package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh token works once; a later use of it ends all that came of the consent. */
class RefreshTest {
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

  private HttpResponse<String> refresh(String token) {
    return site.post("/token", AuthSite.refreshing(client, token));
  }

  private static String refreshToken(JsonNode tokens) {
    return tokens.get("refresh_token").textValue();
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  @Test
  @Proves({"oauth21-3.2.3-2", "oauth21-4.3.3-1", "rfc9700-4.14.2-2"})
  void eachRefreshGivesANewPairForTheSameServer() {
    JsonNode first = site.tokens(client, ann);
    JsonNode second = AuthSite.json(refresh(refreshToken(first)));
    assertNotEquals(refreshToken(first), refreshToken(second));
    assertEquals("read write", second.get("scope").textValue());
    assertEquals(
        List.of(site.resource()), JWT.decode(second.get("access_token").textValue()).getAudience());
    assertEquals(200, site.profile(second.get("access_token").textValue()).statusCode());
    assertEquals(200, refresh(refreshToken(second)).statusCode());
    assertEquals(
        List.of("app_allowed", "token_issued", "token_refreshed", "token_refreshed"),
        site.events(ann));
  }

  @Test
  @Proves({"oauth21-4.3.1-5", "oauth21-4.3.1-6", "rfc9700-2.2.2-1", "rfc9700-4.14.2-3"})
  void aSecondUseKillsTheFamilyAndWhatItGaveMeanwhile() {
    JsonNode first = site.tokens(client, ann);
    JsonNode second = AuthSite.json(refresh(refreshToken(first)));
    later(31);
    assertEquals("400 invalid_grant", error(refresh(refreshToken(first))));
    assertEquals("400 invalid_grant", error(refresh(refreshToken(second))));
    assertEquals(401, site.profile(second.get("access_token").textValue()).statusCode());
    assertTrue(site.events(ann).contains("refresh_replayed"));
  }

  @Test
  void anotherConsentOfTheSamePersonAndAppLivesOn() {
    JsonNode stolen = site.tokens(client, ann);
    JsonNode other = site.tokens(client, ann);
    refresh(refreshToken(stolen));
    later(31);
    assertEquals("400 invalid_grant", error(refresh(refreshToken(stolen))));
    assertEquals(200, refresh(refreshToken(other)).statusCode());
  }

  @Test
  void ofManyUsesAtOnceEachGetsAPairAndTheFamilyLivesOn() {
    String token = refreshToken(site.tokens(client, ann));
    List<CompletableFuture<HttpResponse<String>>> racing = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      racing.add(
          CompletableFuture.supplyAsync(() -> refresh(token), task -> new Thread(task).start()));
    }
    Set<String> pairs = new HashSet<>();
    for (CompletableFuture<HttpResponse<String>> one : racing) {
      pairs.add(refreshToken(AuthSite.json(one.join())));
    }
    assertEquals(6, pairs.size());
    pairs.forEach(pair -> assertEquals(200, refresh(pair).statusCode()));
  }

  @Test
  void anAnswerThatWasLostIsGivenAgainForHalfAMinuteFromTheFirstUse() {
    JsonNode first = site.tokens(client, ann);
    assertEquals(200, refresh(refreshToken(first)).statusCode());
    later(20);
    JsonNode again = AuthSite.json(refresh(refreshToken(first)));
    assertEquals(200, site.profile(again.get("access_token").textValue()).statusCode());
    later(11);
    assertEquals("400 invalid_grant", error(refresh(refreshToken(first))));
    assertEquals(401, site.profile(again.get("access_token").textValue()).statusCode());
  }

  @Test
  void anotherAppsUseWithinHalfAMinuteEndsTheFamily() {
    JsonNode first = site.tokens(client, ann);
    JsonNode second = AuthSite.json(refresh(refreshToken(first)));
    String thief = site.app(AuthSite.CALLBACK);
    Map<String, String> form = AuthSite.refreshing(thief, refreshToken(first));
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
    assertEquals("400 invalid_grant", error(refresh(refreshToken(second))));
  }

  @Test
  void oneSignInIsRefreshedOnlySoOftenInAnHour() {
    JsonNode tokens = site.tokens(client, ann);
    JsonNode other = site.tokens(client, ann);
    site.database.execute(
        "insert into coach_auth.refresh_token (token_hash, family, client_id, app_user_id, scopes,"
            + " resource, created_at, expires_at)"
            + " select t.token_hash || n, t.family, t.client_id, t.app_user_id, t.scopes, t.resource,"
            + " now() - interval '50 minutes', t.expires_at"
            + " from coach_auth.refresh_token t, generate_series(1, 58) n where t.token_hash = ?",
        Token.hash(refreshToken(tokens)));
    JsonNode last = AuthSite.json(refresh(refreshToken(tokens)));
    HttpResponse<String> refused = refresh(refreshToken(last));
    assertEquals("429 temporarily_unavailable", error(refused));
    assertTrue(refused.body().contains("refresh again in 10 minutes."), refused.body());
    int seconds = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(seconds > 500 && seconds <= 600, "until the oldest is an hour old: " + seconds);
    assertEquals(200, refresh(refreshToken(other)).statusCode(), "another sign-in is not meant");
    site.database.execute(
        "update coach_auth.refresh_token set created_at = created_at - interval '11 minutes'");
    assertEquals(200, refresh(refreshToken(last)).statusCode(), "nothing was spent");
  }

  /** So many seconds pass for every token that was used. */
  private static void later(int seconds) {
    site.database.execute(
        "update coach_auth.refresh_token set used_at = used_at - interval '%d seconds'"
            .formatted(seconds));
  }

  @Test
  @Proves({"oauth21-4.3-2", "oauth21-4.3.1-3"})
  void anotherAppsUseKillsTheFamilyToo() {
    JsonNode tokens = site.tokens(client, ann);
    String thief = site.app(AuthSite.CALLBACK);
    Map<String, String> form = AuthSite.refreshing(thief, refreshToken(tokens));
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
    assertEquals("400 invalid_grant", error(refresh(refreshToken(tokens))));
  }

  @Test
  @Proves("oauth21-4.3-3")
  void aChangedOrMadeUpTokenIsNoneAndHarmsNobody() {
    String token = refreshToken(site.tokens(client, ann));
    assertEquals(43, token.length(), "256 random bits");
    for (int place = 0; place < token.length(); place += 7) {
      char other = token.charAt(place) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, place) + other + token.substring(place + 1);
      assertEquals("400 invalid_grant", error(refresh(changed)));
    }
    for (String madeUp : List.of("x", token + "A", Token.hash(token), Token.random())) {
      assertEquals("400 invalid_grant", error(refresh(madeUp)));
    }
    assertEquals(200, refresh(token).statusCode());
  }

  @Test
  void aClientThatIsGoneHearsThatItMustRegister() {
    JsonNode tokens = site.tokens(client, ann);
    site.database.execute("delete from coach_auth.client where client_id = ?", client);
    assertEquals("401 invalid_client", error(refresh(refreshToken(tokens))));
  }

  @Test
  @Proves({"oauth21-4.3.1-1", "oauth21-4.3.3-1", "rfc9700-4.14.2-2"})
  void lessMayBeAskedForButNeverMore() {
    Map<String, String> asking = site.asking(client);
    asking.put("scope", "read");
    String code = AuthSite.parameter(site.allow(asking, ann), "code");
    JsonNode reading = AuthSite.json(site.post("/token", AuthSite.exchanging(client, code)));
    assertEquals("read", reading.get("scope").textValue());
    Map<String, String> more = AuthSite.refreshing(client, refreshToken(reading));
    more.put("scope", "read write");
    assertEquals("400 invalid_scope", error(site.post("/token", more)));
    more.remove("scope");
    assertEquals(200, site.post("/token", more).statusCode(), "asking for too much spends nothing");

    JsonNode all = site.tokens(client, ann);
    Map<String, String> less = AuthSite.refreshing(client, refreshToken(all));
    less.put("scope", "read offline_access");
    JsonNode narrowed = AuthSite.json(site.post("/token", less));
    assertEquals("read", narrowed.get("scope").textValue());
    assertEquals(
        "read write", AuthSite.json(refresh(refreshToken(narrowed))).get("scope").textValue());
  }

  @Test
  void wordsThatTheFirstRequestWasForgivenAreForgivenAgain() {
    JsonNode tokens = site.tokens(client, ann);
    Map<String, String> form = AuthSite.refreshing(client, refreshToken(tokens));
    form.put("scope", "openid profile");
    assertEquals("400 invalid_scope", error(site.post("/token", form)));
    form.put("scope", "openid read write offline_access");
    HttpResponse<String> refreshed = site.post("/token", form);
    assertEquals(200, refreshed.statusCode(), refreshed.body());
    assertEquals("read write", AuthSite.json(refreshed).get("scope").textValue());
  }

  @Test
  void anAppWasLastUsedWhenItLastCalled() {
    JsonNode tokens = site.tokens(client, ann);
    String access = tokens.get("access_token").textValue();
    used("- interval '4 minutes'");
    assertEquals(200, site.profile(access).statusCode());
    assertEquals("f", lastUse(), "not noted at every call");
    used("- interval '6 minutes'");
    assertEquals(200, site.profile(access).statusCode());
    assertEquals("t", lastUse());
  }

  private void used(String ago) {
    site.database.execute(
        "update coach_auth.token_family set last_used_at = now() "
            + ago
            + " where app_user_id = ?::uuid",
        ann.toString());
  }

  private String lastUse() {
    return site.database
        .column(
            "select last_used_at > now() - interval '3 minutes' from coach_auth.token_family"
                + " where app_user_id = ?::uuid",
            ann.toString())
        .get(0);
  }

  @Test
  @Proves({"oauth21-3.2.3-2", "rfc8707-2.2-1"})
  void aTokenForOneServerRefreshesForNoOther() {
    JsonNode tokens = site.tokens(client, ann);
    Map<String, String> form = AuthSite.refreshing(client, refreshToken(tokens));
    form.put("resource", "https://other.example/mcp");
    assertEquals("400 invalid_target", error(site.post("/token", form)));
    form.put("resource", site.resource());
    assertEquals(200, site.post("/token", form).statusCode());
  }

  @Test
  @Proves({"oauth21-2.4-4", "oauth21-4.3.1-5"})
  void aTokenThatWasNotUsedForSixtyDaysIsOver() {
    JsonNode tokens = site.tokens(client, ann);
    site.database.execute(
        "update coach_auth.refresh_token set expires_at = expires_at - interval '60 days'"
            + " where app_user_id = ?::uuid",
        ann.toString());
    assertEquals("400 invalid_grant", error(refresh(refreshToken(tokens))));
  }

  @Test
  @Proves({"oauth21-4.3.1-4", "rfc7009-2-1", "rfc7009-2.1-2", "rfc7009-2.2-1", "rfc7009-5-1"})
  void whatIsGivenBackIsOver() {
    JsonNode tokens = site.tokens(client, ann);
    for (String kind : List.of("refresh_token", "access_token")) {
      JsonNode mine = site.tokens(client, ann);
      Map<String, String> form = Map.of("token", mine.get(kind).textValue(), "client_id", client);
      HttpResponse<String> gone = site.post("/revoke", form);
      assertEquals(200, gone.statusCode());
      assertEquals("", gone.body());
      assertEquals(401, site.profile(mine.get("access_token").textValue()).statusCode(), kind);
      assertEquals("400 invalid_grant", error(refresh(refreshToken(mine))));
      assertEquals(200, site.post("/revoke", form).statusCode(), "twice is no error");
    }
    assertEquals(200, refresh(refreshToken(tokens)).statusCode());
  }

  @Test
  @Proves({"rfc7009-2.1-1", "rfc7009-2.2.1-1"})
  void nobodyGivesBackWhatIsAnothers() {
    JsonNode tokens = site.tokens(client, ann);
    String thief = site.app(AuthSite.CALLBACK);
    for (String kind : List.of("refresh_token", "access_token")) {
      Map<String, String> form = Map.of("token", tokens.get(kind).textValue(), "client_id", thief);
      assertEquals(200, site.post("/revoke", form).statusCode());
    }
    assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
    assertEquals(200, refresh(refreshToken(tokens)).statusCode());
    Map<String, String> unknown = Map.of("token", "x", "client_id", "nobody");
    assertEquals("401 invalid_client", error(site.post("/revoke", unknown)));
    assertEquals("400 invalid_request", error(site.post("/revoke", Map.of("client_id", client))));
  }

  @Test
  void anyInstanceServesAnyStep() {
    try (AuthSite second = site.second()) {
      String code = site.code(client, ann);
      Map<String, String> form = AuthSite.exchanging(client, code);
      HttpResponse<String> exchanged = second.post("/token", form);
      assertEquals(200, exchanged.statusCode(), exchanged.body());
      JsonNode tokens = AuthSite.json(exchanged);
      assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
      String refresh = refreshToken(tokens);
      assertEquals(200, refresh(refresh).statusCode());
      later(31);
      assertEquals(
          "400 invalid_grant", error(second.post("/token", AuthSite.refreshing(client, refresh))));
    }
  }
}
