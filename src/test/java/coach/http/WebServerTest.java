package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServerTest {
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
  void itIsAliveWithoutItsDatabase() throws Exception {
    site.database.reachable = false;
    assertEquals(200, site.get("/health").statusCode());
    assertEquals("{\"status\":\"ok\"}", site.get("/healthz").body());
    assertEquals(503, site.get("/ready").statusCode());
    site.database.reachable = true;
    assertEquals(200, site.get("/ready").statusCode());
  }

  @Test
  void anUnknownAddressIsAJsonErrorWithoutTheServersName() throws Exception {
    HttpResponse<String> response = site.get("/nowhere?token=secret");
    assertEquals(404, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    assertTrue(Talk.parse(response.body()).path("error").asText().contains("/mcp"));
    assertFalse(response.headers().firstValue("Server").isPresent());
    assertFalse(response.body().toLowerCase(java.util.Locale.ROOT).contains("jetty"));
  }

  @Test
  void aBrokenRequestIsAJsonErrorWithoutTheServersName() throws IOException {
    String answer = site.raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("{\"error\":"), answer);
    assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer);
  }

  @Test
  void aBugOutsideTheProtocolIsAnEnvelopeThatNamesTheLogLine() throws Exception {
    site.trouble = new IllegalStateException("a foreign secret");
    try {
      HttpResponse<String> response = site.post(PING);
      assertEquals(500, response.statusCode());
      assertEquals(-32603, Site.heard(response).code());
      assertTrue(response.body().contains("as request "), response.body());
      assertFalse(response.body().contains("secret"));
    } finally {
      site.trouble = null;
    }
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
  void otherMethodsAreToldToPost() throws Exception {
    for (String method : List.of("GET", "DELETE", "PUT", "HEAD", "TRACE")) {
      HttpRequest request =
          site.request("/mcp").method(method, HttpRequest.BodyPublishers.noBody()).build();
      HttpResponse<String> response = site.send(request);
      assertEquals(405, response.statusCode(), method);
      assertEquals("POST", response.headers().firstValue("Allow").orElse(""), method);
    }
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
  void notificationsAreAcceptedWithoutABody() throws Exception {
    HttpResponse<String> response =
        site.post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            Map.of("MCP-Protocol-Version", List.of("2026-07-28")));
    assertEquals(202, response.statusCode());
    assertEquals("", response.body());
  }

  @Test
  void noSessionIsEverMinted() throws Exception {
    HttpResponse<String> response = ping("Mcp-Session-Id", "stranger");
    assertEquals(200, response.statusCode());
    assertFalse(response.headers().firstValue("Mcp-Session-Id").isPresent());
  }

  @Test
  void onlyHostsOfThisMachineAndOfThePublicAddressAreServed() throws IOException {
    for (String host :
        List.of("localhost:1", "LOCALHOST", "127.0.0.1", "[::1]:80", "coach.example.com")) {
      assertTrue(withHost(host).startsWith("HTTP/1.1 200"), host);
    }
    for (String host :
        List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "a@localhost")) {
      String answer = withHost(host);
      assertTrue(answer.startsWith("HTTP/1.1 4"), host + " " + answer);
    }
    assertTrue(withHost("evil.example").contains("\"code\":-32600"));
  }

  private static String withHost(String host) throws IOException {
    return site.raw(
        "POST /mcp HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n".formatted(host)
            + "Content-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(PING.length(), PING));
  }

  @Test
  void onlyOwnAndLoopbackOriginsAreServed() throws Exception {
    for (String origin :
        List.of(
            "http://localhost:6274",
            "http://127.0.0.1",
            "http://[::1]:3000",
            "https://coach.example.com")) {
      HttpResponse<String> response = ping("Origin", origin);
      assertEquals(200, response.statusCode(), origin);
      assertEquals(origin, response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            "http://coach.example.com",
            "https://coach.example.com:444",
            "http://localhost.evil.example",
            "http://localhost@evil.example",
            "file://localhost",
            "http://localhost/",
            "http://localhost, http://evil.example")) {
      Talk.Heard heard = Site.heard(ping("Origin", origin));
      assertEquals(403, heard.status(), origin);
      assertEquals(-32600, heard.code(), origin);
    }
  }

  @Test
  void aBrowserMayAskFirst() throws Exception {
    HttpRequest.Builder preflight =
        site.request("/mcp")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "mcp-method");
    HttpResponse<String> allowed =
        site.send(preflight.copy().header("Origin", "http://localhost:6274").build());
    assertEquals(204, allowed.statusCode());
    assertTrue(
        allowed
            .headers()
            .firstValue("Access-Control-Allow-Headers")
            .orElse("")
            .contains("Mcp-Method"));
    assertEquals(
        "WWW-Authenticate, Mcp-Session-Id",
        allowed.headers().firstValue("Access-Control-Expose-Headers").orElse(""));
    HttpResponse<String> refused =
        site.send(preflight.copy().header("Origin", "https://evil.example").build());
    assertEquals(403, refused.statusCode());
    assertFalse(refused.headers().firstValue("Access-Control-Allow-Origin").isPresent());
  }

  @Test
  void callsBeyondTheCapAreRefusedAndHealthIsNot() throws Exception {
    try (Site small = new Site(1)) {
      small.database.reachable = true;
      String wait = Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}");
      CompletableFuture<HttpResponse<String>> slow = small.sendLater(wait);
      assertTrue(small.offer.begun.await(10, TimeUnit.SECONDS));
      HttpResponse<String> refused = small.post(PING);
      assertEquals(503, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      assertEquals(-32603, Site.heard(refused).code());
      assertEquals(200, small.get("/health").statusCode());
      small.offer.gate.countDown();
      assertEquals(200, slow.get(10, TimeUnit.SECONDS).statusCode());
    }
  }

  @Test
  void aStopFinishesWhatWasStartedAndTakesNothingNew() throws Exception {
    Site stopping = new Site();
    String wait = Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}");
    CompletableFuture<HttpResponse<String>> slow = stopping.sendLater(wait);
    assertTrue(stopping.offer.begun.await(10, TimeUnit.SECONDS));
    Socket kept = stopping.connection();
    assertTrue(next(kept).startsWith("HTTP/1.1 200"));
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping.server::stop);
    Thread.sleep(300);
    assertTrue(next(kept).startsWith("HTTP/1.1 503"));
    // Longer than the grace that idle connections get.
    Thread.sleep(2_500);
    assertFalse(stopped.isDone());
    assertThrows(IOException.class, () -> stopping.raw("GET /health HTTP/1.0\r\n\r\n"));
    stopping.offer.gate.countDown();
    JsonNode answer = Talk.parse(slow.get(10, TimeUnit.SECONDS).body());
    assertEquals("waited", answer.at("/result/structuredContent/text").asText());
    stopped.get(10, TimeUnit.SECONDS);
  }

  /** The first bytes that answer one more request on a kept connection. */
  private static String next(Socket connection) throws IOException {
    connection
        .getOutputStream()
        .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    byte[] answer = new byte[1000];
    int length = connection.getInputStream().read(answer);
    return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
  }

  @Test
  void aStopWithoutCallsIsQuick() {
    Site idle = new Site();
    long started = System.nanoTime();
    idle.close();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    assertTrue(took.toMillis() < 3_000, took.toString());
  }

  @Test
  void anAddressThatOthersCanReachIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WebServer.Settings(
                    InetAddress.getByName("0.0.0.0"), 0, null, 1, Duration.ofSeconds(1)));
    assertTrue(refused.getMessage().contains("0.0.0.0"), refused.getMessage());
  }

  @Test
  void aTakenPortIsNamed() {
    WebServer second =
        new WebServer(
            WebServer.Settings.local(site.port, "http://localhost"),
            site.offer.dispatcher(),
            request -> coach.mcp.TestOffer.CALLER,
            site.database);
    IllegalStateException failed = assertThrows(IllegalStateException.class, second::start);
    assertTrue(failed.getMessage().contains("" + site.port), failed.getMessage());
    second.stop();
  }
}
