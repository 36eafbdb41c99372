package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Config;
import coach.db.DatabaseException.Kind;
import coach.migrate.Migrations;
import coach.oauth.SupabaseTokens;
import coach.testing.CoachDatabase;
import coach.testing.PostgrestFront;
import coach.testing.PostgrestFront.Said;
import coach.testing.RestSite;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can go wrong between coach and a project's Data API, each with its one sentence. */
class RestRoadTest {
  private static CoachDatabase database;
  private static RestSite site;
  private static PostgrestFront front;
  private static RestRoad road;
  private static Database coach;
  private static Caller lifter;

  @BeforeAll
  static void open() throws IOException {
    database = new CoachDatabase();
    site = new RestSite(database.server());
    front = site.front();
    road = new RestRoad(site.access());
    coach = new Database(road);
    lifter = Caller.remote(database.account("Ann").user(), Set.of(Caller.READ));
  }

  @AfterAll
  static void close() {
    coach.close();
    site.close();
    database.close();
  }

  @AfterEach
  void mend() {
    front.trouble = null;
    front.held = null;
    front.exposed = Set.of("public", "coach_api");
    database.execute("delete from coach.call_log");
    database.execute("update coach.setting set value = '0' where name = 'rate_limit_per_hour'");
  }

  private static DatabaseException failure() {
    return failure(coach);
  }

  private static DatabaseException failure(Database through) {
    return assertThrows(
        DatabaseException.class, () -> through.run(lifter, "get_profile", Map.of()));
  }

  private static Database with(RestRoad.Access access) {
    return new Database(new RestRoad(access));
  }

  @Test
  void theTokenIsCoachsOwnAndGoodForAMinute() {
    assertEquals(
        "Ann", coach.run(lifter, "get_profile", Map.of()).data().at("/profile/name").asText("Ann"));
    DecodedJWT token = JWT.decode(front.lastToken);
    assertEquals(lifter.user().toString(), token.getSubject());
    assertEquals(List.of("authenticated"), token.getAudience());
    assertEquals("authenticated", token.getClaim("role").asString());
    assertFalse(token.getClaim("coach_local").asBoolean());
    Duration left = Duration.between(Instant.now(), token.getExpiresAtAsInstant());
    assertTrue(left.toSeconds() <= 60 && left.toSeconds() > 30, left.toString());
  }

  @Test
  void coachsOwnStateNeedsTheSecretKeyAndTakesItInBothForms() {
    ServerStatements statements = new ServerStatements(road);
    assertEquals(
        Migrations.NEWEST, statements.run("schema_version", Map.of()).get("version").asText());
    assertTrue(statements.run("load_keys", Map.of()).isArray());
    road.ping();
    String legacy =
        JWT.create()
            .withClaim("role", "service_role")
            .sign(Algorithm.HMAC256(RestSite.SIGNING_KEY));
    RestRoad.Access old = site.access(caller -> "", Optional.of(legacy));
    assertNotNull(new ServerStatements(new RestRoad(old)).run("schema_version", Map.of()));
    ServerStatements none =
        new ServerStatements(new RestRoad(site.access(caller -> "", Optional.empty())));
    assertSays(
        "SUPABASE_SECRET_KEY",
        assertThrows(DatabaseException.class, () -> none.run("schema_version", Map.of())));
    ServerStatements wrong =
        new ServerStatements(new RestRoad(site.access(caller -> "", Optional.of("sb_secret_x"))));
    assertSays(
        "copy SUPABASE_ANON_KEY and SUPABASE_SECRET_KEY",
        assertThrows(DatabaseException.class, () -> wrong.run("schema_version", Map.of())));
  }

  private static void assertSays(String words, DatabaseException failure) {
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
  }

  @Test
  void aLifterReachesNothingOfTheSignInAndNoOneElse() throws Exception {
    String token = site.access().tokens().apply(lifter);
    assertEquals(403, post("load_keys", "{}", token).statusCode());
    assertEquals(401, post("get_profile", "{}", null).statusCode());
    assertEquals(404, post("get_profile", "{\"x\": 1}", token).statusCode());
  }

  private static HttpResponse<String> post(String function, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(front.url() + "/rest/v1/rpc/" + function))
            .header("apikey", PostgrestFront.PUBLISHABLE)
            .header("Content-Profile", "coach_api")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theHourlyLimitIsAStatusWithAHeaderAndTheSameSentence() throws Exception {
    database.execute("update coach.setting set value = '1' where name = 'rate_limit_per_hour'");
    assertEquals(0, coach.run(lifter, "get_profile", Map.of()).context().quotaLeft());
    DatabaseException full = failure();
    assertEquals(Kind.RATE_LIMITED, full.kind());
    assertTrue(
        full.getMessage()
            .matches("The hourly limit of calls is used up\\. Try again in \\d+ minutes?\\."));
    assertTrue(full.retrySeconds() > 3500);
    HttpResponse<String> answer = post("get_profile", "{}", site.access().tokens().apply(lifter));
    assertEquals(429, answer.statusCode());
    int wait = Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait > 3500, "" + wait);
  }

  @Test
  void aCallThatRunsIntoItsTimeLimitCounts() throws Exception {
    database.execute("update coach.setting set value = '100' where name = 'rate_limit_per_hour'");
    database.execute(
        "create or replace function coach_api.get_profile() returns json language sql volatile"
            + " set statement_timeout = '100ms' as 'select coach.begin_request(''get_profile'');"
            + " select to_json(pg_sleep(20)::text)'");
    try {
      DatabaseException late = failure();
      assertEquals(Kind.TIMED_OUT, late.kind());
      assertEquals(List.of("1"), database.column("select count(*) from coach.call_log"));
    } finally {
      database.execute(ApiFunctions.sql());
    }
  }

  @Test
  void aCancelledCallEndsAtOnce() throws Exception {
    front.held = new CountDownLatch(1);
    Cancellation cancellation = new Cancellation();
    FutureTask<DatabaseException> failing =
        new FutureTask<>(() -> failure(coach.until(cancellation)));
    Thread caller = new Thread(failing);
    caller.start();
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    CountDownLatch first = front.held;
    front.held = null;
    cancellation.cancel();
    assertEquals(Kind.CANCELLED, failing.get(10, TimeUnit.SECONDS).kind());
    first.countDown();
  }

  /** What stands before PostgREST may answer in its place, for people or for programs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      540 | <html>paused</html> | is paused: restore it
      404 | <html>not here</html> | SUPABASE_URL leads to no Data API
      200 | <html>Welcome</html> | SUPABASE_URL leads to no Data API
      302 | <html>elsewhere</html> | SUPABASE_URL leads to no Data API
      401 | <html>who are you</html> | SUPABASE_URL leads to no Data API
      200 | {"hello": "world"} | SUPABASE_URL leads to no Data API
      200 | '' | SUPABASE_URL leads to no Data API
      404 | {"message": "no Route matched with those values"} | SUPABASE_URL leads to no Data API
      403 | {"message": "Invalid API key"} | copy SUPABASE_ANON_KEY and SUPABASE_SECRET_KEY
      429 | <html>too many</html> | takes no more requests for now. Try again
      429 | {"message": "API rate limit exceeded"} | takes no more requests for now. Try again
      500 | <html>oops</html> | cannot be reached right now. Try again
      503 | <html>soon</html> | cannot be reached right now. Try again
      200 | {"context": {"unit | cannot be reached right now. Try again
      504 | {"code": "PGRST003", "message": "pool"} | cannot be reached right now. Try again
      503 | {"code": "53300", "message": "too many"} | cannot be reached right now. Try again
      500 | {"code": "57014", "message": "late"} | took too long. Ask for fewer days""")
  void whateverAnswersItIsOneSentence(int status, String body, String sentence) {
    front.trouble = Said.of(status, body);
    assertSays(sentence, failure());
    assertThrows(DatabaseException.class, road::ping);
  }

  @Test
  void whatTheOperatorMustDoIsOneSentence() {
    front.exposed = Set.of("public");
    assertSays("add it to the exposed schemas", failure());
    front.exposed = Set.of("public", "coach_api");
    database.execute("revoke execute on function coach_api.get_profile from authenticated");
    assertSays("does not let coach call its functions", failure());
    database.execute("drop function coach_api.get_profile");
    assertSays("Run \"coach migrate\"", failure());
    database.execute(ApiFunctions.sql());
    coach.run(lifter, "get_profile", Map.of());
  }

  @Test
  void aTokenThatIsNotTakenSaysWhatTheRoadWasToldToSay() {
    Clock past = Clock.fixed(Instant.now().minusSeconds(600), ZoneOffset.UTC);
    for (SupabaseTokens tokens :
        List.of(
            SupabaseTokens.signedWith(RestSite.SIGNING_KEY, past),
            SupabaseTokens.signedWith("x".repeat(40), Clock.systemUTC()))) {
      DatabaseException refused = failure(with(site.access(tokens, Optional.empty())));
      assertSays("SUPABASE_SIGNING_KEY", refused);
    }
    Clock slow = Clock.fixed(Instant.now().minusSeconds(80), ZoneOffset.UTC);
    with(site.access(SupabaseTokens.signedWith(RestSite.SIGNING_KEY, slow), Optional.empty()))
        .run(lifter, "get_profile", Map.of());
  }

  @Test
  void aWrongKeyAndAnAddressWhereNothingListens() throws Exception {
    RestRoad.Access good = site.access();
    RestRoad.Access key =
        new RestRoad.Access(
            good.url(),
            new Config.Secret("sb_publishable_x"),
            good.tokens(),
            Optional.empty(),
            Optional.empty());
    assertSays("does not accept coach's key", failure(with(key)));
    // The second is what a name is that was mistyped, or a project that was deleted.
    for (String url : List.of("http://localhost:1", "http://no-such-project.invalid")) {
      RestRoad.Access nowhere =
          new RestRoad.Access(
              url, good.publishableKey(), good.tokens(), Optional.empty(), Optional.empty());
      DatabaseException away = failure(with(nowhere));
      assertEquals(Kind.UNAVAILABLE, away.kind());
      assertSays("check SUPABASE_URL", away);
    }
  }

  @Test
  void whoIsDisabledOrGoneHearsTheSameAsOnTheNativeRoad() {
    Caller gone = Caller.remote(UUID.randomUUID(), Set.of(Caller.READ));
    for (Database either : List.of(coach, database.coach())) {
      DatabaseException none =
          assertThrows(DatabaseException.class, () -> either.run(gone, "get_profile", Map.of()));
      assertEquals(Kind.SIGNED_OUT, none.kind());
      assertEquals("This account no longer exists. Sign in again.", none.getMessage());
    }
  }
}
