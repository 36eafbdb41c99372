package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other people's programs sign somebody in at the finished jar, and lose what is taken back. */
@Tag("slow")
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the browser's stand-in is a shell script")
class ProgramsSignInEndToEndTest {
  private static final String GREETING =
      """
      {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"host","version":"1"}}
      """;
  private static final String PROFILE = "{\"name\":\"get_profile\",\"arguments\":{}}";

  private static final List<String> CALL =
      List.of("--method", "tools/call", "--tool-name", "get_profile");
  private static final String STORED = "--stored-auth-only";

  /** What the Inspector says by its exit code when somebody has to sign in. */
  private static final int SIGN_IN_NEEDED = 3;

  @TempDir private static Path home;
  private static NpmClients clients;
  private static BrowserStandIn browser;
  private static GuardedCoach coach;

  @BeforeAll
  static void serve() throws Exception {
    clients = NpmClients.installed();
    browser = new BrowserStandIn(Files.createDirectory(home.resolve("browser")));
    coach = GuardedCoach.serving(Files.createDirectory(home.resolve("coach")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (coach != null) {
      coach.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static Map<String, String> environment(String folder, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(browser.environment());
    environment.put("HOME", home.resolve(folder).toString());
    environment.putAll(more);
    return environment;
  }

  private static String name(JsonNode profile) {
    return profile.at("/structuredContent/name").asText();
  }

  @Test
  void mcpRemoteSignsInCallsRefreshesAndSignsInAgain() throws Exception {
    Path store = home.resolve("mcp-remote");
    List<String> command = new ArrayList<>(clients.bridgeTo(coach.mcp()).command());
    command.addAll(List.of("--auth-timeout", "120"));
    Map<String, String> environment =
        environment("mcp-remote", Map.of("MCP_REMOTE_CONFIG_DIR", store.toString()));
    try (Bridge bridge = new Bridge(Target.stdio(command, environment))) {
      bridge.send("initialize", GREETING.strip());
      coach.person.agree(browser.next());
      bridge.answer();
      bridge.tell("notifications/initialized");
      assertTrue(bridge.ask("tools/list", "{}").path("tools").size() > 20);
      assertEquals("Ann", name(bridge.ask("tools/call", PROFILE)));

      Path tokens = file(store, "_tokens.json");
      ObjectNode before = (ObjectNode) Talk.parse(Files.readString(tokens));
      Files.writeString(tokens, before.deepCopy().put("expires_at", 1).toString());
      assertEquals("Ann", name(bridge.ask("tools/call", PROFILE)));
      JsonNode after = Talk.parse(Files.readString(tokens));
      assertNotEquals(before.get("access_token"), after.get("access_token"));
      assertNotEquals(before.get("refresh_token"), after.get("refresh_token"));
      assertTrue(browser.isIdle());

      coach.person.disconnect("MCP CLI Proxy");
      bridge.send("tools/call", PROFILE);
      coach.person.agree(browser.next());
      assertEquals("Ann", name(bridge.answer()));
    }
  }

  private static Path file(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }

  @Test
  void theInspectorSignsInCallsRefreshesIsSentAwayAndRevokes() throws Exception {
    Path store = home.resolve("inspector");
    assertAnn(signingIn(() -> inspector(store, "legacy", CALL)));
    Run listed = inspector(store, "modern", List.of("--method", "tools/list", STORED));
    assertTrue(Talk.parse(listed.out()).at("/result/tools").size() > 20, listed.err());

    JsonNode first = tokens(store);
    // A token that is refused: the store says nothing of when it ends.
    spoil(store, first.get("access_token").textValue());
    assertAnn(inspector(store, "modern", CALL, STORED));
    assertNotEquals(first.get("refresh_token"), tokens(store).get("refresh_token"));

    coach.person.disconnect("MCP Inspector");
    assertEquals(SIGN_IN_NEEDED, inspector(store, "legacy", CALL, STORED).code());
    assertTrue(browser.isIdle());

    assertAnn(signingIn(() -> inspector(store, "modern", CALL)));
    String last = tokens(store).get("access_token").textValue();
    assertEquals(200, call(last));
    tellWhereToRevoke(store.resolve("oauth.json"));
    assertAnn(signingIn(() -> inspector(store, "modern", CALL, "--relogin")));
    assertEquals(401, call(last));
    assertEquals(200, call(tokens(store).get("access_token").textValue()));
  }

  private static Run signingIn(Supplier<Run> program) throws Exception {
    CompletableFuture<Run> run = CompletableFuture.supplyAsync(program);
    coach.person.agree(browser.next());
    return run.get(60, TimeUnit.SECONDS);
  }

  private static void assertAnn(Run run) {
    assertEquals(0, run.code(), run.err());
    assertEquals("Ann", name(Talk.parse(run.out()).path("result")));
  }

  /** What the Inspector keeps of its only sign-in. */
  private static JsonNode tokens(Path store) throws IOException {
    JsonNode secrets = Talk.parse(Files.readString(store.resolve("secrets.json"))).path("secrets");
    assertEquals(1, secrets.size());
    return Talk.parse(secrets.elements().next().textValue());
  }

  private static void spoil(Path store, String token) throws IOException {
    Path secrets = store.resolve("secrets.json");
    Files.writeString(secrets, Files.readString(secrets).replace(token, "spoilt"));
  }

  /** Release 2.12 looks for the address where only its enterprise sign-in would have put it. */
  private static void tellWhereToRevoke(Path state) throws IOException {
    ObjectNode all = (ObjectNode) Talk.parse(Files.readString(state));
    ObjectNode server = (ObjectNode) all.get("servers").elements().next();
    server.set("serverMetadata", server.at("/discoveryState/authorizationServerMetadata"));
    Files.writeString(state, all.toString());
  }

  private static Run inspector(Path store, String era, List<String> words, String... more) {
    List<String> all = new ArrayList<>(List.of("--cli", "--format", "json"));
    all.addAll(List.of("--server-url", coach.mcp(), "--protocol-era", era));
    all.addAll(List.of("--callback-url", "http://127.0.0.1:%d/oauth/callback".formatted(port())));
    all.addAll(words);
    all.addAll(List.of(more));
    Map<String, String> settings =
        Map.of(
            "MCP_AUTO_OPEN_ENABLED", "true",
            "MCP_STORAGE_DIR", store.toString(),
            "MCP_INSPECTOR_SECRET_STORE", "file");
    try {
      return clients.run(InspectorRoad.PROGRAM, all, environment("inspector", settings));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Calls a tool with a token that a program had; the status. */
  private static int call(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(coach.mcp()))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(Talk.legacy(1, "tools/call", PROFILE)))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static int port() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
