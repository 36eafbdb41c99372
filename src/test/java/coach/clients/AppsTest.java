package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every app that people use finds its way in by its own habits, and stays out when sent away. */
@Timeout(120)
class AppsTest {
  private static SignInSite site;

  @BeforeAll
  static void serve() throws IOException {
    site = new SignInSite(App.documents());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static List<App> apps() throws IOException {
    return App.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("apps")
  void isFoundAllowedAskedRefreshedAndSentAway(App app) throws Exception {
    Connecting connecting = new Connecting(app, site.mcp());
    connecting.discover();
    connecting.introduce();
    Person person = new Person(site.url);
    String page = person.open(connecting.question());
    assertTrue(page.contains("<h1>Connect " + app.app() + "?</h1>"), page);
    assertEquals(app.isOnThisDevice(), page.contains("runs on your own device"), page);
    assertEquals(app.document() != null, page.contains("vouched for by "), page);
    Connected connected = connecting.exchange(person.allow());
    assertEquals("Ann", connected.asksWhoItIs());
    connected.refresh();
    assertEquals("Ann", connected.asksWhoItIs());
    if (app.revokes()) {
      connected.revoke();
    } else {
      person.disconnect(app.app());
    }
    connected.assertShutOut();
  }

  @Test
  void noAppIsForgotten() throws IOException {
    assertEquals(
        Set.of(
            "Claude",
            "Claude Code",
            "ChatGPT",
            "Codex",
            "Visual Studio Code",
            "Cursor",
            "MCP CLI Proxy",
            "MCP Inspector"),
        apps().stream().map(App::app).collect(Collectors.toSet()));
  }
}
