package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/deploy fly} does what its dry run prints, in this order, and shows no secret. */
class DeployEndToEndTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "DATABASE_URL",
              "postgres://postgres.abc:pa55word@aws-0-eu.pooler.supabase.com:5432/postgres",
          "SUPABASE_URL", "https://abc.supabase.co",
          "SUPABASE_ANON_KEY", "sb_publishable_key");

  private static final List<String> FIRST_TIME =
      List.of(
          "auth whoami",
          "apps list --quiet",
          "apps create my-coach",
          "secrets import --stage --app my-coach",
          "deploy --app my-coach",
          "scale count 3 --app my-coach --yes");

  @TempDir Path folder;
  private FakeFly fly;

  @BeforeEach
  void aCheckout() throws Exception {
    fly = FakeFly.in(folder);
  }

  private static List<String> printed(Run run) {
    return run.err()
        .lines()
        .filter(line -> line.startsWith("+ fly "))
        .map(line -> line.substring("+ fly ".length()))
        .toList();
  }

  private static void assertHidesSecrets(Run run) {
    for (String secret : List.of("pa55word", "sb_publishable_key")) {
      assertFalse((run.out() + run.err()).contains(secret), run.out() + run.err());
    }
    assertTrue(run.out().contains("DATABASE_URL=*** goes there."), run.out());
  }

  @Test
  void aDryRunPrintsEveryCommandAndNeedsNoFly() throws Exception {
    Run run = fly.withoutFly(SETTINGS, "bin/deploy fly my-coach --dry-run");
    assertEquals(0, run.code(), run.err());
    assertEquals(FIRST_TIME, printed(run));
    assertHidesSecrets(run);
    fly.run(SETTINGS, "bin/deploy fly --dry-run my-coach");
    assertEquals(List.of(), fly.calls(), "it calls nothing where it could, either");
  }

  @Test
  void theFirstTimeMakesTheAppWithItsSecretsAndThreeMachines() throws Exception {
    Run run = fly.known().run(SETTINGS, "bin/deploy fly my-coach");
    assertEquals(0, run.code(), run.err());
    assertEquals(FIRST_TIME, fly.calls());
    assertEquals(FIRST_TIME, printed(run));
    assertHidesSecrets(run);
    assertTrue(run.out().contains("coach is at https://my-coach.fly.dev/mcp"), run.out());
    assertTrue(run.out().contains("MCP_SERVER_URL=https://my-coach.fly.dev bin/coach user invite"));
    assertTrue(run.out().contains("no free plan"), run.out());

    Map<String, String> secrets = new HashMap<>();
    fly.secrets().forEach(line -> secrets.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    String generated = secrets.remove("COACH_SECRET");
    assertTrue(generated.matches("[0-9a-f]{64}"));
    Map<String, String> wanted = new HashMap<>(SETTINGS);
    wanted.put("MCP_SERVER_URL", "https://my-coach.fly.dev");
    assertEquals(wanted, secrets);
    secrets.put("COACH_SECRET", generated);
    assertEquals("https://my-coach.fly.dev", Config.read(secrets).serverUrl(), "coach takes them");
  }

  @Test
  void theNextTimeLeavesTheSecretsAlone() throws Exception {
    fly.known().run(SETTINGS, "bin/deploy fly my-coach");
    List<String> before = fly.secrets();
    int calls = fly.calls().size();
    Run run = fly.run(Map.of(), "bin/deploy fly my-coach");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "auth whoami",
            "apps list --quiet",
            "secrets list --app my-coach",
            "deploy --app my-coach",
            "scale count 3 --app my-coach --yes"),
        fly.calls().subList(calls, fly.calls().size()));
    assertEquals(before, fly.secrets());
    assertTrue(run.out().contains("COACH_SECRET stays as it is there."), run.out());
  }

  @Test
  void settingsComeFromTheFileAndAnAddressOfOnesOwnIsKept() throws Exception {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.put("MCP_SERVER_URL", "https://coach.example.com");
    Files.writeString(
        fly.checkout().resolve(".env"),
        all.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("\n")));
    Run run = fly.known().run(Map.of(), "bin/deploy fly");
    assertEquals(0, run.code(), run.err());
    assertTrue(fly.calls().contains("apps create coach"), "the name in fly.toml");
    assertTrue(fly.secrets().contains("MCP_SERVER_URL=https://coach.example.com"));
    assertTrue(run.out().contains("coach is at https://coach.example.com/mcp"), run.out());
  }

  @Test
  void whatIsMissingIsSaidBeforeAnythingIsMade() throws Exception {
    assertRefused(fly.withoutFly(SETTINGS, "bin/deploy fly"), 1, "bin/deploy needs flyctl");
    assertRefused(fly.run(SETTINGS, "bin/deploy fly"), 1, "run \"fly auth login\"");
    assertRefused(fly.known().run(Map.of(), "bin/deploy fly"), 1, "DATABASE_URL must name");
    assertFalse(fly.calls().toString().contains("create"), fly.calls().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://a:b@localhost:5432/x, and this one is on this machine",
    "postgres://a:b@127.0.0.1:5432/x, and this one is on this machine",
    "postgres://a:b@[::1]:5432/x, and this one is on this machine",
    "banana, must begin with postgres://",
    "postgres://postgres.abc:b@aws-0-eu.pooler.supabase.com:6543/postgres, use the session pooler"
  })
  void aDatabaseThatCannotServeThereIsRefused(String url, String why) throws Exception {
    assertRefused(fly.run(Map.of("DATABASE_URL", url), "bin/deploy fly --dry-run"), 1, why);
  }

  @Test
  void aSettingIsNeverRunAndWhatDoesNotGoThereIsSaid() throws Exception {
    assertRefused(
        fly.run(
            Map.of("DATABASE_URL", "postgres://a:b@h/x", "LAMBDA_SNAPSTART", "echo run"),
            "bin/deploy lambda --dry-run"),
        1,
        "LAMBDA_SNAPSTART must be true or false; it is \"echo run\".");
    Run plan =
        fly.known()
            .run(
                Map.of("DATABASE_URL", "postgres://a:b@h/x", "USE_REST_API", "true"),
                "bin/deploy fly --staging --dry-run");
    assertTrue(plan.out().contains("USE_REST_API is set here and does not go there"), plan.out());
    assertTrue(plan.out().contains("DATABASE_URL='that of .env.staging' MCP_SERVER"), plan.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "heroku", "fly Coach", "fly my_coach", "fly --dryrun", "fly 'a b'"})
  void wrongUsageIsCodeTwo(String words) throws Exception {
    assertRefused(
        fly.known().run(SETTINGS, "bin/deploy " + words),
        2,
        "usage: bin/deploy fly|railway|render|");
    assertEquals(List.of(), fly.calls());
  }

  private static void assertRefused(Run run, int code, String sentence) {
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(sentence), run.err());
    assertFalse(run.err().contains("pa55word"), run.err());
  }

  @Test
  void aFailedReleaseEndsIt() throws Exception {
    fly.known().failsAt("deploy");
    Run run = fly.run(SETTINGS, "bin/deploy fly my-coach");
    assertEquals(1, run.code());
    assertEquals("deploy --app my-coach", fly.calls().get(fly.calls().size() - 1));
    assertFalse(run.out().contains("coach is at"), run.out());
  }
}
