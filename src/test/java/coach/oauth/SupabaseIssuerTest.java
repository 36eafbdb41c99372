package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.accounts.People;
import coach.accounts.SupabaseAuth.Person;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.oauth.TokenVerifier.CannotTell;
import coach.testing.CoachDatabase;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Supabase project as the issuer: its tokens are not all a person's, and the person may be new.
 */
class SupabaseIssuerTest {
  private static final String ANN = UUID.randomUUID().toString();
  private static final String KEY = "sb_publishable_test";

  private final MovedClock clock = new MovedClock(Instant.now());
  private final List<Person> met = new ArrayList<>();
  private OtherIssuer issuer;
  private Algorithm signer;

  @BeforeEach
  void begin() {
    issuer = new OtherIssuer();
    issuer.gatewayKey = KEY;
  }

  @AfterEach
  void end() {
    issuer.close();
  }

  /** As the settings make it. */
  private IssuerTokens tokens(Map<String, String> more, Consumer<Person> meeting) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("COACH_AUTH", "issuer");
    environment.put("OAUTH_ISSUER", issuer.url);
    environment.put("OAUTH_AUDIENCE", "authenticated");
    Config.Issuer setting = Config.read(environment).issuer().orElseThrow();
    return new IssuerTokens(setting, new IssuerKeys(setting, clock), meeting, clock);
  }

  private IssuerTokens tokens(Consumer<Person> meeting) {
    return tokens(Map.of("SUPABASE_ANON_KEY", KEY), meeting);
  }

  private String token(UnaryOperator<JWTCreator.Builder> change) {
    JWTCreator.Builder token =
        issuer
            .token("k1", ANN)
            .withAudience("authenticated")
            .withClaim("role", "authenticated")
            .withClaim("email", "ann@example.com")
            .withClaim("user_metadata", Map.of("full_name", "Ann Other"));
    return change.apply(token).sign(signer);
  }

  @Test
  void thePersonIsMetOnceByWhatTheTokenSays() {
    signer = issuer.elliptic("k1");
    IssuerTokens tokens = tokens(met::add);
    String token = token(t -> t);
    assertEquals(ANN, tokens.verify(token).user().toString());
    tokens.verify(token);
    assertEquals(List.of(new Person(UUID.fromString(ANN), "ann@example.com", "Ann Other")), met);
  }

  @Test
  void theAccountIsMadeAsSignInMakesIt() {
    signer = issuer.elliptic("k1");
    try (CoachDatabase database = new CoachDatabase();
        HikariDataSource pool =
            Pool.open(
                database.server().jdbcUrl(),
                database.server().user(),
                database.server().password(),
                1)) {
      ServerStatements statements = new ServerStatements(new NativeRoad(pool));
      IssuerTokens tokens = tokens(person -> People.meet(statements, person));
      OAuthError refused =
          assertThrows(
              OAuthError.class,
              () -> tokens.verify(token(t -> t.withClaim("email", (String) null))));
      assertEquals("403 access_denied", refused.status() + " " + refused.code());
      assertTrue(refused.getMessage().contains("no e-mail address"), refused.getMessage());
      tokens.verify(token(t -> t));
      List<String> people =
          database.column("select app_user_id || ' ' || name || ' ' || email from public.app_user");
      assertEquals(List.of(ANN + " Ann Other ann@example.com"), people);
      tokens.verify(token(t -> t.withClaim("email", "")));
      refused =
          assertThrows(
              OAuthError.class,
              () -> tokens.verify(token(t -> t.withSubject(UUID.randomUUID().toString()))));
      assertTrue(refused.getMessage().contains("another account"), refused.getMessage());
    }
  }

  @Test
  void whatIsNoPersonsTokenIsRefused() {
    signer = issuer.elliptic("k1");
    IssuerTokens tokens = tokens(met::add);
    for (String role : List.of("anon", "service_role")) {
      String token = token(t -> t.withClaim("role", role));
      assertEquals(401, assertThrows(OAuthError.class, () -> tokens.verify(token)).status(), role);
    }
    String anonymous = token(t -> t.withClaim("is_anonymous", true));
    OAuthError refused = assertThrows(OAuthError.class, () -> tokens.verify(anonymous));
    assertEquals(403, refused.status());
    assertTrue(refused.getMessage().contains("Anonymous"), refused.getMessage());
    assertEquals(List.of(), met);
  }

  @Test
  void aProjectThatSignsWithItsSecretIsNamed() {
    signer = Algorithm.HMAC256("the project's legacy secret");
    for (boolean named : List.of(true, false)) {
      IssuerTokens tokens = tokens(met::add);
      String token = named ? token(t -> t) : JWT.create().withIssuer(issuer.url).sign(signer);
      OAuthError refused = assertThrows(OAuthError.class, () -> tokens.verify(token));
      assertEquals(503, refused.status());
      assertTrue(refused.getMessage().contains("HS256"), refused.getMessage());
    }
  }

  @Test
  void aGatewayThatAsksForTheKeyIsGivenIt() {
    signer = issuer.elliptic("k1");
    IssuerTokens without = tokens(Map.of(), met::add);
    assertThrows(CannotTell.class, () -> without.verify(token(t -> t)));
    assertEquals(ANN, tokens(met::add).verify(token(t -> t)).user().toString());
  }
}
