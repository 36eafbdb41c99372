package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@Tag("runtime")
class BodyLimitsTest {
  private static final String PING = Talk.legacy(1, "ping", "{}");

  private static Site site;

  @BeforeAll
  static void start() {
    site = new Site();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static HttpResponse<String> ping(String header, String value) throws Exception {
    return site.send(site.posting(PING).header(header, value).build());
  }

  @Test
  void aBodyThatTricklesInIsCutOff() throws Exception {
    try (Socket socket = site.connection()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 1000\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> firstByte(socket));
      for (int sent = 0; sent < 100 && !answer.isDone(); sent++) {
        out.write(' ');
        out.flush();
        Thread.sleep(50);
      }
      assertTrue(answer.isDone(), "a thousand bytes at 20 bytes a second");
    }
  }

  private static int firstByte(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException cut) {
      return -1;
    }
  }

  @Test
  void oversizedHeadersAreRefused() throws Exception {
    assertEquals(431, ping("X-Padding", "x".repeat(20_000)).statusCode());
  }

  @Test
  void onlyJsonInUtf8IsTaken() throws Exception {
    for (String type :
        List.of("text/plain", "application/jsonp", "application/json; charset=latin1", ";")) {
      HttpRequest request =
          site.request("/mcp")
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString(PING))
              .build();
      Talk.Heard heard = Site.heard(site.send(request));
      assertEquals(415, heard.status(), type);
      assertEquals(-32600, heard.code(), type);
    }
    HttpRequest request =
        site.request("/mcp")
            .header("Content-Type", "Application/JSON; charset=\"UTF-8\"")
            .POST(HttpRequest.BodyPublishers.ofString(PING))
            .build();
    assertEquals(200, site.send(request).statusCode());
  }

  @Test
  void anyOrNoAcceptIsServedAsJson() throws Exception {
    for (String accept : List.of("application/json", "text/event-stream", "text/html", "*/*")) {
      HttpResponse<String> response = ping("Accept", accept);
      assertEquals(200, response.statusCode(), accept);
      assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    }
    assertEquals(200, site.post(PING).statusCode());
  }

  @Test
  void tenMebibytesAreRefusedInAnEnvelope() throws Exception {
    String body = "{\"jsonrpc\":\"2.0\",\"x\":\"" + "x".repeat(10 << 20) + "\"}";
    Talk.Heard heard = Site.heard(site.post(body));
    assertEquals(413, heard.status());
    assertEquals(-32600, heard.code());
    assertTrue(heard.message().contains("1048576"), heard.message());
  }

  @Test
  void tenMebibytesInChunksAreRefusedInAnEnvelope() throws Exception {
    byte[] body = " ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        site.request("/mcp")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    Talk.Heard heard = Site.heard(site.send(request));
    assertEquals(413, heard.status());
    assertEquals(-32600, heard.code());
  }

  @Test
  void exactlyOneMebibyteIsTaken() throws Exception {
    assertEquals(200, site.post(PING + " ".repeat((1 << 20) - PING.length())).statusCode());
    assertEquals(413, site.post(PING + " ".repeat((1 << 20) + 1 - PING.length())).statusCode());
  }

  @Test
  void aBodyThatEndsTooEarlyIsRefused() throws IOException {
    try (Socket socket = site.connection()) {
      String head =
          "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n{\"jsonrpc\"";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      assertTrue(text.isEmpty() || text.startsWith("HTTP/1.1 400"), text);
    }
  }

  /** Sends all of it before it reads, as most programs do. */
  private static String sentAtOnce(String path, String host, int bytes) throws IOException {
    try (Socket socket = site.connection()) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, host, bytes);
      out.write(head.getBytes(StandardCharsets.UTF_8));
      byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      for (int left = bytes; left > 0; left -= piece.length) {
        out.write(piece, 0, Math.min(left, piece.length));
      }
      return answer(socket);
    }
  }

  /** One answer with a length, from a connection that may stay open. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertTrue(next >= 0, "the answer ended after: " + head);
      head.append((char) next);
    }
    Matcher length = Pattern.compile("(?i)Content-Length: (\\d+)").matcher(head);
    assertTrue(length.find(), head.toString());
    byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
    return head + new String(body, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere, localhost, 404, nothing at this address",
    "/mcp, localhost, 413, 1048576",
    "/mcp, evil.example, 403, Host header",
    "/nowhere, evil.example, 403, Host header",
    "/health, evil.example, 405, Allow",
  })
  void whoSendsTooMuchToTheWrongPlaceStillHearsWhy(
      String path, String host, int status, String words) throws Exception {
    for (int round = 0; round < 5; round++) {
      String answer = sentAtOnce(path, host, 8 << 20);
      assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
      assertTrue(answer.contains(words), answer);
    }
  }

  /** The connection serves the next request where the rest of the body has arrived. */
  @Test
  void aRefusedBodyThatEndsCostsNoConnection() throws Exception {
    try (Socket socket = site.connection()) {
      String head =
          "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n";
      for (int round = 0; round < 20; round++) {
        socket.getOutputStream().write((head + "not json!").getBytes(StandardCharsets.UTF_8));
        assertTrue(answer(socket).startsWith("HTTP/1.1 415"), "request " + round);
      }
    }
  }

  @Test
  void theRestOfARefusedBodyIsNotWaitedFor() throws Exception {
    try (Socket socket = site.connection()) {
      String head = "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      assertTrue(answer(socket).startsWith("HTTP/1.1 404"));
      assertEquals(-1, socket.getInputStream().read(), "closed within the time that reads take");
    }
  }

  @Test
  void whatIsAskedForBeforeItIsSentIsNotRead() throws Exception {
    try (Socket socket = site.connection()) {
      String head =
          "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      assertTrue(answer(socket).startsWith("HTTP/1.1 404"));
    }
  }
}
