package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JDK's own means of reaching a server: a process and its pipes, or HTTP. */
final class Carriers {
  private Carriers() {}

  /** All messages at once into a process of coach; answers come back in any order. */
  static PlainRoad.Carrier pipe(BuiltCoach coach) {
    return letters -> {
      String lines = letters.stream().map(PlainRoad.Letter::json).collect(Collectors.joining("\n"));
      Run run = Run.of(Path.of("/"), coach.environment(), lines + "\n", coach.stdioCommand());
      assertEquals(0, run.code(), run.err());
      Map<Integer, JsonNode> answers = new HashMap<>();
      run.out()
          .lines()
          .map(Talk::parse)
          .forEach(json -> answers.put(json.path("id").intValue(), json));
      return answers;
    };
  }

  /** One POST for each message, with the headers of its era. */
  static PlainRoad.Carrier http(BuiltCoach coach, boolean modern) {
    return letters -> {
      HttpClient client = HttpClient.newHttpClient();
      Map<Integer, JsonNode> answers = new HashMap<>();
      for (PlainRoad.Letter letter : letters) {
        HttpRequest.Builder post =
            HttpRequest.newBuilder(URI.create(coach.url()))
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
        JsonNode json = Talk.parse(response.body());
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
