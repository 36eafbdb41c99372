package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.oauth.AccessTokens.Grant;
import coach.security.Proves;
import coach.testing.CoachDatabase;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token is good when coach signed it, for this server, for now; nothing else is. */
@Tag("runtime")
class AccessTokensTest {
  private static final Addresses HERE = new Addresses(URI.create("https://coach.example.com"));
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Grant GRANT =
      new Grant(UUID.randomUUID(), "app", UUID.randomUUID(), Set.of(Caller.READ), HERE.resource());

  private static CoachDatabase database;
  private static HikariDataSource pool;
  private static CountedSource road;
  private static SigningKeys keys;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
    pool =
        Pool.open(
            database.server().jdbcUrl(), database.server().user(), database.server().password(), 2);
    road = new CountedSource(pool);
    keys = new SigningKeys(new ServerStatements(new NativeRoad(road)), Optional.empty());
  }

  @AfterAll
  static void close() {
    pool.close();
    database.close();
  }

  private static AccessTokens at(Instant now) {
    return new AccessTokens(HERE, keys, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String refusal(String token) {
    OAuthError refused = assertThrows(OAuthError.class, () -> at(NOW).verify(token));
    assertEquals("invalid_token", refused.code());
    assertEquals(401, refused.status());
    return refused.getMessage();
  }

  /** A token of the server's own key that differs from a good one in a single respect. */
  private static String almost(UnaryOperator<JWTCreator.Builder> change) {
    SigningKey key = keys.signing();
    JWTCreator.Builder good =
        JWT.create()
            .withHeader(Map.of("typ", "at+jwt"))
            .withKeyId(key.id())
            .withIssuer(HERE.issuer())
            .withAudience(HERE.resource())
            .withSubject(GRANT.user().toString())
            .withIssuedAt(NOW)
            .withNotBefore(NOW)
            .withExpiresAt(NOW.plusSeconds(3600))
            .withClaim("client_id", "app")
            .withClaim("scope", "read")
            .withClaim("family", GRANT.family().toString());
    return change
        .apply(good)
        .sign(Algorithm.ECDSA256(key.publicKey(), key.privateKey().orElseThrow()));
  }

  @Test
  void aTokenSaysWhoThroughWhatAndHowMuch() {
    Caller caller = at(NOW).verify(at(NOW).issue(GRANT));
    assertEquals(GRANT.user(), caller.user());
    assertEquals(Set.of(Caller.READ), caller.scopes());
    assertEquals(
        new Caller.Connection("app", Optional.of(GRANT.family())),
        caller.connection().orElseThrow());
    assertEquals(false, caller.local());
    assertEquals(caller, at(NOW).verify(almost(good -> good)));
  }

  @Test
  @Proves("rfc8707-2.2-2")
  void aTokenFollowsTheProfileForAccessTokens() {
    DecodedJWT token = JWT.decode(at(NOW).issue(GRANT));
    assertEquals("at+jwt", token.getType());
    assertEquals("ES256", token.getAlgorithm());
    assertEquals(HERE.issuer(), token.getIssuer());
    assertEquals(List.of("https://coach.example.com/mcp"), token.getAudience());
    assertEquals(NOW, token.getIssuedAtAsInstant());
    assertEquals(NOW.plusSeconds(3600), token.getExpiresAtAsInstant());
    assertEquals("app", token.getClaim("client_id").asString());
    assertEquals("read", token.getClaim("scope").asString());
    assertTrue(token.getId().length() > 20);
  }

  @Test
  void whoMayWriteMayRead() {
    Grant writing =
        new Grant(GRANT.user(), "app", GRANT.family(), Set.of(Caller.WRITE), HERE.resource());
    assertEquals(
        Set.of(Caller.READ, Caller.WRITE), at(NOW).verify(at(NOW).issue(writing)).scopes());
  }

  @ParameterizedTest
  @CsvSource({"-61, false", "-59, true", "3659, true", "3661, false"})
  void itIsGoodForItsHourWithAMinutesLeeway(long seconds, boolean good) {
    String token = at(NOW).issue(GRANT);
    AccessTokens then = at(NOW.plusSeconds(seconds));
    if (good) {
      then.verify(token);
    } else {
      assertThrows(OAuthError.class, () -> then.verify(token));
    }
  }

  @Test
  void anExpiredTokenIsToldApartSoThatClientsRefreshIt() {
    String token = at(NOW.minus(Duration.ofHours(2))).issue(GRANT);
    assertEquals("The access token has expired. Refresh it.", refusal(token));
  }

  @Test
  @Proves({"oauth21-7.1.4-1", "oauth21-7.3.2-1", "rfc8414-4-1", "rfc9700-2.3-1"})
  void anotherServersTokenIsRefused() {
    refusal(almost(t -> t.withAudience("https://other.example.com/mcp")));
    refusal(almost(t -> t.withAudience("https://coach.example.com/mcp/")));
    refusal(almost(t -> t.withAudience()));
    refusal(almost(t -> t.withIssuer("https://other.example.com")));
    refusal(almost(t -> t.withIssuer("https://coach.example.com/")));
  }

  @Test
  void aTokenWithoutAnEndOrOfAnotherKindIsRefused() {
    refusal(almost(t -> t.withExpiresAt((Instant) null)));
    refusal(almost(t -> t.withHeader(Map.of("typ", "JWT"))));
    refusal(almost(t -> t.withHeader(Map.of("crit", List.of("b64")))));
    refusal(almost(t -> t.withSubject("not an id")));
    refusal(almost(t -> t.withKeyId("unknown")));
  }

  @Test
  @Proves("oauth21-1.4-3")
  void aKeyThatTheTokenBringsAlongIsNotAsked() {
    KeyPair thief = EcKeys.generate();
    ECPublicKey open = (ECPublicKey) thief.getPublic();
    Map<String, Object> jwk = Map.of("jwk", EcKeys.json("k", open).toString());
    String token =
        JWT.create()
            .withHeader(jwk)
            .withKeyId(keys.signing().id())
            .withIssuer(HERE.issuer())
            .withAudience(HERE.resource())
            .sign(Algorithm.ECDSA256(open, (ECPrivateKey) thief.getPrivate()));
    refusal(token);
  }

  @Test
  @Proves("oauth21-1.4-3")
  void theAlgorithmIsOursWhateverTheHeaderSays() {
    String[] parts = at(NOW).issue(GRANT).split("\\.");
    String body = parts[1];
    for (String alg : List.of("none", "None", "NONE", "", "RS256", "HS256", "ES384", "es256")) {
      String header =
          base64(
              "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
                  .formatted(alg, keys.signing().id()));
      refusal(header + "." + body + ".");
      refusal(header + "." + body + "." + parts[2]);
    }
  }

  @Test
  @Proves("oauth21-1.4-3")
  void thePublicKeyIsNoSharedSecret() {
    ECPublicKey open = keys.signing().publicKey();
    for (byte[] secret :
        List.of(
            open.getEncoded(),
            Base64.getEncoder().encode(open.getEncoded()),
            keys.published().toString().getBytes(StandardCharsets.UTF_8))) {
      refusal(
          JWT.create()
              .withHeader(Map.of("typ", "at+jwt"))
              .withKeyId(keys.signing().id())
              .withIssuer(HERE.issuer())
              .withAudience(HERE.resource())
              .withExpiresAt(NOW.plusSeconds(60))
              .sign(Algorithm.HMAC256(secret)));
    }
  }

  @Test
  @Proves({"oauth21-1.4-3", "oauth21-1.4.2-3"})
  void everyChangedCharacterOfTheSignatureIsNoticed() {
    String token = at(NOW).issue(GRANT);
    int dot = token.lastIndexOf('.');
    refusal(token.substring(0, dot + 1));
    // Zeros are a signature for every message where nobody checks the range.
    refusal(token.substring(0, dot + 1) + Base64.getUrlEncoder().encodeToString(new byte[64]));
    for (int i = dot + 1; i < token.length() - 1; i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      refusal(token.substring(0, i) + other + token.substring(i + 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "''",
        "x",
        "a.b",
        "a.b.c",
        "a.b.c.d",
        "....",
        "e30.e30.",
        "e30.e30.e30",
        "bnVsbA.bnVsbA.x"
      })
  void whatIsNoTokenIsRefused(String junk) {
    refusal(junk);
    refusal(junk + "é\u0000");
  }

  @Test
  void junkByTheThousandTouchesNoDatabase() {
    String token = at(NOW).issue(GRANT);
    String forged = token.substring(0, token.length() - 20) + "A".repeat(20);
    String[] junk = {"x".repeat(100_000), "a.b.c", almost(t -> t.withIssuer("https://x"))};
    AccessTokens tokens = at(NOW);
    int before = road.trips.get();
    long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < 10_000; i++) {
      // Every fiftieth comes as far as the signature.
      String one = i % 50 == 0 ? forged : junk[i % junk.length];
      assertThrows(OAuthError.class, () -> tokens.verify(one));
    }
    assertEquals(before, road.trips.get());
    // Of the processor, whatever else keeps the machine busy.
    busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
    System.out.printf("a junk token costs %d microseconds%n", busy / 10_000 / 1_000);
    assertTrue(busy / 10_000 < 1_000_000, busy + " nanoseconds");
  }

  @Test
  void aTokenThatWasGoodOnceIsCheckedEveryTime() {
    String token = at(NOW).issue(GRANT);
    MovedClock clock = new MovedClock(NOW);
    AccessTokens tokens = new AccessTokens(HERE, keys, clock);
    assertEquals(tokens.verify(token), tokens.verify(token));
    clock.move(Duration.ofSeconds(3661));
    assertThrows(OAuthError.class, () -> tokens.verify(token));
  }

  @Test
  void onThisMachineEveryNameOfItIsTheSameServer() {
    Addresses local = new Addresses(URI.create("http://localhost:8080"));
    AccessTokens tokens = new AccessTokens(local, keys, Clock.fixed(NOW, ZoneOffset.UTC));
    for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
      String resource = local.resourceAt(host);
      assertEquals("http://" + host + ":8080/mcp", resource);
      tokens.verify(
          tokens.issue(new Grant(GRANT.user(), "app", GRANT.family(), Set.of("read"), resource)));
    }
    assertEquals("http://localhost:8080/mcp", local.resourceAt("evil.example"));
    assertEquals(HERE.resource(), HERE.resourceAt("localhost"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
