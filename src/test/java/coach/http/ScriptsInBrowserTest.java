package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.Browser;
import coach.testing.NeedsBrowser;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real browser lets the scripts of other pages ask, such as the Inspector's. */
@NeedsBrowser
@Tag("slow")
@Timeout(120)
class ScriptsInBrowserTest {
  /** With headers that make a browser ask first. */
  private static final String POST =
      """
      const done = arguments[2];
      const headers = {
        'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
        Authorization: 'Bearer x', 'MCP-Protocol-Version': '2025-11-25', 'Mcp-Session-Id': 's',
      };
      fetch(arguments[0], { method: 'POST', headers, body: arguments[1] })
        .then(answer => answer.text().then(text => done(answer.status + ' ' + text)))
        .catch(refused => done('refused'));
      """;

  @Test
  void aPageOfThisMachineMayCallAndOneOfAnotherSiteMayNot() throws Exception {
    HttpServer pages =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    pages.start();
    String port = ":" + pages.getAddress().getPort();
    try (Site site = new Site();
        Browser browser = Browser.open(400, 300)) {
      String list = Talk.legacy(1, "tools/list", "{}");
      browser.go(URI.create("http://localhost" + port));
      Object heard = browser.driver().executeAsyncScript(POST, site.url("/mcp"), list);
      assertTrue(
          heard.toString().startsWith("200 {\"jsonrpc\":\"2.0\",\"id\":1,"), () -> "" + heard);
      browser.go(URI.create("http://elsewhere.localhost" + port));
      assertEquals("refused", browser.driver().executeAsyncScript(POST, site.url("/mcp"), list));
    } finally {
      pages.stop(0);
    }
  }
}
