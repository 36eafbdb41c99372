package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.db.TestDatabase;
import coach.http.MetricsServer;
import coach.metrics.PrometheusMeasures;
import coach.pages.SupabaseStandIn;
import coach.testing.CoachDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every line says whether something works; those that do not say what to do. */
class DoctorTest {
  private static final CoachDatabase READY = new CoachDatabase();
  private static final TestDatabase EMPTY = TestDatabase.create();

  @AfterAll
  static void close() {
    READY.close();
    EMPTY.close();
  }

  @Test
  void aReadyDatabaseFailsNothing() {
    String ann = READY.account("Ann").user().toString();
    Run run = doctor(address(READY.server()), Map.of("COACH_USER", ann));
    assertEquals(0, run.code(), run.out());
    assertLine(run, "ok    schema      version ");
    assertLine(run, "ok    roles       anon, authenticated, service_role");
    assertLine(run, "ok    lifter      " + ann);
    assertLine(run, "ok    volume      0 limited calls in the last hour: 0 a day and 0 a month");
    assertLine(run, "ok    answers     not measured: METRICS_PORT is not set; the target is under");
    assertLine(run, "ok    cost        at most $0.00 a month");
    assertTrue(run.out().contains("  statement   statement "), run.out());
    assertFalse(run.out().replaceAll("warn  statement.*", "").contains("warn"), run.out());
  }

  @Test
  void aSupabaseProjectIsAsked() throws Exception {
    try (SupabaseStandIn supabase = new SupabaseStandIn()) {
      Map<String, String> settings = new HashMap<>();
      settings.put("SUPABASE_URL", supabase.url());
      settings.put("SUPABASE_ANON_KEY", SupabaseStandIn.KEY);
      settings.put("COACH_AUTH", "issuer");
      settings.put("OAUTH_ISSUER", supabase.url() + "/auth/v1");
      settings.put("OAUTH_AUDIENCE", "authenticated");
      Run run = doctor(address(READY.server()), settings);
      assertLine(
          run, "ok    supabase    " + supabase.url() + " takes the key; sign-in there: github");
      assertLine(run, "fail  issuer      " + supabase.url() + "/auth/v1: it publishes no ES256");
      assertTrue(run.out().contains("HS256"), run.out());
      assertLine(run, "warn  standing    \"coach\" cannot read auth.users");
      assertLine(run, "ok    pooler      none");
      supabase.keys =
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\","
              + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
              + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}";
      assertLine(doctor(address(READY.server()), settings), "ok    issuer      ");
      settings.put("SUPABASE_ANON_KEY", "sb_publishable_other");
      run = doctor(address(READY.server()), settings);
      assertLine(run, "fail  supabase    " + supabase.url() + ": Supabase does not accept");
      assertLine(run, "fail  issuer      ");
      assertFalse(run.out().contains("sb_publishable_other"), run.out());
      supabase.trouble = 404;
      run = doctor(address(READY.server()), settings);
      assertTrue(run.out().contains("Supabase does not answer as it should"), run.out());
    }
  }

  @Test
  void anAddressThatOnlyIpv6ReachesNamesThePooler() {
    Run run = doctor("postgres://a:b@[2001:db8::1]/x", Map.of());
    assertTrue(run.out().contains("has only an IPv6 address"), run.out());
    assertTrue(run.out().contains("Session pooler"), run.out());
  }

  @Test
  void nobodyToServeIsAWarning() {
    Run run = doctor(address(READY.server()), Map.of("COACH_USER", "nobody@example.com"));
    assertEquals(0, run.code());
    assertLine(run, "warn  lifter      COACH_USER is \"nobody@example.com\"");
  }

  @Test
  void anEmptyDatabaseMustBeMigrated() {
    Run run = doctor(address(EMPTY), Map.of());
    assertEquals(1, run.code());
    assertLine(run, "fail  schema      no tables yet, and this coach needs version ");
    assertTrue(run.out().contains("run \"coach migrate --dry-run\", then \"coach migrate\"."));
  }

  @Test
  void aWrongPasswordIsNeverShown() {
    Run run = doctor(address(EMPTY).replaceFirst("password=.*", "password=s3cret"), Map.of());
    assertEquals(1, run.code());
    assertLine(run, "fail  database    The database at 127.0.0.1:");
    assertTrue(run.out().contains("does not admit \"coach\""), run.out());
    assertFalse(run.out().contains("s3cret") || run.err().contains("s3cret"));
  }

  @Test
  void aMissingDatabaseIsToldFromAMissingServer() {
    Run missing = doctor(address(EMPTY).replaceFirst("/test_[0-9_]+", "/nowhere"), Map.of());
    assertTrue(missing.out().contains("has no database of that name"), missing.out());
    Run silent = doctor("postgres://a:b@127.0.0.1:1/x", Map.of());
    assertLine(silent, "fail  database    The database at 127.0.0.1:1 cannot be reached");
  }

  @Test
  void aMisspelledSettingIsNoticed() {
    Run run = doctor(address(EMPTY), Map.of("COACH_HOEM", "/tmp"));
    assertLine(
        run,
        "warn  settings    COACH_HOEM is not one of coach's settings; did you mean \"COACH_HOME\"");
  }

  @Test
  void everyFaultOfTheSettingsIsALine() {
    Run run = Shell.run(Map.of("PORT", "x", "LOG_LEVEL", "y"), "doctor");
    assertEquals(1, run.code());
    assertLine(run, "fail  settings    PORT must be");
    assertLine(run, "fail  settings    LOG_LEVEL must be");
  }

  @Test
  void aTakenPortIsAWarning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertLine(
          doctor(address(EMPTY), Map.of("PORT", port)), "warn  port        " + port + " is in use");
    }
  }

  @Test
  void whatARunningCoachMeasuresIsComparedWithTheTargets() throws Exception {
    PrometheusMeasures measures = new PrometheusMeasures("1");
    int port = free();
    InetAddress here = InetAddress.getLoopbackAddress();
    MetricsServer monitor =
        new MetricsServer(here, port, PrometheusMeasures.CONTENT_TYPE, measures::page);
    Map<String, String> settings = Map.of("METRICS_PORT", Integer.toString(port));
    try {
      assertLine(
          doctor(address(READY.server()), settings),
          "ok    answers     not measured: no calls since coach started");
      for (int call = 0; call < 100; call++) {
        measures.tool("get_profile", "ok", call < 90 ? 3_000_000 : 4_000_000_000L);
        measures.statement("get_profile", 2_000_000);
      }
      Run run = doctor(address(READY.server()), settings);
      assertLine(run, "ok    volume      100 calls in 0.");
      assertLine(
          run, "warn  answers     p95 within 5000 ms, target 2000 ms: look which tool it is");
      assertLine(run, "ok    statement   statement within 3 ms, target 100 ms");
      assertTrue(run.out().contains("  cold start  cold start "), run.out());
    } finally {
      monitor.close();
    }
    Run gone = doctor(address(READY.server()), settings);
    assertLine(gone, "ok    answers     not measured: no coach on this machine has METRICS_PORT");
  }

  private static int free() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static Run doctor(String url, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", url, "PORT", "0"));
    environment.putAll(more);
    return Shell.run(environment, "doctor");
  }

  static String address(TestDatabase database) {
    return database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
  }

  private static void assertLine(Run run, String start) {
    assertTrue(run.out().lines().anyMatch(line -> line.startsWith(start)), run.out());
  }
}
