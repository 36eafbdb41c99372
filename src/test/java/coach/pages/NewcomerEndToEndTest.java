package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The path of the README, in a home that has nothing: from a copy of the sources to the first
 * answer, by a desktop client and by an app that is let in with a browser. Only the build is done.
 */
@NeedsBrowser
@Timeout(300)
class NewcomerEndToEndTest {
  private static final String SHOWN = "This is the demo, a made-up lifter's year";
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
          + "{\"name\":\"%s\",\"arguments\":%s}}";

  @TempDir Path home;
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void theDemoIsSeenOnBothWaysUntilTheOwnLogBegins() throws Exception {
    copy();
    assertTrue(coach("demo").contains("Alex (demo) is there"));
    assertTrue(coach("connect", "claude-desktop", "--write").startsWith("Claude Desktop now"));
    String answer = desktop(call("analyze_progress", "{\"exercise\":\"squat\"}"));
    assertTrue(answer.contains("Barbell Back Squat") && answer.contains(SHOWN), answer);
    Process server = Run.start(home, settings(), List.of(home.resolve("coach/bin/coach") + ""));
    try (Browser browser = Browser.open(1000, 800)) {
      assertOverHttp(browser, link(server));
      assertEquals(List.of(), browser.complaints());
    } finally {
      server.toHandle().destroy();
      assertTrue(server.waitFor(30, TimeUnit.SECONDS), "it ends when it is told to");
    }
  }

  /** Also what still learns a start in the background. */
  @AfterEach
  void endsWhatRunsInThisHome() throws Exception {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(one -> one.info().commandLine().orElse("").contains(home.toString()))
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : left) {
      one.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private void assertOverHttp(Browser browser, URI link) throws Exception {
    Person ann = new Person(browser, link);
    ann.go(link.toString());
    ann.sees("Create the first account");
    ann.type("name", "Ann");
    ann.type("email", "ann@example.com");
    ann.type("password", PagesSite.PASSWORD);
    ann.type("again", PagesSite.PASSWORD);
    ann.press("Create the account");
    ann.sees("Connect an assistant");
    assertTrue(ann.text().contains("bin/coach connect claude-desktop --write"), ann.text());
    Surfer app = new Surfer(link.resolve("/"));
    String token = token(ann, app);
    String shown = ask(app, token, call("get_profile", "{}"));
    assertTrue(shown.contains("Alex (demo)") && shown.contains(SHOWN), shown);

    String weight = "{\"measurements\":[{\"kind\":\"body_weight\",\"value\":81.5}]}";
    String logged = desktop(call("log_body_measurement", weight));
    assertTrue(logged.contains("81.5") && !logged.contains(SHOWN), logged);
    // Another process logged it, of which this one hears within half a second.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String own = "";
    while (!own.contains("81.5") && System.nanoTime() < end) {
      own = ask(app, token, call("list_body_measurements", "{}"));
    }
    assertTrue(own.contains("81.5"), own);
    assertFalse(own.contains(SHOWN), own);
  }

  private static String call(String tool, String arguments) {
    return CALL.formatted(tool, arguments);
  }

  /** What is cloned, with the jar that the build makes of it. */
  private void copy() throws Exception {
    for (String part : List.of("bin", "sql", "src/main", "pom.xml")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = home.resolve("coach").resolve(file);
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    Path jar = Files.createDirectories(home.resolve("coach/target")).resolve("coach.jar");
    Files.copy(Path.of(System.getProperty("coach.jar")), jar);
  }

  private Map<String, String> settings() {
    return Map.of(
        "HOME", home.toString(), "JAVA_HOME", System.getProperty("java.home"), "PORT", "0");
  }

  private String coach(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("coach/bin/coach").toString()));
    command.addAll(List.of(words));
    Run run = Run.of(home, settings(), "", command);
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  /** What a desktop client hears that starts coach as its file says. */
  private String desktop(String message) throws Exception {
    Path file;
    try (Stream<Path> files = Files.walk(home)) {
      file = files.filter(f -> f.endsWith("claude_desktop_config.json")).findFirst().orElseThrow();
    }
    JsonNode entry = json.readTree(file.toFile()).at("/mcpServers/coach");
    List<String> command = new ArrayList<>(List.of(entry.get("command").textValue()));
    entry.get("args").forEach(word -> command.add(word.textValue()));
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
            + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"d\",\"version\":\"1\"}}}";
    return Run.of(home, settings(), hello + "\n" + message + "\n", command).out();
  }

  private static URI link(Process coach) throws Exception {
    BufferedReader lines = coach.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line; (line = lines.readLine()) != null; said.append(line).append('\n')) {
      if (line.contains("/first?token=")) {
        return URI.create(line);
      }
    }
    throw new AssertionError(said);
  }

  /** Has an app let in by the person at the browser. */
  private static String token(Person ann, Surfer surfer) throws Exception {
    try (AppServer waiting = new AppServer()) {
      String metadata = "{\"client_name\":\"App\",\"redirect_uris\":[\"%s\"]}";
      JsonNode registered = App.json(App.register(surfer, metadata.formatted(waiting.callback())));
      App app = new App(surfer, registered.get("client_id").textValue(), waiting.callback());
      ann.go("/authorize?" + Surfer.encode(app.asking()));
      ann.sees("Connect App?");
      ann.press("Allow");
      String back = waiting.answers.poll(30, TimeUnit.SECONDS);
      ann.sees("The app has it");
      String code = App.parameter("http://localhost/?" + back, "code");
      return App.json(app.exchange(code)).get("access_token").textValue();
    }
  }

  private static String ask(Surfer surfer, String token, String message) throws Exception {
    HttpRequest request =
        surfer
            .request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2025-06-18")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    return surfer.send(request).body();
  }
}
