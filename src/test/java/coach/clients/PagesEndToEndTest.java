package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.mcp.TestCatalog;
import coach.tools.contents.Tools;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything on offer fits on one page today; clients must find the rest when it no longer does.
 */
@Tag("slow")
@Timeout(600)
class PagesEndToEndTest {
  private static final int PAGE_SIZE = 3;

  private static WebServer server;

  @BeforeAll
  static void start() {
    Dispatcher dispatcher = TestCatalog.paged(Tools.catalog(), PAGE_SIZE);
    FloodLimits floods = FloodLimits.usual(Optional.empty());
    // Lists are the same for everybody, so there is nobody and no database to ask.
    server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost", floods),
            dispatcher,
            request -> {
              throw new IllegalStateException("nobody");
            },
            null);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static Target target() {
    return Target.http("http://localhost:%d/mcp".formatted(server.port()));
  }

  @ParameterizedTest
  @CsvSource({
    "sdk-2, legacy",
    "sdk-2, modern",
    "sdk-1, legacy",
    "inspector, legacy",
    "inspector, modern"
  })
  void everyClientTurnsThePages(String client, String era) throws Exception {
    Road road = NpmClients.installed().road(client, target(), era);
    assertAllIsShown(road);
  }

  @Test
  void theJavaSdkTurnsThePages() throws Exception {
    assertAllIsShown(new JavaRoad(target(), List.of("2025-11-25")));
  }

  private static void assertAllIsShown(Road road) throws Exception {
    Visit.Lists expected = Visit.Lists.of(Tools.catalog(), road.modern());
    assertEquals(expected, road.visit(List.of()).lists());
  }
}
