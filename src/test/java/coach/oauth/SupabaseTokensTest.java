package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.Caller;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tokens for a Supabase project, signed with an imported key. */
class SupabaseTokensTest {
  @Test
  void aJsonWebKeySignsForItsOwnPublicHalf() {
    KeyPair pair = EcKeys.generate();
    ECPublicKey known = (ECPublicKey) pair.getPublic();
    byte[] number = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    ObjectNode key = EcKeys.json("the id", known);
    key.put("d", Base64.getUrlEncoder().withoutPadding().encodeToString(number));
    Caller caller =
        Caller.remote(UUID.fromString("00000000-0000-4000-8000-000000000001"), Set.of());
    SupabaseTokens tokens = SupabaseTokens.signedWith(key.toString(), Clock.systemUTC());
    DecodedJWT token =
        JWT.require(Algorithm.ECDSA256(known, null)).build().verify(tokens.apply(caller));
    assertEquals("the id", token.getKeyId());
    assertEquals(caller.user().toString(), token.getSubject());
    assertEquals(
        60 + 5,
        token.getExpiresAtAsInstant().getEpochSecond()
            - token.getIssuedAtAsInstant().getEpochSecond());
  }

  @Test
  void whatIsNoKeyIsRefusedAndNotRepeated() {
    for (String key :
        List.of("{secret", "{\"kty\":\"RSA\"}", "too short a secret", "{\"kty\":\"EC\"}")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> SupabaseTokens.signedWith(key, Clock.systemUTC()));
      assertFalse(refused.getMessage().contains(key), refused.getMessage());
    }
  }
}
