package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.Database;
import coach.db.DatabaseException;
import coach.mcp.Talk;
import coach.mcp.TestCatalog;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("runtime")
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
  void aDatabaseThatNeverAnswersHoldsOneQuestionAndNoMore() throws Exception {
    site.database.reachable = true;
    site.database.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    try {
      for (int question = 0; question < 300; question++) {
        asked.add(site.sendLater(site.request("/ready").build()));
      }
      assertEquals(200, site.get("/health").statusCode());
      untilAnswered(asked, 299);
      HttpResponse<String> later = site.get("/ready");
      while (later.statusCode() == 200) {
        later = site.get("/ready");
      }
      assertEquals(503, later.statusCode(), "what takes so long is no yes");
    } finally {
      site.database.gate.countDown();
    }
    untilAnswered(asked, 300);
    assertEquals(200, site.get("/ready").statusCode());
  }

  private static void untilAnswered(List<CompletableFuture<HttpResponse<String>>> asked, int most)
      throws InterruptedException {
    while (asked.stream().filter(CompletableFuture::isDone).count() < most) {
      Thread.sleep(10);
    }
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
  void aBugOutsideTheProtocolNamesTheLogLine() throws Exception {
    site.database.trouble = new IllegalStateException("a foreign secret");
    try {
      HttpResponse<String> response = site.get("/ready");
      assertEquals(500, response.statusCode());
      String error = Talk.parse(response.body()).path("error").asText();
      assertTrue(error.contains("this request id: "), error);
      assertFalse(response.body().contains("secret"));
    } finally {
      site.database.trouble = null;
    }
  }

  @Test
  void listsNeedNobodyAndCallsSayWhyTheyCannotBeServed() throws Exception {
    site.trouble =
        new DatabaseException(
            DatabaseException.Kind.UNAVAILABLE, "The database is unreachable.", 0, null);
    try {
      assertEquals(200, site.post(Talk.legacy(1, "tools/list", "{}")).statusCode());
      Talk.Heard heard = call();
      assertEquals(-32603, heard.code());
      assertEquals("The database is unreachable.", heard.message());
      assertEquals(5, heard.json().path("id").asInt());
      site.trouble = new IllegalStateException("a foreign secret");
      assertTrue(call().message().startsWith("coach failed at this call"));
    } finally {
      site.trouble = null;
    }
  }

  private static Talk.Heard call() throws Exception {
    return Site.heard(site.post(Talk.legacy(5, "tools/call", "{\"name\":\"write_note\"}")));
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
  void callsBeyondTheCapAreRefusedAndHealthIsNot() throws Exception {
    try (Site small = new Site(1)) {
      small.database.reachable = true;
      String wait = Talk.legacy(1, "tools/call", "{\"name\":\"wait\"}");
      CompletableFuture<HttpResponse<String>> slow = small.sendLater(wait);
      assertTrue(small.catalog.begun.await(10, TimeUnit.SECONDS));
      HttpResponse<String> refused = small.post(PING);
      assertEquals(503, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      assertEquals(-32603, Site.heard(refused).code());
      assertEquals(200, small.get("/health").statusCode());
      small.catalog.gate.countDown();
      assertEquals(200, slow.get(10, TimeUnit.SECONDS).statusCode());
    }
  }

  @Test
  void anAddressThatOthersCanReachIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WebServer(
                    WebServer.Settings.everywhere(
                        0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
                    site.catalog.dispatcher(),
                    request -> TestCatalog.CALLER,
                    new Database(site.database)));
    assertTrue(refused.getMessage().contains("0.0.0.0"), refused.getMessage());
  }

  @Test
  void aTakenPortIsNamed() {
    WebServer second =
        new WebServer(
            WebServer.Settings.local(
                site.port, "http://localhost", FloodLimits.usual(Optional.empty())),
            site.catalog.dispatcher(),
            request -> TestCatalog.CALLER,
            new Database(site.database));
    IllegalStateException failed = assertThrows(IllegalStateException.class, second::start);
    assertTrue(failed.getMessage().contains("" + site.port), failed.getMessage());
    second.stop();
  }
}
