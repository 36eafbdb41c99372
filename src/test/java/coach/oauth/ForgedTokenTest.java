package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.NativeRoad;
import coach.db.ServerStatements;
import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No token opens the running server but one that it signed, for itself, for now. */
class ForgedTokenTest {
  private static AuthSite site;
  private static UUID ann;
  private static SigningKey key;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    ann = site.person();
    key =
        new SigningKeys(new ServerStatements(new NativeRoad(site.road)), Optional.empty())
            .signing();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** What the server itself would have signed before it last read its keys. */
  private static JWTCreator.Builder good() {
    Instant now = site.clock.instant().minusSeconds(600);
    return JWT.create()
        .withHeader(Map.of("typ", "at+jwt"))
        .withKeyId(key.id())
        .withIssuer(site.url.toString())
        .withAudience(site.resource())
        .withSubject(ann.toString())
        .withIssuedAt(now)
        .withNotBefore(now)
        .withExpiresAt(now.plusSeconds(3600))
        .withClaim("client_id", "app")
        .withClaim("scope", "read")
        .withClaim("family", UUID.randomUUID().toString());
  }

  private static String almost(UnaryOperator<JWTCreator.Builder> change) {
    return change
        .apply(good())
        .sign(Algorithm.ECDSA256(key.publicKey(), key.privateKey().orElseThrow()));
  }

  private static void assertRefused(String token) {
    HttpResponse<String> refused = site.profile(token);
    assertEquals(401, refused.statusCode(), token + refused.body());
    String challenge = refused.headers().firstValue("WWW-Authenticate").orElse("");
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
    assertFalse(refused.body().contains("Ann"), refused.body());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheServerWouldSignItselfIsTaken() {
    assertEquals(200, site.profile(almost(token -> token)).statusCode());
  }

  @Test
  @Proves({"oauth21-5-1", "oauth21-5.2-1"})
  void aTokenOfAnotherTimeIsRefused() {
    Instant now = site.clock.instant();
    assertRefused(almost(t -> t.withNotBefore(now.plusSeconds(600))));
    assertRefused(almost(t -> t.withIssuedAt(now.plusSeconds(600))));
    assertRefused(almost(t -> t.withExpiresAt(now.minusSeconds(120))));
    assertRefused(almost(t -> t.withExpiresAt((Instant) null)));
  }

  @Test
  @Proves({"oauth21-5.2-1", "oauth21-7.1.4-1", "oauth21-7.3.2-1", "rfc9700-2.3-1"})
  void aTokenForOrFromAnotherServerIsRefused() {
    assertRefused(almost(t -> t.withAudience("https://other.example/mcp")));
    assertRefused(almost(t -> t.withAudience(site.url.toString())));
    assertRefused(almost(t -> t.withAudience(site.resource() + "/")));
    assertRefused(almost(t -> t.withAudience()));
    assertRefused(almost(t -> t.withIssuer("https://other.example")));
    assertRefused(almost(t -> t.withIssuer(site.url + "/")));
    assertRefused(almost(t -> t.withIssuer((String) null)));
  }

  @Test
  void aTokenOfAnotherKindOrForNobodyIsRefused() {
    assertRefused(almost(t -> t.withHeader(Map.of("typ", "JWT"))));
    assertRefused(almost(t -> t.withHeader(Map.of("crit", List.of("b64")))));
    assertRefused(almost(t -> t.withSubject("app")));
    assertRefused(almost(t -> t.withSubject(null)));
  }

  @Test
  @Proves("oauth21-1.4-3")
  void aKeyThatIsNotTheServersSignsNothing() {
    KeyPair thief = EcKeys.generate();
    ECPublicKey open = (ECPublicKey) thief.getPublic();
    Algorithm own = Algorithm.ECDSA256(open, (ECPrivateKey) thief.getPrivate());
    assertRefused(good().sign(own));
    for (String id : List.of("unknown", "", "' or true --", "../../dev/null")) {
      assertRefused(good().withKeyId(id).sign(own));
      assertRefused(almost(t -> t.withKeyId(id)));
    }
    // Its key could be a new one, of which the server may not have heard yet.
    String younger = almost(t -> t.withKeyId("unknown").withIssuedAt(site.clock.instant()));
    assertTrue(List.of(401, 503).contains(site.profile(younger).statusCode()));
    String jwk = EcKeys.json(key.id(), open).toString();
    assertRefused(good().withHeader(Map.of("typ", "at+jwt", "jwk", jwk)).sign(own));
    String jku = "https://evil.example/keys";
    assertRefused(good().withHeader(Map.of("typ", "at+jwt", "jku", jku)).sign(own));
  }

  @Test
  @Proves({"oauth21-1.4-3", "oauth21-1.4.2-3"})
  void noOtherAlgorithmIsTakenWhateverTheHeaderSays() {
    String[] parts = almost(token -> token).split("\\.");
    for (String alg : List.of("none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES384")) {
      String header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}";
      String forged = base64(header.formatted(alg, key.id())) + "." + parts[1] + ".";
      assertRefused(forged);
      assertRefused(forged + parts[2]);
    }
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    assertRefused(parts[0] + "." + parts[1] + "." + zeros);
    byte[] open = key.publicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(open));
    for (byte[] secret :
        List.of(
            open,
            Base64.getEncoder().encode(open),
            pem.getBytes(StandardCharsets.UTF_8),
            site.get("/oauth/jwks.json").body().getBytes(StandardCharsets.UTF_8))) {
      assertRefused(good().sign(Algorithm.HMAC256(secret)));
    }
  }

  @Test
  @Proves({"oauth21-1.4.2-3", "oauth21-7.1.4-2"})
  void nobodyGivesATokenMoreThanItHas() {
    String[] parts = almost(token -> token).split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    for (String changed :
        List.of(
            claims.replace("\"read\"", "\"read write\""),
            claims.replace(ann.toString(), site.person().toString()))) {
      assertFalse(changed.equals(claims));
      assertRefused(parts[0] + "." + base64(changed) + "." + parts[2]);
    }
  }

  @Test
  void noOtherSecretOfTheFlowIsAnAccessToken() {
    String client = site.app(AuthSite.CALLBACK);
    String code = site.code(client, ann);
    JsonNode tokens = AuthSite.json(site.post("/token", AuthSite.exchanging(client, code)));
    for (String other :
        List.of(code, tokens.get("refresh_token").textValue(), client, AuthSite.VERIFIER)) {
      assertRefused(other);
    }
  }
}
