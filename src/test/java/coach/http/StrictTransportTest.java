package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.db.Database;
import coach.mcp.Talk;
import coach.mcp.TestCatalog;
import coach.oauth.Addresses;
import coach.oauth.HttpAuth;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Browsers stay on https where coach is reached over it, and are told nothing where it is not. */
@Timeout(60)
class StrictTransportTest {
  private static Optional<String> said(HttpResponse<String> answer) {
    return answer.headers().firstValue("Strict-Transport-Security");
  }

  @Test
  void everyAnswerOfAnHttpsServerSaysSo() throws Exception {
    try (Site site = new Site()) {
      for (String path : List.of("/", "/mcp", "/health", "/nowhere")) {
        assertEquals("max-age=31536000", said(site.get(path)).orElse(""), path);
      }
      HttpResponse<String> foreign =
          site.send(site.request("/").header("Origin", "https://evil.example").build());
      assertEquals(403, foreign.statusCode());
      assertEquals("max-age=31536000", said(foreign).orElse(""));
      assertEquals("max-age=31536000", said(site.post(Talk.legacy(1, "ping", "{}"))).orElse(""));
    }
  }

  @Test
  void aPageThatBeginsAnewSaysSoToo() throws Exception {
    assertEquals("max-age=31536000", said(ask("https://localhost")).orElse(""));
  }

  @Test
  void aServerWithoutHttpsSaysNothing() throws Exception {
    assertEquals(Optional.empty(), said(ask("http://localhost")));
  }

  private static HttpResponse<String> ask(String publicUrl) throws Exception {
    WebServer server =
        WebServer.guarded(
            WebServer.Settings.local(0, publicUrl, FloodLimits.usual(Optional.empty())),
            TestCatalog.create().dispatcher(),
            url -> new HttpAuth(new Addresses(url), null, List.of(), Map.of("/page", new Anew())),
            new Database(new UnreachableRoad()));
    server.start();
    try {
      URI page = URI.create("http://localhost:" + server.port() + "/page");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }

  private static final class Anew extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setHeader("X-Before", "x");
      response.reset();
      response.setStatus(500);
    }
  }
}
