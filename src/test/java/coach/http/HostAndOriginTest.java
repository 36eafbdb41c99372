package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.security.Proves;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostAndOriginTest {
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

  @Test
  void aProbeReachesTheStatusPagesByWhateverNameItKnows() throws IOException {
    site.database.reachable = true;
    for (String path : List.of("/health", "/healthz", "/ready")) {
      for (String host : List.of("10.0.0.1", "[fdaa::3]:8000", "coach.internal")) {
        String answer = getWithHost(path, host);
        assertTrue(answer.startsWith("HTTP/1.1 200"), path + " " + host + " " + answer);
      }
    }
    for (String path : List.of("/", "/mcp", "/health/", "/healthy", "/health/../mcp", "/token")) {
      String answer = getWithHost(path, "10.0.0.1");
      assertTrue(answer.startsWith("HTTP/1.1 4"), path + " " + answer);
      assertFalse(answer.startsWith("HTTP/1.1 405"), path + " " + answer);
    }
  }

  private static String getWithHost(String path, String host) throws IOException {
    return site.raw(
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
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
            "https://claude.ai",
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
  @Proves({"oauth21-3.1-8", "rfc9700-2.6-3"})
  void aPageForPeopleIsForNoScriptOfAnotherSite() throws Exception {
    for (String method : List.of("GET", "POST", "OPTIONS")) {
      HttpResponse<String> response =
          site.send(
              site.request("/authorize")
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .header("Origin", "http://localhost:6274")
                  .header("Access-Control-Request-Method", "POST")
                  .build());
      response
          .headers()
          .map()
          .keySet()
          .forEach(name -> assertFalse(name.startsWith("access-control"), method + " " + name));
    }
  }
}
