package coach.oauth;

import coach.Caller;
import coach.db.Road;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tokens with which a Supabase project takes coach's requests for those of a lifter who signed in
 * to coach: each good for one minute, so that a client's own token never leaves coach.
 */
public final class SupabaseTokens implements Function<Caller, String> {
  static final Duration LIFETIME = Duration.ofMinutes(1);

  /** The project's clock may be behind; it allows 30 seconds more. */
  private static final Duration EARLIER = Duration.ofSeconds(5);

  private static final int SHORTEST_SECRET = 32;

  private final Algorithm algorithm;
  private final Optional<String> keyId;
  private final Clock clock;

  private SupabaseTokens(Algorithm algorithm, Optional<String> keyId, Clock clock) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.clock = clock;
  }

  /**
   * @param key a private ES256 key as a JSON Web Key that was imported into the project, or the
   *     project's legacy secret
   * @throws IllegalArgumentException where it is neither; the message does not repeat it
   */
  public static SupabaseTokens signedWith(String key, Clock clock) {
    if (key.startsWith("{")) {
      JsonNode web = read(key);
      Algorithm algorithm = Algorithm.ECDSA256(null, EcKeys.privateKey(web));
      return new SupabaseTokens(algorithm, Optional.ofNullable(web.path("kid").textValue()), clock);
    }
    if (key.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException("a secret of fewer than 32 characters");
    }
    return new SupabaseTokens(Algorithm.HMAC256(key), Optional.empty(), clock);
  }

  private static JsonNode read(String key) {
    try {
      return new ObjectMapper().readTree(key);
    } catch (JsonProcessingException damaged) {
      // Not the cause: its message quotes the key.
      throw new IllegalArgumentException("no JSON Web Key");
    }
  }

  @Override
  public String apply(Caller caller) {
    Instant now = clock.instant();
    JWTCreator.Builder token =
        JWT.create()
            .withPayload(Road.claims(caller))
            .withAudience("authenticated")
            .withIssuedAt(now.minus(EARLIER))
            .withExpiresAt(now.plus(LIFETIME));
    keyId.ifPresent(token::withKeyId);
    return token.sign(algorithm);
  }
}
