package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.testing.Accepted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code bin/deploy HOST} does what its dry run prints, and no program's arguments hold a secret.
 */
class HostPlansTest {
  private static final Path PLANS = Path.of("src/test/resources/coach/deploy/plans.txt");
  private static final List<String> HOSTS =
      List.of(
          "fly",
          "railway",
          "render",
          "render srv-d0example",
          "cloudrun",
          "lambda",
          "vercel",
          "cloudflare",
          "vps coach.example.com");

  private static final String DATABASE =
      "postgres://postgres.abc:pa55word@aws-0-eu.pooler.supabase.com:5432/postgres";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "DATABASE_URL", DATABASE,
          "COACH_SECRET", "a-secret-of-more-than-32-characters",
          "SUPABASE_URL", "https://abc.supabase.co",
          "SUPABASE_ANON_KEY", "sb_publishable_key");

  /** Knows nothing that exists at a host, except a project of Google's and what was deployed. */
  private static final String PROGRAM =
      """
      #!/bin/bash
      program=$(basename "$0") && cd "$(dirname "$0")" && echo "$program $*" >>calls
      case "$program $*" in
        *" whoami" | "aws sts "*) ;;
        "gcloud config get-value project") echo my-project ;;
        "gcloud projects describe "*) echo 12345 ;;
        "aws cloudformation "*) ! grep -q "^sam deploy" calls || echo https://abc.lambda-url.eu.on.aws/ ;;
        *" describe"* | "railway status") exit 1 ;;
        *) [ -t 0 ] || cat >>told ;;
      esac
      """;

  @TempDir Path folder;
  private FakeFly checkout;

  @BeforeEach
  void aCheckout() throws Exception {
    checkout = FakeFly.in(folder);
  }

  private static Map<String, String> settingsFor(String host) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    if (host.equals("cloudflare")) {
      settings.put("MCP_SERVER_URL", "https://coach.me.workers.dev");
    }
    return settings;
  }

  private static List<String> commands(Run run) {
    return run.err().lines().filter(line -> line.startsWith("+ ")).toList();
  }

  @Test
  void everyPlanIsTheAcceptedOne() throws Exception {
    StringBuilder plans = new StringBuilder();
    for (String host : HOSTS) {
      Run run = checkout.withoutFly(settingsFor(host), "bin/deploy " + host + " --dry-run");
      assertEquals(0, run.code(), host + run.err());
      assertFalse((run.out() + run.err()).contains("pa55word"), run.out() + run.err());
      plans.append("bin/deploy ").append(host).append("\n").append(run.err()).append(run.out());
      plans.append("\n");
    }
    Accepted.compare(PLANS, withoutTime(plans.toString()));
    assertFalse(Files.exists(checkout.checkout().resolve("target")), "a dry run writes nothing");
  }

  @Test
  void lambdaTakesTheJarInsteadOfAnImage() throws Exception {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("LAMBDA_SNAPSTART", "true");
    Run run = checkout.withoutFly(settings, "bin/deploy lambda --dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("--template-file deploy/lambda/snapstart.yaml"), run.err());
    assertTrue(run.err().contains("+ cp target/lambda/coach.jar deploy/lambda/run.sh "), run.err());
    assertFalse(run.err().contains("docker"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "railway",
        "render srv-d0example",
        "cloudrun",
        "lambda",
        "vercel",
        "cloudflare",
        "vps coach.example.com"
      })
  void whatIsRunIsWhatWasPlanned(String host) throws Exception {
    Run plan = checkout.withoutFly(settingsFor(host), "bin/deploy " + host + " --dry-run");
    Path tools = folder.resolve("tools");
    for (String name : "railway render gcloud aws sam docker vercel npm npx ssh mvn".split(" ")) {
      program(tools.resolve(name));
    }
    program(checkout.checkout().resolve("bin/coach"));
    for (String source :
        List.of("Dockerfile", "pom.xml", ".dockerignore", "target/vps/coach.jar")) {
      Path file = checkout.checkout().resolve(source);
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    }
    Files.createDirectories(checkout.checkout().resolve("sql"));
    Files.createDirectories(checkout.checkout().resolve("src/main"));
    Run run = checkout.run(settingsFor(host), "bin/deploy " + host);
    assertEquals(0, run.code(), run.out() + run.err());
    assertEquals(known(commands(plan)), known(commands(run)));
    assertEquals(host.startsWith("render"), !told().contains(DATABASE), told());
    String calls = Files.readString(tools.resolve("calls"));
    assertFalse((calls + run.out() + run.err()).contains("pa55word"), calls);
    assertFalse(calls.contains("a-secret-of"), calls);
    assertFalse(Files.exists(checkout.checkout().resolve(".env")), "the secret is known already");
  }

  /** With what a host says in place of what a plan has instead, which cannot ask. */
  private static List<String> known(List<String> commands) {
    return commands.stream()
        .map(
            line ->
                line.replace("PROJECT", "my-project")
                    .replace("NUMBER", "12345")
                    .replace("ADDRESS.lambda-url.REGION.on.aws", "abc.lambda-url.eu.on.aws"))
        .map(HostPlansTest::withoutTime)
        .toList();
  }

  private static String withoutTime(String text) {
    return text.replaceAll("\\d{4}-?\\d\\d-?\\d\\dT[:0-9]+Z?", "NOW");
  }

  private String told() throws Exception {
    Path told = folder.resolve("tools/told");
    return Files.exists(told) ? Files.readString(told) : "";
  }

  private static void program(Path file) throws Exception {
    Files.writeString(file, PROGRAM).toFile().setExecutable(true);
  }

  @Test
  void aMissingSecretIsGeneratedOnceAndKept() throws Exception {
    Map<String, String> settings = Map.of("DATABASE_URL", DATABASE);
    Run plan = checkout.run(settings, "PLATFORM=vercel bin/deploy --dry-run");
    assertTrue(
        plan.out().contains("COACH_SECRET would be generated and kept in .env."), plan.out());
    assertFalse(Files.exists(checkout.checkout().resolve(".env")), "not by a dry run");
    program(folder.resolve("tools/npm"));
    program(folder.resolve("tools/docker"));
    Files.writeString(checkout.checkout().resolve(".env.staging"), "MCP_SERVER_URL=https://a.b");
    Run first = checkout.run(settings, "bin/deploy cloudflare --staging");
    assertTrue(first.out().contains("kept in .env.staging."), first.out() + first.err());
    String kept = Files.readString(checkout.checkout().resolve(".env.staging"));
    assertTrue(kept.matches("MCP_SERVER_URL=https://a.b\nCOACH_SECRET=[0-9a-f]{64}\n"), kept);
    Run second = checkout.run(settings, "bin/deploy cloudflare --staging --dry-run");
    assertFalse(second.out().contains("is generated"), second.out());
    assertTrue(second.err().contains("wrangler deploy --name coach-staging"), second.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "railway|postgres://a:pa55word@localhost/x|1|that Railway reaches",
        "lambda|postgres://a:pa55word@pooler:6543/x|1|session pooler's address (port 5432)",
        "vercel|postgres://a:pa55word@db.abc.supabase.co:5432/x|1|session pooler's address",
        "cloudflare|postgres://a:pa55word@db.abc.supabase.co:5432/x|1|MCP_SERVER_URL must be",
        "render --staging|postgres://a:pa55word@pooler:5432/x|1|second Blueprint",
        "vps|postgres://a:pa55word@localhost/x|2|your machine's domain",
        "vercel a b|postgres://a:pa55word@pooler/x|2|a second name after",
        "vps coach|postgres://a:pa55word@localhost/x|2|a domain such as",
        "cloudrun a.b|postgres://a:pa55word@pooler/x|2|small letters, digits and dashes"
      })
  void whatCannotWorkIsRefusedBeforeAnythingIsMade(
      String words, String database, int code, String sentence) throws Exception {
    Run run =
        checkout.withoutFly(Map.of("DATABASE_URL", database), "bin/deploy " + words + " --dry-run");
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(sentence), run.err());
    assertFalse(run.err().contains("pa55word"), run.err());
  }
}
