package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import coach.mcp.Talk;
import coach.security.Proves;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** One address cannot take coach away from all the others, and hears when it may come again. */
@Timeout(60)
@Tag("runtime")
class FloodTest {
  private static final String PING = Talk.legacy(1, "ping", "{}");
  private static final String HEADER = "X-Client";
  private static final String FLOODER = "203.0.113.7";

  /** One request a second, so that a slow machine gives nothing back in between. */
  private static FloodLimits limits(int burst, int concurrent) {
    return new FloodLimits(Optional.of(HEADER), 1, burst, concurrent);
  }

  private static HttpResponse<String> ping(Site site, String... addresses) throws Exception {
    return site.post(PING, Map.of(HEADER, List.of(addresses)));
  }

  private static HttpResponse<String> untilRefused(Site site, int most, String... addresses)
      throws Exception {
    for (int sent = 0; sent < most; sent++) {
      HttpResponse<String> response = ping(site, addresses);
      if (response.statusCode() != 200) {
        return response;
      }
    }
    throw new AssertionError("never refused");
  }

  @Test
  void tooManyRequestsAreRefusedInAnEnvelopeThatSaysWhenToComeAgain() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      HttpResponse<String> refused = untilRefused(site, 200, FLOODER);
      assertEquals(429, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      Talk.Heard heard = Site.heard(refused);
      assertEquals(-32600, heard.code());
      assertEquals("This address sends too many requests. Try again in 1 second.", heard.message());
    }
  }

  @Test
  @Proves("rfc7009-5-2")
  void everyPathIsCountedTogether() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      untilRefused(site, 200, FLOODER);
      for (String path : List.of("/revoke", "/token", "/register", "/authorize", "/ready")) {
        HttpResponse<String> refused =
            site.send(site.request(path).header(HEADER, FLOODER).build());
        // A second may have passed, which gives one request back.
        assertTrue(
            refused.statusCode() == 429
                || site.send(site.request(path).header(HEADER, FLOODER).build()).statusCode()
                    == 429,
            path);
      }
    }
  }

  @Test
  void othersAreServedMeanwhile() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      untilRefused(site, 200, FLOODER);
      assertEquals(200, ping(site, "203.0.113.8").statusCode());
      assertEquals(200, ping(site, "2001:db8::1").statusCode());
      assertEquals(200, site.get("/health").statusCode());
    }
  }

  @Test
  @Proves("rfc9700-4.13-1")
  void whatTheClientPutBeforeTheProxysEntryIsNotBelieved() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      untilRefused(site, 200, FLOODER);
      assertEquals(429, ping(site, "198.51.100.1, " + FLOODER).statusCode());
      assertEquals(429, ping(site, "198.51.100.2", FLOODER).statusCode());
      assertEquals(429, ping(site, "::ffff:" + FLOODER).statusCode());
    }
  }

  @Test
  void aHeaderThatNobodyNamedIsNotBelieved() throws Exception {
    try (Site site = new Site(new FloodLimits(Optional.empty(), 1, 5, 32))) {
      for (int sent = 0; sent < 50; sent++) {
        HttpResponse<String> response =
            site.post(PING, Map.of("X-Forwarded-For", List.of(FLOODER), HEADER, List.of(FLOODER)));
        assertEquals(200, response.statusCode(), "this machine itself is spared");
      }
    }
  }

  @Test
  void whoSaysToBeThisMachineIsCountedLikeAnybody() throws Exception {
    for (String here :
        List.of("127.0.0.1", "::1", "0.0.0.0", "127.0.0.1:4711", "::ffff:127.0.0.1")) {
      try (Site site = new Site(limits(5, 32))) {
        assertEquals(429, untilRefused(site, 200, here).statusCode(), here);
        assertEquals(200, site.post(PING).statusCode(), "this machine itself is spared");
      }
    }
  }

  @Test
  void aForwardedAddressMayHaveAPort() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      untilRefused(site, 200, FLOODER + ":4711");
      assertEquals(429, ping(site, FLOODER + ":4712").statusCode());
      assertEquals(429, ping(site, FLOODER).statusCode());
      untilRefused(site, 200, "[2001:db8::7]:4711");
      assertEquals(429, ping(site, "[2001:db8::7]:4712").statusCode());
      assertEquals(429, ping(site, "2001:db8::7").statusCode());
    }
  }

  @Test
  void whatTheProxyWritesInVainIsSaidOnce() throws Exception {
    List<String> said =
        said(
            limits(5, 32),
            site -> {
              for (String strange :
                  List.of("a-name.example;x", "_hidden", "203.0.113.7:99:1", "")) {
                assertEquals(200, ping(site, strange).statusCode());
              }
            });
    assertEquals(List.of("header=X-Client value=a-name.example?x outcome=unreadable"), said);
  }

  @Test
  void aProxyThatNobodyNamedIsSaidOnce() throws Exception {
    List<String> said =
        said(
            FloodLimits.usual(Optional.empty()),
            site -> {
              assertEquals(200, ping(site, FLOODER).statusCode());
              for (int time = 0; time < 2; time++) {
                site.post(PING, Map.of("X-Forwarded-For", List.of(FLOODER)));
                site.post(PING, Map.of("Forwarded", List.of("for=" + FLOODER)));
              }
            });
    assertEquals(
        List.of("header=X-Forwarded-For outcome=ignored cause=TRUSTED_PROXY_HEADER is not set"),
        said);
  }

  @Test
  void aProxyThatWritesAnotherHeaderThanTheNamedOneIsSaidOnce() throws Exception {
    List<String> said =
        said(
            limits(5, 32),
            site -> {
              site.post(PING);
              for (int time = 0; time < 2; time++) {
                site.post(PING, Map.of("X-Forwarded-For", List.of(FLOODER)));
              }
            });
    assertEquals(
        List.of(
            "header=X-Forwarded-For outcome=ignored"
                + " cause=TRUSTED_PROXY_HEADER names X-Client, which is missing"),
        said);
  }

  /** What is done with a site. */
  @FunctionalInterface
  private interface Deed {
    void on(Site site) throws Exception;
  }

  /** What is said about addresses meanwhile. */
  private static List<String> said(FloodLimits limits, Deed deed) throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(ClientAddress.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try (Site site = new Site(limits)) {
      deed.on(site);
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aSubscribersAddressesOfTheNewKindShareOneAllowance() throws Exception {
    try (Site site = new Site(limits(5, 32))) {
      int refused = 0;
      for (int host = 1; host <= 50; host++) {
        refused += ping(site, "2001:db8:0:1::" + host).statusCode() == 429 ? 1 : 0;
      }
      assertTrue(refused > 0);
      assertEquals(200, ping(site, "2001:db8:0:2::1").statusCode());
    }
  }

  @Test
  void oneAddressCannotTakeEveryPlace() throws Exception {
    try (Site site = new Site(limits(100, 1))) {
      String slow = Talk.legacy(1, "tools/call", "{\"name\":\"wait\",\"arguments\":{}}");
      CompletableFuture<HttpResponse<String>> waiting =
          site.sendLater(site.posting(slow).header(HEADER, FLOODER).build());
      assertTrue(site.catalog.begun.await(20, TimeUnit.SECONDS));
      HttpResponse<String> second = ping(site, FLOODER);
      assertEquals(429, second.statusCode());
      assertEquals("1", second.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, ping(site, "203.0.113.8").statusCode());
      site.catalog.gate.countDown();
      assertEquals(200, waiting.get(20, TimeUnit.SECONDS).statusCode());
      // The answer may be read a moment before its place is free again.
      int status = 429;
      for (int tries = 0; status == 429 && tries < 20; tries++) {
        status = ping(site, FLOODER).statusCode();
      }
      assertEquals(200, status);
    }
  }
}
