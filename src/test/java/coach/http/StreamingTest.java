package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("runtime")
class StreamingTest {
  private static final String STEPS =
      "{\"name\":\"steps\",\"arguments\":{\"steps\":[0,50,100]},\"_meta\":{\"progressToken\":\"t\"}}";
  private static final String BOTH = "application/json, text/event-stream";

  private static final Site SITE = new Site();

  @AfterAll
  static void close() {
    SITE.close();
  }

  private HttpResponse<String> post(String accept, String message) throws Exception {
    HttpRequest.Builder request = SITE.posting(message);
    if (accept != null) {
      request.header("Accept", accept);
    }
    return SITE.send(request.build());
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("none");
  }

  /** The events of a stream, which has nothing between them but comments. */
  private static List<JsonNode> events(String body) {
    assertTrue(body.endsWith("\n\n"), body);
    List<JsonNode> events = new ArrayList<>();
    for (String block : body.split("\n\n")) {
      if (!block.equals(":")) {
        String[] lines = block.split("\n");
        assertEquals(2, lines.length, "no id, no retry: " + block);
        assertEquals("event: message", lines[0]);
        assertTrue(lines[1].startsWith("data: "), block);
        events.add(Talk.parse(lines[1].substring("data: ".length())));
      }
    }
    return events;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip, deflate, br | true
          deflate, GZIP;q=1 | true
          gzip;q=0, br      | false
          identity, *       | false
          x-gzip            | false
          """)
  void aLongAnswerIsPackedForClientsThatTakeIt(String codings, boolean packed) throws Exception {
    String list = Talk.legacy(1, "tools/list", "{}");
    HttpResponse<String> plain = post(BOTH, list);
    assertEquals(List.of(), plain.headers().allValues("Content-Encoding"));
    HttpRequest request = SITE.posting(list).header("Accept-Encoding", codings).build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(
        packed ? List.of("gzip") : List.of(), response.headers().allValues("Content-Encoding"));
    assertEquals(List.of("Accept-Encoding"), response.headers().allValues("Vary"));
    assertEquals(
        response.body().length, response.headers().firstValueAsLong("Content-Length").orElse(0));
    InputStream body = new ByteArrayInputStream(response.body());
    byte[] unpacked = (packed ? new GZIPInputStream(body) : body).readAllBytes();
    assertEquals(plain.body(), new String(unpacked, StandardCharsets.UTF_8));
  }

  @Test
  void shortAnswersAndEventsAreNotPacked() throws Exception {
    for (String message :
        List.of(Talk.legacy(1, "ping", "{}"), Talk.legacy(7, "tools/call", STEPS))) {
      HttpRequest.Builder request = SITE.posting(message).header("Accept-Encoding", "gzip");
      HttpResponse<String> response = SITE.send(request.header("Accept", BOTH).build());
      assertEquals(List.of(), response.headers().allValues("Content-Encoding"), message);
      assertTrue(response.body().contains("\"result\""), response.body());
    }
  }

  @Test
  void progressIsStreamedAndTheAnswerIsTheLastEvent() throws Exception {
    HttpResponse<String> response = post(BOTH, Talk.legacy(7, "tools/call", STEPS));
    assertEquals(200, response.statusCode());
    assertEquals("text/event-stream", type(response));
    assertEquals(List.of("no"), response.headers().allValues("X-Accel-Buffering"));
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    assertEquals(List.of(), response.headers().allValues("Content-Encoding"));
    List<JsonNode> events = events(response.body());
    assertEquals(4, events.size());
    for (int step = 0; step < 3; step++) {
      JsonNode event = events.get(step);
      assertEquals("notifications/progress", event.path("method").asText());
      assertEquals("t", event.at("/params/progressToken").asText());
      assertEquals(50 * step, event.at("/params/progress").asInt());
      assertEquals(100, event.at("/params/total").asInt());
      assertFalse(event.has("id"), "never a request of the server");
    }
    assertEquals(7, events.get(3).path("id").asInt());
    assertEquals("stepped", events.get(3).at("/result/structuredContent/text").asText());
  }

  @Test
  void aModernRequestIsStreamedToo() throws Exception {
    String message =
        Talk.modern(8, "tools/call", STEPS.replace(",\"_meta\":{\"progressToken\":\"t\"}", ""))
            .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":3,");
    HttpRequest.Builder request = SITE.posting(message).header("Accept", BOTH);
    Talk.headers("tools/call", "steps")
        .forEach((name, values) -> request.header(name, values.get(0)));
    List<JsonNode> events = events(SITE.send(request.build()).body());
    assertEquals(3, events.get(0).at("/params/progressToken").asInt());
    assertEquals("complete", events.get(3).at("/result/resultType").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "text/*", "text/event-stream;q=0.1", "a/b, TEXT/Event-Stream"})
  void whoTakesEventsGetsThem(String accept) throws Exception {
    assertEquals("text/event-stream", type(post(accept, Talk.legacy(1, "tools/call", STEPS))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/html, text/event-stream;q=0",
        "*/*, text/event-stream; q=0.0",
        "*/*, text/*;q=0",
        "nonsense",
        ";;,,"
      })
  void whoDoesNotGetsTheAnswerAlone(String accept) throws Exception {
    HttpResponse<String> response = post(accept, Talk.legacy(1, "tools/call", STEPS));
    assertEquals("application/json", type(response));
    assertEquals("stepped", Site.heard(response).result().at("/structuredContent/text").asText());
  }

  @Test
  void withoutAnAcceptHeaderTheAnswerIsOneObject() throws Exception {
    assertEquals("application/json", type(post(null, Talk.legacy(1, "tools/call", STEPS))));
  }

  @Test
  void withNothingToTellTheAnswerIsOneObject() throws Exception {
    String untold = STEPS.replace("_meta", "_other");
    assertEquals("application/json", type(post(BOTH, Talk.legacy(1, "tools/call", untold))));
    assertEquals("application/json", type(post(BOTH, Talk.legacy(1, "tools/list", "{}"))));
    String silent = "{\"name\":\"add\",\"arguments\":{\"a\":1},\"_meta\":{\"progressToken\":1}}";
    assertEquals("application/json", type(post(BOTH, Talk.legacy(1, "tools/call", silent))));
  }

  @Test
  void anErrorAfterTheFirstEventIsTheLastEvent() throws Exception {
    String read = "{\"uri\":\"test://halfway\",\"_meta\":{\"progressToken\":\"h\"}}";
    HttpResponse<String> response = post(BOTH, Talk.legacy(9, "resources/read", read));
    List<JsonNode> events = events(response.body());
    assertEquals(2, events.size());
    assertEquals(9, events.get(1).path("id").asInt());
    assertEquals(-32602, events.get(1).at("/error/code").asInt());
  }

  @Test
  void anAnswerThatTakesLongShowsSignsOfLife() throws Exception {
    try (Site slow = new Site();
        Socket socket = slow.connection()) {
      send(socket, BOTH, Talk.legacy(5, "tools/call", "{\"name\":\"wait\"}"));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String head = "";
      int beats = 0;
      // Two of them, while the call still waits for its gate.
      for (String line; beats < 2 && (line = lines.readLine()) != null; ) {
        head += line + "\n";
        beats += line.equals(":") ? 1 : 0;
      }
      assertTrue(head.contains("Content-Type: text/event-stream"), head);
      slow.catalog.gate.countDown();
      String rest = "";
      for (String line; !line(rest).startsWith("data: ") && (line = lines.readLine()) != null; ) {
        rest += line + "\n";
      }
      JsonNode answer = Talk.parse(line(rest).substring("data: ".length()));
      assertEquals("waited", answer.at("/result/structuredContent/text").asText());
    }
  }

  /** The last line of some. */
  private static String line(String lines) {
    String stripped = lines.stripTrailing();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }

  @Test
  void aProgramThatTakesAnythingIsNotSurprisedByAStreamBecauseItIsSlow() throws Exception {
    Site slow = new Site();
    Thread opener =
        new Thread(
            () -> {
              try {
                // Longer than coach is silent towards those who ask for streams.
                Thread.sleep(2_500);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              slow.catalog.gate.countDown();
            });
    opener.start();
    String wait = Talk.legacy(5, "tools/call", "{\"name\":\"wait\"}");
    HttpResponse<String> response = slow.send(slow.posting(wait).header("Accept", "*/*").build());
    assertEquals("application/json", type(response));
    opener.join();
    slow.close();
  }

  @Test
  void aBatchIsStreamedWithItsAnswersTogether() throws Exception {
    String batch =
        "[" + Talk.legacy(1, "tools/call", STEPS) + "," + Talk.legacy(2, "ping", "{}") + "]";
    List<JsonNode> events = events(post(BOTH, batch).body());
    assertEquals(4, events.size());
    assertEquals(2, events.get(3).size());
  }

  private static void send(Socket socket, String accept, String message) throws Exception {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: %s\r\n"
            + "Content-Length: %d\r\n\r\n";
    socket
        .getOutputStream()
        .write(head.formatted(accept, body.length).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
  }
}
