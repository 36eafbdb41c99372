package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar serves this machine and ends when it is told to. */
class ServeEndToEndTest {
  @TempDir Path home;
  private Process coach;
  private URI address;
  private final List<String> said = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws Exception {
    coach =
        Run.start(
            home,
            Map.of(
                "COACH_HOME", home.toString(),
                "PORT", "0",
                "COACH_AUTH", "none",
                "RATE_LIMIT_PER_HOUR", "1"),
            Run.jarCommand());
    BufferedReader err =
        new BufferedReader(new InputStreamReader(coach.getErrorStream(), StandardCharsets.UTF_8));
    String line;
    while (address == null && (line = err.readLine()) != null) {
      said.add(line);
      if (line.startsWith("coach serves ")) {
        address = URI.create(line.split(" ")[2]);
      }
    }
    assertTrue(address != null, said.toString());
  }

  @AfterEach
  void end() {
    coach.destroyForcibly();
  }

  @Test
  void itAnswersAndEndsOnSigterm() throws Exception {
    assertEquals("localhost", address.getHost());
    assertTrue(said.get(said.size() - 1).contains("to this machine only"), said.toString());
    assertEquals(200, get("/health").statusCode());
    assertEquals(200, get("/ready").statusCode());
    assertTrue(call("get_profile").contains("No training data yet"));
    assertTrue(call("get_profile").contains("hourly limit"), "the setting holds");

    // Process.destroy would also close the streams that are read below.
    coach.toHandle().destroy();
    assertTrue(coach.waitFor(30, TimeUnit.SECONDS), "SIGTERM ends it");
    assertEquals(143, coach.exitValue());
    assertEquals(0, coach.getInputStream().readAllBytes().length);
    assertThrows(ConnectException.class, () -> get("/health"));
    assertFalse(Files.exists(home.resolve("data/postmaster.pid")), "the database ended with it");
  }

  private String call(String tool) throws Exception {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{}}}"
            .formatted(tool);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2025-06-18")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
