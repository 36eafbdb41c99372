package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The JDK's own means of reaching a server: a process and its pipes, or HTTP. */
final class Carriers {
  private static final int SECONDS_TO_END = 60;

  private Carriers() {}

  /** A conversation with a process: no message before the one in front of it is answered. */
  static PlainRoad.Carrier pipe(Target target) {
    return letters -> {
      Process process = Run.start(Path.of("/"), target.environment(), target.command());
      BuiltCoach.drain(process.errorReader(StandardCharsets.UTF_8));
      Map<Integer, JsonNode> answers = new HashMap<>();
      try (OutputStream toServer = process.getOutputStream();
          BufferedReader fromServer =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (PlainRoad.Letter letter : letters) {
          toServer.write((letter.json() + "\n").getBytes(StandardCharsets.UTF_8));
          toServer.flush();
          if (!letter.method().startsWith("notifications/")) {
            JsonNode json = Talk.parse(fromServer.readLine());
            answers.put(json.path("id").intValue(), json);
          }
        }
      }
      assertTrue(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS), "coach ends with its input");
      assertEquals(0, process.exitValue());
      return answers;
    };
  }

  /** One POST for each message, with the headers of its era. */
  static PlainRoad.Carrier http(Target target, boolean modern) {
    return letters -> {
      HttpClient client = HttpClient.newHttpClient();
      Map<Integer, JsonNode> answers = new HashMap<>();
      for (PlainRoad.Letter letter : letters) {
        HttpRequest.Builder post =
            HttpRequest.newBuilder(URI.create(target.url()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(letter.json()));
        headers(letter, modern).forEach((name, values) -> post.header(name, values.get(0)));
        HttpResponse<String> response =
            client.send(post.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 202) {
          continue;
        }
        assertEquals(200, response.statusCode(), response.body());
        // What takes longer than a second comes as a stream, after signs of life.
        JsonNode json = Talk.parse(response.body().substring(response.body().indexOf('{')));
        answers.put(json.path("id").intValue(), json);
      }
      return answers;
    };
  }

  private static Map<String, List<String>> headers(PlainRoad.Letter letter, boolean modern) {
    if (modern) {
      return Talk.headers(letter.method(), letter.name());
    }
    // A legacy client has nothing to say before it was told the version.
    return letter.method().equals("initialize")
        ? Map.of()
        : Map.of("MCP-Protocol-Version", List.of("2025-11-25"));
  }
}
