package coach.oauth;

import coach.Caller;
import coach.Config;
import coach.oauth.IssuerKeys.IssuerKey;
import coach.oauth.Jwts.VerifiedTokens;
import coach.oauth.Jwts.VerifiedTokens.Verified;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Access tokens of another server, for the one audience that the operator names. Its accounts are
 * coach's accounts, under the same ids.
 */
final class IssuerTokens implements TokenVerifier {
  /**
   * Every token of a Supabase project has it and none has scopes of ours, so naming it says that
   * every app that people let into the project may read and write here.
   */
  static final String SUPABASE_AUDIENCE = "authenticated";

  private static final int LONGEST = 8192;

  private final Config.Issuer issuer;
  private final IssuerKeys keys;
  private final Clock clock;
  private final VerifiedTokens verified = new VerifiedTokens();

  IssuerTokens(Config.Issuer issuer, IssuerKeys keys, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Caller verify(String token) {
    Optional<Verified> known = verified.find(token, clock.instant());
    if (known.isPresent() && keys.find(known.get().key(), null).isPresent()) {
      return known.get().caller();
    }
    DecodedJWT good = check(Jwts.decode(token, LONGEST));
    Caller caller = caller(good);
    Instant until = good.getExpiresAtAsInstant().plus(AccessTokens.LEEWAY);
    verified.add(token, new Verified(caller, good.getKeyId(), until));
    return caller;
  }

  private DecodedJWT check(DecodedJWT token) {
    if (!issuer.url().equals(token.getIssuer())) {
      throw Jwts.refused();
    }
    IssuerKey key =
        keys.find(token.getKeyId(), token.getIssuedAtAsInstant()).orElseThrow(Jwts::refused);
    List<String> audiences = List.of(issuer.audience());
    return Jwts.verified(token, key.algorithm(), issuer.url(), audiences, clock);
  }

  private Caller caller(DecodedJWT token) {
    // A browser's own session has no app, so no user gave it consent here.
    String client =
        text(token.getClaim("client_id")).or(() -> text(token.getClaim("azp"))).orElse("");
    if (client.isEmpty()) {
      throw Jwts.refused();
    }
    return Caller.through(
        account(token), scopes(token), new Caller.Connection(client, Optional.empty()));
  }

  private static UUID account(DecodedJWT token) {
    try {
      return UUID.fromString(String.valueOf(token.getSubject()));
    } catch (IllegalArgumentException noId) {
      throw new OAuthError(
          403, "access_denied", "This account has no id that coach's database could know.");
    }
  }

  private Set<String> scopes(DecodedJWT token) {
    if (issuer.audience().equals(SUPABASE_AUDIENCE)) {
      return Set.copyOf(Scope.ALL);
    }
    Set<String> scopes = new TreeSet<>(Scope.set(token.getClaim("scope").asString()));
    List<String> listed = token.getClaim("scp").asList(String.class);
    scopes.addAll(listed == null ? List.of() : listed);
    return Scope.implied(scopes);
  }

  private static Optional<String> text(Claim claim) {
    return Optional.ofNullable(claim.asString()).filter(text -> !text.isEmpty());
  }
}
