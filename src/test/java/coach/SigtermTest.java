package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to end in the middle of a write leaves nothing of it behind. */
@Tag("runtime")
@Tag("slow")
@Timeout(90)
class SigtermTest {
  private static final String LOG =
      Talk.legacy(
          1,
          "tools/call",
          """
          {"name": "log_workout", "arguments": {"started_at": "2026-03-02 18:00",
           "exercises": [{"exercise": "bench press", "sets": [{"weight": 80, "reps": 5}]}]}}"""
              .replace("\n", " "));

  @TempDir Path home;
  private final CoachDatabase site = new CoachDatabase();
  private final Caller lifter = site.account("Ann");
  private Process coach;

  @AfterEach
  void close() {
    coach.destroyForcibly();
    site.close();
  }

  private void start(String command) throws IOException {
    String url =
        site.server()
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                "postgres://%s:%s@".formatted(site.server().user(), site.server().password()));
    Map<String, String> environment = new HashMap<>();
    environment.put("COACH_HOME", home.toString());
    environment.put("DATABASE_URL", url);
    environment.put("COACH_USER", lifter.user().toString());
    environment.put("PORT", "0");
    environment.put("COACH_AUTH", "none");
    coach =
        Run.start(
            Path.of("."),
            environment,
            List.of(
                Run.javaProgram(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command));
  }

  /** Tells the process to end, but keeps its streams, which {@link Process#destroy} closes. */
  private void terminate() {
    coach.toHandle().destroy();
  }

  private void assertNothingIsLeft(LockedTable table) throws Exception {
    assertTrue(coach.waitFor(30, TimeUnit.SECONDS), "it ends");
    assertEquals(143, coach.exitValue());
    table.awaitNothingRuns();
  }

  private static void assertEnded(JsonNode answer) {
    assertEquals(1, answer.path("id").asInt());
    String text = answer.at("/result/content/0/text").asText();
    assertTrue(text.startsWith("coach ended this call before it was done"), answer.toString());
  }

  private void assertStoredNothing() {
    String user = lifter.user().toString();
    for (String table : List.of("public.performed_session", "coach.idempotency_key")) {
      assertEquals(
          "0",
          site.column("select count(*) from " + table + " where app_user_id = ?::uuid", user)
              .get(0));
    }
  }

  @Test
  void onStandardInput() throws Exception {
    start("stdio");
    drain(coach.errorReader(StandardCharsets.UTF_8));
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      coach.outputWriter(StandardCharsets.UTF_8).append(LOG).append('\n').flush();
      table.awaitWaiting(1);
      terminate();
      assertEnded(Talk.parse(coach.inputReader(StandardCharsets.UTF_8).readLine()));
      assertNothingIsLeft(table);
    }
    assertStoredNothing();
  }

  @Test
  void overHttp() throws Exception {
    start("serve");
    URI address = null;
    BufferedReader err = coach.errorReader(StandardCharsets.UTF_8);
    for (String line; address == null && (line = err.readLine()) != null; ) {
      address = line.startsWith("coach serves ") ? URI.create(line.split(" ")[2]) : null;
    }
    drain(err);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(LOG))
            .build();
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      CompletableFuture<HttpResponse<String>> answer =
          HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
      table.awaitWaiting(1);
      terminate();
      assertEnded(Talk.parse(answer.get(30, TimeUnit.SECONDS).body()));
      assertNothingIsLeft(table);
    }
    assertStoredNothing();
  }

  /** A full pipe would make the process wait. */
  private static void drain(BufferedReader lines) {
    Thread reader = new Thread(() -> lines.lines().forEach(line -> {}));
    reader.setDaemon(true);
    reader.start();
  }
}
