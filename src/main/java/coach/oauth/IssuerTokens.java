package coach.oauth;

import coach.Caller;
import coach.Config;
import coach.accounts.SignInTrouble;
import coach.accounts.SupabaseAuth.Person;
import coach.oauth.Jwts.VerifiedTokens;
import coach.oauth.Jwts.VerifiedTokens.Verified;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Access tokens of another server, for the one audience that the operator names. Its accounts are
 * coach's accounts, under the same ids.
 */
final class IssuerTokens implements TokenVerifier {
  private static final int LONGEST = 8192;

  private final Config.Issuer issuer;
  private final IssuerKeys keys;
  private final Clock clock;
  private final Consumer<Person> meeting;
  private final VerifiedTokens verified = new VerifiedTokens();

  /**
   * @param meeting makes the account of a person of Supabase's where there is none yet
   */
  IssuerTokens(Config.Issuer issuer, IssuerKeys keys, Consumer<Person> meeting, Clock clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.meeting = meeting;
    this.clock = clock;
  }

  @Override
  public Caller verify(String token) {
    Optional<Verified> known = verified.find(token, clock.instant());
    if (known.isPresent() && keys.find(known.get().key(), null).isPresent()) {
      return known.get().caller();
    }
    DecodedJWT good = checked(token);
    Caller caller = caller(good);
    if (issuer.isSupabase()) {
      meet(caller.user(), good);
    }
    Instant until = good.getExpiresAtAsInstant().plus(AccessTokens.LEEWAY);
    verified.add(token, new Verified(caller, good.getKeyId(), until));
    return caller;
  }

  private DecodedJWT checked(String token) {
    try {
      return check(Jwts.decode(token, LONGEST));
    } catch (OAuthError refused) {
      // A project that signs with its secret names no key in its tokens.
      keys.refuseNone();
      throw refused;
    }
  }

  /** A token of the project is not always a person's, and the person may be new here. */
  private void meet(UUID account, DecodedJWT token) {
    String role = token.getClaim("role").asString();
    if ("anon".equals(role) || "service_role".equals(role)) {
      throw Jwts.refused();
    }
    if (Boolean.TRUE.equals(token.getClaim("is_anonymous").asBoolean())) {
      throw denied(
          "Anonymous accounts cannot use coach. Sign in with an account that has an e-mail address.");
    }
    Map<String, Object> about = token.getClaim("user_metadata").asMap();
    Object name = about == null ? null : about.getOrDefault("full_name", about.get("name"));
    try {
      meeting.accept(
          Person.of(
              account,
              token.getClaim("email").asString(),
              String.valueOf(name == null ? "" : name)));
    } catch (SignInTrouble trouble) {
      throw denied(trouble.getMessage());
    }
  }

  private static OAuthError denied(String sentence) {
    return new OAuthError(403, "access_denied", sentence);
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
      throw denied("This account has no id that coach's database could know.");
    }
  }

  private Set<String> scopes(DecodedJWT token) {
    // Its tokens have no scopes of ours: what people let into the project may read and write here.
    if (issuer.isSupabase()) {
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
