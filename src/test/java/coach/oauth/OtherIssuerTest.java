package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Config;
import coach.accounts.Accounts;
import coach.accounts.QuickPasswords;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.db.TestDatabase;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.RequestState;
import coach.oauth.TokenVerifier.CannotTell;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of another issuer are good for the audience that the operator named, and for no other. */
class OtherIssuerTest {
  private static final String ANN = UUID.randomUUID().toString();

  private final MovedClock clock = new MovedClock(Instant.now());
  private OtherIssuer issuer;
  private Algorithm signer;
  private IssuerTokens tokens;

  @BeforeEach
  void begin() {
    issuer = new OtherIssuer();
    signer = issuer.elliptic("k1");
    tokens = tokens("coach");
  }

  @AfterEach
  void end() {
    issuer.close();
  }

  private IssuerTokens tokens(String audience) {
    Config.Issuer setting = new Config.Issuer(issuer.url, audience);
    return new IssuerTokens(setting, new IssuerKeys(setting, clock), person -> {}, clock);
  }

  private Caller verify(UnaryOperator<JWTCreator.Builder> change) {
    return tokens.verify(change.apply(issuer.token("k1", ANN)).sign(signer));
  }

  private OAuthError refused(UnaryOperator<JWTCreator.Builder> change) {
    return assertThrows(OAuthError.class, () -> verify(change));
  }

  @Test
  void aGoodTokenSaysWhoThroughWhatAndHowMuch() {
    Caller caller = verify(token -> token);
    assertEquals(ANN, caller.user().toString());
    assertEquals(Set.of(Caller.READ, Caller.WRITE), caller.scopes());
    assertEquals(new Caller.Connection("app", Optional.empty()), caller.connection().orElseThrow());
    assertEquals(caller, verify(token -> token));
    assertEquals(1, issuer.asked.get(), "its keys are kept");
  }

  @Test
  void rsaKeysOfEnoughBitsAreTakenToo() {
    Algorithm rsa = issuer.rsa("r1", 2048);
    Algorithm weak = issuer.rsa("r2", 1024);
    assertEquals(ANN, tokens.verify(issuer.token("r1", ANN).sign(rsa)).user().toString());
    String broken = issuer.token("r2", ANN).sign(weak);
    clock.move(Duration.ofSeconds(10));
    assertThrows(OAuthError.class, () -> tokens.verify(broken));
  }

  @Test
  void theKeyDecidesTheAlgorithm() {
    Algorithm rsa = issuer.rsa("r1", 2048);
    String confused = issuer.token("k1", ANN).sign(rsa);
    assertThrows(OAuthError.class, () -> tokens.verify(confused));
    String secret = issuer.token("k1", ANN).sign(Algorithm.HMAC256("secret"));
    assertThrows(OAuthError.class, () -> tokens.verify(secret));
    String none = issuer.token("k1", ANN).sign(Algorithm.none());
    assertThrows(OAuthError.class, () -> tokens.verify(none));
  }

  @Test
  void keysForOtherUsesAreNoKeys() {
    var pair = EcKeys.generate();
    issuer.publish(EcKeys.json("e1", (ECPublicKey) pair.getPublic()).put("use", "enc"));
    issuer.publish(EcKeys.json("e2", (ECPublicKey) pair.getPublic()).put("alg", "ES384"));
    issuer.publish(new ObjectMapper().createObjectNode().put("kty", "oct").put("kid", "e3"));
    issuer.publish(EcKeys.json("e4", (ECPublicKey) pair.getPublic()).put("x", "AA"));
    Algorithm theirs =
        Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    for (String id : new String[] {"e1", "e2", "e3", "e4"}) {
      String token = issuer.token(id, ANN).sign(theirs);
      clock.move(Duration.ofSeconds(10));
      assertThrows(OAuthError.class, () -> tokens.verify(token), id);
    }
    verify(token -> token);
  }

  @Test
  void whatIsForSomebodyElseOrAnotherTimeIsRefused() {
    refused(token -> token.withAudience("other"));
    refused(token -> token.withIssuer(issuer.url + "/"));
    refused(token -> token.withNotBefore(Instant.now().plusSeconds(120)));
    refused(token -> token.withExpiresAt((Instant) null));
    refused(token -> token.withKeyId("k9").withIssuedAt(Instant.now().minusSeconds(120)));
    OAuthError expired = refused(token -> token.withExpiresAt(Instant.now().minusSeconds(120)));
    assertTrue(expired.getMessage().contains("expired"));
  }

  @Test
  void aTokenThatNoAppAskedForIsRefused() {
    refused(token -> token.withClaim("client_id", (String) null));
    assertEquals(
        "web",
        verify(token -> token.withClaim("client_id", (String) null).withClaim("azp", "web"))
            .connection()
            .orElseThrow()
            .client());
  }

  @Test
  void whoHasNoIdOfOursIsToldSoAndNotSentToSignInAgain() {
    OAuthError refused = refused(token -> token.withSubject("auth0|123"));
    assertEquals(403, refused.status());
    assertEquals("access_denied", refused.code());
  }

  @Test
  void scopesAreTheTokensExceptUnderSupabasesOneAudience() {
    assertEquals(Set.of(), verify(t -> t.withClaim("scope", "openid email")).scopes());
    assertEquals(Set.of("read"), verify(t -> t.withClaim("scope", "read")).scopes());
    assertEquals(
        Set.of("read", "write"),
        verify(t -> t.withClaim("scope", "").withArrayClaim("scp", new String[] {"write"}))
            .scopes());
    tokens = tokens("authenticated");
    assertEquals(
        Set.of("read", "write"),
        verify(t -> t.withAudience("authenticated").withClaim("scope", "openid email")).scopes());
  }

  @Test
  void aNewKeyIsFoundAndMadeUpOnesCostNothing() {
    verify(token -> token);
    long began = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      String id = "made up " + i;
      Instant before = Instant.now().minusSeconds(120);
      refused(token -> token.withKeyId(id).withIssuedAt(before));
    }
    long most = 2 + (System.nanoTime() - began) / IssuerKeys.THROTTLE_NANOS;
    assertTrue(issuer.asked.get() <= most, "asked " + issuer.asked.get());
    Algorithm second = issuer.elliptic("k2");
    IssuerTokens later = tokens("coach");
    later.verify(issuer.token("k1", ANN).sign(signer));
    assertEquals(ANN, later.verify(issuer.token("k2", ANN).sign(second)).user().toString());
  }

  @Test
  void aKeyThatMayBeYoungerThanTheKnownOnesIsNoReasonToSendAnybodyAway() {
    verify(token -> token);
    clock.move(Duration.ofSeconds(10));
    refused(token -> token.withKeyId("made up"));
    Algorithm second = issuer.elliptic("k2");
    String young = issuer.token("k2", ANN).sign(second);
    int asked = issuer.asked.get();
    assertThrows(CannotTell.class, () -> tokens.verify(young));
    assertEquals(asked, issuer.asked.get());
    clock.move(Duration.ofSeconds(10));
    assertEquals(ANN, tokens.verify(young).user().toString());
  }

  @Test
  void aTokenOfATimeThatIsStillToComeIsRefused() {
    verify(token -> token);
    Instant last = Instant.MAX.truncatedTo(ChronoUnit.SECONDS);
    for (Instant ahead : List.of(clock.instant().plusSeconds(3600), last)) {
      refused(token -> token.withKeyId("made up").withIssuedAt(ahead));
    }
    refused(token -> token.withKeyId("made up").withIssuedAt(Instant.MIN));
  }

  @Test
  void aFloodOfMadeUpKeysIsRefusedNevertheless() {
    verify(token -> token);
    clock.move(Duration.ofSeconds(10));
    refused(token -> token.withKeyId("made up"));
    int asked = issuer.asked.get();
    int unsure = 0;
    long began = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      String junk = issuer.token("made up " + i, ANN).sign(signer);
      RuntimeException answer = assertThrows(RuntimeException.class, () -> tokens.verify(junk));
      unsure += answer instanceof CannotTell ? 1 : 0;
    }
    long pauses = (System.nanoTime() - began) / IssuerKeys.THROTTLE_NANOS;
    assertTrue(unsure >= 50 && unsure <= 50 * (1 + pauses), "unsure " + unsure);
    assertTrue(issuer.asked.get() - asked <= pauses, "asked " + issuer.asked.get());
  }

  @Test
  void afterAMachineWasSuspendedTheKeysAreAskedForAnew() {
    verify(token -> token);
    clock.move(Duration.ofMinutes(9));
    verify(token -> token);
    assertEquals(1, issuer.asked.get());
    clock.move(Duration.ofMinutes(2));
    verify(token -> token.withExpiresAt(clock.instant().plusSeconds(60)));
    assertEquals(2, issuer.asked.get());
  }

  @Test
  void theNameOfAnIssuerMayEndWithASlash() throws Exception {
    issuer.close();
    issuer = new OtherIssuer("/");
    signer = issuer.elliptic("k1");
    Config config =
        Config.read(
            Map.of("COACH_AUTH", "issuer", "OAUTH_ISSUER", issuer.url, "OAUTH_AUDIENCE", "coach"));
    assertEquals(issuer.url, config.issuer().orElseThrow().url());
    tokens = tokens("coach");
    assertEquals(ANN, verify(token -> token).user().toString());
    String bare = issuer.url.substring(0, issuer.url.length() - 1);
    refused(token -> token.withIssuer(bare));
    try (CoachDatabase database = new CoachDatabase()) {
      WebServer server = serve(database, "coach");
      try {
        JsonNode metadata = read(get(server, "/.well-known/oauth-protected-resource/mcp"));
        assertEquals(issuer.url, metadata.at("/authorization_servers/0").asText());
        String ann = database.account("Ann").user().toString();
        HttpResponse<String> answer = profile(server, issuer.token("k1", ann).sign(signer));
        assertEquals("Ann", read(answer).at("/result/structuredContent/name").asText());
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void keysAtAnAddressThatIsNoneCannotBeRead() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      for (String address : List.of("http://[bad", "https:opaque", "https://a b/", "x", "")) {
        issuer.body = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer.url, address);
        WebServer server = serve(database, "coach");
        try {
          String token = issuer.token("k1", ANN).sign(signer);
          assertEquals(503, profile(server, token).statusCode(), address);
        } finally {
          server.stop();
        }
      }
    }
  }

  @Test
  void anIssuerThatCannotBeAskedIsNoReasonToSendAnybodyAway() {
    issuer.status = 500;
    assertThrows(CannotTell.class, () -> verify(token -> token));
    issuer.status = 200;
    issuer.namedIssuer = "https://other.example";
    tokens = tokens("coach");
    assertThrows(CannotTell.class, () -> verify(token -> token));
    issuer.body = "x".repeat(300_000);
    tokens = tokens("coach");
    assertThrows(CannotTell.class, () -> verify(token -> token));
    issuer.body = "{\"issuer\":\"" + issuer.url + "\",\"jwks_uri\":\"http://keys.example/\"}";
    tokens = tokens("coach");
    assertThrows(CannotTell.class, () -> verify(token -> token));
  }

  @Test
  void theServerNamesTheIssuerAndServesItsPeople() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      String ann = database.account("Ann").user().toString();
      WebServer server = serve(database, "coach");
      try {
        JsonNode metadata = read(get(server, "/.well-known/oauth-protected-resource/mcp"));
        assertEquals("[\"" + issuer.url + "\"]", metadata.get("authorization_servers").toString());
        assertEquals("[\"read\",\"write\"]", metadata.get("scopes_supported").toString());
        assertEquals(404, get(server, "/token").statusCode());
        HttpResponse<String> answer = profile(server, issuer.token("k1", ann).sign(signer));
        assertEquals("Ann", read(answer).at("/result/structuredContent/name").asText());
        String nobody = issuer.token("k1", UUID.randomUUID().toString()).sign(signer);
        assertEquals(401, profile(server, nobody).statusCode(), "an account that is not here");
        String other = issuer.token("k1", "x|1").sign(signer);
        assertEquals(403, profile(server, other).statusCode());
        assertTrue(disable(database, ann), "who signs in elsewhere can be shut out here");
        assertEquals(401, profile(server, issuer.token("k1", ann).sign(signer)).statusCode());
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void underSupabasesAudienceClientsHearOfNoScopes() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      WebServer server = serve(database, "authenticated");
      try {
        JsonNode metadata = read(get(server, "/.well-known/oauth-protected-resource"));
        assertFalse(metadata.has("scopes_supported"));
        String challenge =
            get(server, "/mcp").headers().firstValue("WWW-Authenticate").orElseThrow();
        assertFalse(challenge.contains("scope="), challenge);
        issuer.status = 500;
        String token = issuer.token("k1", ANN).withAudience("authenticated").sign(signer);
        HttpResponse<String> waiting = profile(server, token);
        assertEquals(503, waiting.statusCode());
        assertEquals("5", waiting.headers().firstValue("Retry-After").orElse(""));
      } finally {
        server.stop();
      }
    }
  }

  private WebServer serve(CoachDatabase database, String audience) {
    WebServer server =
        WebServer.guarded(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(
                Tools.catalog(),
                database.coach(),
                RequestState.ofOneProcess(Clock.systemUTC()),
                "0",
                false),
            url ->
                ExternalIssuer.open(
                    url, new Config.Issuer(issuer.url, audience), person -> {}, Clock.systemUTC()),
            database.coach());
    server.start();
    return server;
  }

  private static boolean disable(CoachDatabase database, String person) {
    TestDatabase at = database.server();
    try (HikariDataSource pool = Pool.open(at.jdbcUrl(), at.user(), at.password(), 1)) {
      return new Accounts(
              new ServerStatements(new NativeRoad(pool)), QuickPasswords.create(), false)
          .disable(person + "@example.com", true);
    }
  }

  private static HttpResponse<String> get(WebServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> profile(WebServer server, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(AuthSite.toolCall("get_profile", "{}")))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode read(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }
}
