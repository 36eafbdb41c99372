package coach.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.db.TestDatabase;
import coach.mcp.Talk;
import coach.migrate.Migrations;
import coach.testing.CoachDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The Dockerfile is really built, and what it makes really started: as its own user, on a root file
 * system that it can only read, against a PostgreSQL outside.
 */
@Tag("slow")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@EnabledIf(
    value = "coach.deploy.BuiltImage#mustBuild",
    disabledReason =
        "It takes root, buildah, Python, Maven and a JDK 25; bin/check in CI has them.")
class ImageEndToEndTest {
  /** A machine of 256 MB keeps some for its kernel. */
  private static final int MOST_KILOBYTES = 200 * 1024;

  private static final int AT_ONCE = 8;
  private static final int WAVES = 40;

  private static final String KNOWN = "my-coach.fly.dev";

  private static BuiltImage image;
  private static FlyFile fly;

  @BeforeAll
  static void build() throws Exception {
    image = BuiltImage.build(Path.of("target/image"));
    fly = FlyFile.read();
  }

  @AfterAll
  static void delete() throws Exception {
    image.delete();
    assertFalse(Files.readString(Path.of("/proc/mounts")).contains("/target/image/"), "no mounts");
  }

  @Test
  void theBuildSeesOnlyWhatItNeeds() throws Exception {
    List<String> seen = BuiltImage.files(image.context());
    assertTrue(seen.contains("pom.xml") && seen.contains("src/main/java/coach/Main.java"));
    assertEquals(
        List.of(),
        seen.stream()
            .filter(file -> !file.matches("pom\\.xml|(sql|src/main)/.*"))
            .limit(5)
            .toList());
  }

  @Test
  void itRunsAsNobodySpecialAndStartsJavaItself() {
    JsonNode config = image.config();
    assertEquals("10001:10001", config.get("User").asText());
    assertEquals("java", config.at("/Entrypoint/0").asText(), "no shell that would keep SIGTERM");
    assertEquals("SIGTERM", config.get("StopSignal").asText());
    assertEquals("coach", config.at("/Labels/org.opencontainers.image.title").asText());
    String settings = config.get("Env").toString();
    assertTrue(settings.contains("PORT=8080"), settings);
    assertTrue(config.get("ExposedPorts").has("8080/tcp"));
    assertTrue(settings.contains("-Xmx"), settings);
  }

  @Test
  void itHoldsTheJarAndNoDatabase() throws Exception {
    assertEquals(
        List.of("coach.aot", "coach.jar", "compiler.json"),
        BuiltImage.files(image.root().resolve("app")).stream().sorted().toList());
    try (ZipFile jar = new ZipFile(image.root().resolve("app/coach.jar").toFile())) {
      assertTrue(jar.getEntry("coach/Main.class") != null);
      assertEquals(0, jar.stream().filter(entry -> entry.getName().endsWith(".txz")).count());
    }
    Run run = image.run(Map.of());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("carries no PostgreSQL"), run.err());
    assertTrue(run.err().contains("set DATABASE_URL"), run.err());
    assertFalse(run.err().contains("dependency"), run.err());
  }

  @Test
  void nothingCanBeWrittenButBelowTmp() throws Exception {
    Run run =
        image.shellFree(
            Map.of(),
            List.of("sh", "-c", "touch /tmp/a && ! touch /app/a /b /etc/c && ls -ln /tmp"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains(" 10001 "), run.out());
  }

  @Test
  void aReleaseMigratesAndTheServerAnswersUntilItIsTold() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      Map<String, String> settings = settings(database);
      assertEquals(1, image.check(settings).code(), "nothing answers yet");
      Run early = image.run(settings);
      assertEquals(1, early.code());
      assertTrue(early.err().contains("coach migrate"), early.err());

      Run release = image.run(settings, fly.get("deploy.release_command"));
      assertEquals(0, release.code(), release.err());
      assertTrue(release.out().contains("at version " + Migrations.NEWEST), release.out());

      Run invited = image.run(settings, "user", "invite", "me@example.com");
      assertEquals(0, invited.code(), invited.err());
      Process server = image.serve(settings);
      try {
        theFirstAccountCanBeMade(Integer.parseInt(settings.get("PORT")), invited);
        answers(Integer.parseInt(settings.get("PORT")));
        Run check = image.check(settings);
        assertEquals("coach answers on port " + settings.get("PORT") + ".\n", check.out());
        assertEquals(0, check.code());
        assertFits(server.pid());
        server.toHandle().destroy();
        assertTrue(server.waitFor(fly.number("kill_timeout"), TimeUnit.SECONDS), "soon enough");
        assertEquals(143, server.exitValue());
        assertEquals(1, image.check(settings).code());
      } finally {
        server.destroyForcibly();
      }
    }
  }

  @Test
  void itNeedsNeitherAPortNorIpv6() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      Map<String, String> settings = settings(database.server());
      settings.remove("PORT");
      String port = database.server().jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1");
      Process server = image.serveApart(settings, Integer.parseInt(port));
      try {
        assertEquals("", Files.readString(Path.of("/proc/" + server.pid() + "/net/if_inet6")));
        for (String path : List.of("/health", "/healthz", "/ready")) {
          String answer = getInside(server, path);
          assertTrue(answer.startsWith("HTTP/1.1 200"), path + ": " + answer);
        }
      } finally {
        server.destroyForcibly();
      }
    }
  }

  /** From where the server is, at the port that its image exposes. */
  private static String getInside(Process server, String path) throws Exception {
    String script =
        "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' >&3; cat <&3"
            .formatted(path, KNOWN);
    String network = "--net=/proc/" + server.pid() + "/ns/net";
    return Run.of(Path.of("."), Map.of(), "", List.of("nsenter", network, "bash", "-c", script))
        .out();
  }

  @Test
  void itAnswersManyAtOnceInAMachineOf256Megabytes() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      Map<String, String> settings = settings(database.server());
      String address = "http://localhost:" + settings.get("PORT");
      settings.put("MCP_SERVER_URL", address);
      settings.put("COACH_AUTH", "none");
      settings.put("RATE_LIMIT_PER_HOUR", "0");
      settings.put("COACH_USER", database.account("Ann").user().toString());
      Process server = image.serve(settings);
      try {
        HttpClient client = HttpClient.newHttpClient();
        for (int wave = 0; wave < WAVES; wave++) {
          List<CompletableFuture<HttpResponse<String>>> answers =
              IntStream.range(0, AT_ONCE)
                  .mapToObj(id -> client.sendAsync(question(address, id), BodyHandlers.ofString()))
                  .toList();
          for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertTrue(answer.get().body().contains("Ann"), answer.get().body());
          }
        }
        assertFits(server.pid());
      } finally {
        server.destroyForcibly();
      }
    }
  }

  @Test
  void aFloodOfPasswordsOnOneProcessorKeepsNothingElseWaiting() throws Exception {
    try (CoachDatabase database = new CoachDatabase()) {
      Map<String, String> settings = settings(database.server());
      String address = "http://localhost:" + settings.get("PORT");
      settings.put("MCP_SERVER_URL", address);
      settings.put("TRUSTED_PROXY_HEADER", SignInFlood.ADDRESS_HEADER);
      settings.put("JDK_JAVA_OPTIONS", image.javaOptions() + " -XX:ActiveProcessorCount=1");
      Process server = image.serve(settings);
      try {
        SignInFlood attacker = new SignInFlood(URI.create(address));
        attacker.attempt(10);
        double before = processorSeconds(server.pid());
        SignInFlood.Report flood = attacker.attempt(40);
        double each = (processorSeconds(server.pid()) - before) / flood.count(422);
        assertTrue(each < 1, "seconds of the processor for each hash: " + each);
        assertEquals(40, flood.count(422) + flood.count(503), flood.toString());
        assertTrue(flood.count(422) >= 9, "one is hashed and eight wait: " + flood);
        assertTrue(flood.count(503) > 0, "and no more: " + flood);
        assertTrue(flood.rounds() >= 5, "others are answered in between: " + flood);
        assertFits(server.pid());
      } finally {
        server.destroyForcibly();
      }
    }
  }

  private static double processorSeconds(long process) throws IOException {
    String[] words = Files.readString(Path.of("/proc/" + process + "/stat")).split(" ");
    return (Long.parseLong(words[13]) + Long.parseLong(words[14])) / 100.0;
  }

  private static HttpRequest question(String address, int id) {
    String call = "{\"name\": \"get_profile\", \"arguments\": {}}";
    return HttpRequest.newBuilder(URI.create(address + "/mcp"))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(HttpRequest.BodyPublishers.ofString(Talk.legacy(id, "tools/call", call)))
        .build();
  }

  /** As Fly would set them, beside what the image and fly.toml say. */
  private static Map<String, String> settings(TestDatabase database) throws IOException {
    String place = database.jdbcUrl().replace("jdbc:postgresql://", "");
    Map<String, String> settings = new HashMap<>(fly.environment());
    settings.put(
        "DATABASE_URL",
        "postgres://%s:%s@%s".formatted(database.user(), database.password(), place));
    settings.put("COACH_SECRET", "0123456789abcdef0123456789abcdef");
    settings.put("MCP_SERVER_URL", "https://" + KNOWN);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("PORT", Integer.toString(free.getLocalPort()));
    }
    return settings;
  }

  private static void answers(int port) throws IOException {
    assertTrue(
        get(port, "172.19.0.2:" + port, fly.get("http_service.checks.path"))
            .startsWith("HTTP/1.1 200"));
    assertTrue(get(port, KNOWN, "/ready").startsWith("HTTP/1.1 200"), "the database is there");
    String refused = get(port, KNOWN, "/mcp");
    assertTrue(refused.startsWith("HTTP/1.1 401"), refused);
    assertTrue(
        refused.contains("https://my-coach.fly.dev/.well-known/oauth-protected-resource"), refused);
    for (String page : List.of("/.well-known/oauth-authorization-server", "/connect")) {
      String answer = get(port, KNOWN, page);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("https://my-coach.fly.dev"), answer);
    }
  }

  /** Its link is good however often machines start: those that {@code serve} prints are not. */
  private static void theFirstAccountCanBeMade(int port, Run invited) throws IOException {
    String link = invited.out().lines().reduce((first, last) -> last).orElse("");
    assertTrue(link.startsWith("https://" + KNOWN + "/invite?token="), link);
    String page = get(port, KNOWN, link.substring(("https://" + KNOWN).length()));
    assertTrue(page.startsWith("HTTP/1.1 200") && page.contains("me@example.com"), page);
  }

  private static String get(int port, String host, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = "GET %s HTTP/1.1\r\nHost: %s\r\nFly-Client-IP: 203.0.113.7\r\n";
      socket
          .getOutputStream()
          .write((request.formatted(path, host) + "Connection: close\r\n\r\n").getBytes());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The most memory that it ever took. */
  private static void assertFits(long process) throws IOException {
    String peak =
        Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    int kilobytes = Integer.parseInt(peak.replaceAll("\\D", ""));
    assertTrue(kilobytes > 0 && kilobytes < MOST_KILOBYTES, peak);
    System.err.println("image: the server took at most " + kilobytes / 1024 + " MB");
  }
}
