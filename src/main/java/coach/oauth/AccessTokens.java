package coach.oauth;

import coach.Caller;
import coach.oauth.Jwts.VerifiedTokens;
import coach.oauth.Jwts.VerifiedTokens.Verified;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens of our own: JWTs by RFC 9068, signed with ES256 and nothing else, good for one hour
 * at one server. Checking one takes no trip to the database; that its app was sent away or its
 * account disabled is seen by the call itself.
 */
public final class AccessTokens implements TokenVerifier {
  public static final Duration LIFETIME = Duration.ofHours(1);

  /** A machine that was resumed may be behind by that much. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  /** Ours are under 1000 characters. */
  private static final int LONGEST = 4096;

  private static final String TYPE = "at+jwt";

  private final Addresses addresses;
  private final SigningKeys keys;
  private final Clock clock;
  private final VerifiedTokens verified = new VerifiedTokens();

  public AccessTokens(Addresses addresses, SigningKeys keys, Clock clock) {
    this.addresses = addresses;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Makes sure that there is a key. Throws {@link coach.db.DatabaseException} where there is none.
   */
  void prepare() {
    keys.signing();
  }

  /** A token for what was granted. Throws {@link coach.db.DatabaseException} without a key. */
  String issue(Grant grant) {
    SigningKey key = keys.signing();
    Instant now = clock.instant();
    return JWT.create()
        .withHeader(Map.of("typ", TYPE))
        .withKeyId(key.id())
        .withIssuer(addresses.issuer())
        .withAudience(grant.resource())
        .withSubject(grant.user().toString())
        .withIssuedAt(now)
        .withNotBefore(now)
        .withExpiresAt(now.plus(LIFETIME))
        .withJWTId(UUID.randomUUID().toString())
        .withClaim("client_id", grant.client())
        .withClaim("scope", Scope.text(grant.scopes()))
        .withClaim("family", grant.family().toString())
        .sign(Algorithm.ECDSA256(key.publicKey(), key.privateKey().orElseThrow()));
  }

  @Override
  public Caller verify(String token) {
    Optional<Verified> known = verified.find(token, clock.instant());
    // A key that was taken away takes its tokens with it.
    if (known.isPresent() && keys.verifying(known.get().key()).isPresent()) {
      return known.get().caller();
    }
    DecodedJWT good = check(Jwts.decode(token, LONGEST));
    Caller caller = caller(good);
    Instant until = good.getExpiresAtAsInstant().plus(LEEWAY);
    verified.add(token, new Verified(caller, good.getKeyId(), until));
    return caller;
  }

  private DecodedJWT check(DecodedJWT token) {
    // The header chooses nothing but the key: the algorithm is ours (RFC 8725 section 3.1).
    // Another audience is refused before the signature is checked, which is expensive.
    if (!"ES256".equals(token.getAlgorithm())
        || !TYPE.equals(token.getType())
        || !addresses.issuer().equals(token.getIssuer())) {
      throw Jwts.refused();
    }
    ECPublicKey key = keys.verifying(token.getKeyId()).orElseThrow(Jwts::refused);
    Algorithm algorithm = Algorithm.ECDSA256(key, null);
    return Jwts.verified(token, algorithm, addresses.issuer(), addresses.resources(), clock);
  }

  private static Caller caller(DecodedJWT token) {
    if (token.getSubject() == null) {
      throw Jwts.refused();
    }
    Set<String> scopes = Scope.set(token.getClaim("scope").asString());
    try {
      UUID family = UUID.fromString(token.getClaim("family").asString());
      return Caller.through(
          UUID.fromString(token.getSubject()),
          Scope.implied(scopes),
          new Caller.Connection(token.getClaim("client_id").asString(), Optional.of(family)));
    } catch (IllegalArgumentException noIds) {
      throw Jwts.refused();
    }
  }

  /** What someone allowed an app at a resource (RFC 8707); the tokens of a family end together. */
  record Grant(UUID user, String client, UUID family, Set<String> scopes, String resource) {}
}
