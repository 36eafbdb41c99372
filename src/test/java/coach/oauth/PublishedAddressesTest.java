package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.security.Proves;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server on the internet says of itself holds nothing but https addresses of its own. */
class PublishedAddressesTest {
  private static final List<String> DOCUMENTS =
      List.of(
          "/.well-known/oauth-authorization-server",
          "/.well-known/openid-configuration",
          "/.well-known/oauth-protected-resource",
          "/.well-known/oauth-protected-resource/mcp");

  private static CoachDatabase database;
  private static HikariDataSource pool;
  private static WebServer server;

  @BeforeAll
  static void serve() {
    database = new CoachDatabase();
    pool =
        Pool.open(
            database.server().jdbcUrl(), database.server().user(), database.server().password(), 2);
    server =
        WebServer.guarded(
            WebServer.Settings.local(
                0, "https://coach.example.com", FloodLimits.usual(Optional.empty())),
            new Dispatcher(Tools.catalog(), database.coach(), "1", false),
            base ->
                new AuthorizationServer(
                        base,
                        new ServerStatements(new NativeRoad(pool)),
                        Optional.empty(),
                        DocumentSource.NONE,
                        Clock.systemUTC())
                    .open(Map.of()),
            database.coach());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
    pool.close();
    database.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI there = URI.create("http://localhost:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void collect(JsonNode json, List<String> texts) {
    if (json.isTextual()) {
      texts.add(json.textValue());
    }
    json.forEach(child -> collect(child, texts));
  }

  @Test
  @Proves({
    "oauth21-1.5-2",
    "oauth21-3.1-2",
    "oauth21-3.2-1",
    "rfc7009-2-4",
    "rfc8414-2-1",
    "rfc8414-2-4",
    "rfc8414-3-2",
    "rfc9207-2-2",
    "rfc9728-1.2-1",
    "rfc9728-3-2",
    "rfc9728-3-3"
  })
  void everyAddressIsHttpsAndOursWithoutQueryAndFragment() throws Exception {
    List<String> texts = new ArrayList<>();
    for (String document : DOCUMENTS) {
      collect(AuthSite.json(get(document)), texts);
    }
    int addresses = 0;
    for (String text : texts) {
      if (text.contains("/")) {
        URI address = URI.create(text);
        assertEquals("https", address.getScheme(), text);
        assertEquals("coach.example.com", address.getRawAuthority(), text);
        assertNull(address.getRawQuery(), text);
        assertNull(address.getRawFragment(), text);
        assertFalse(text.endsWith("/"), text);
        addresses++;
      }
    }
    assertTrue(addresses > 10, texts.toString());
  }

  @Test
  @Proves({"rfc8414-3.2-1", "rfc8414-3.2-2", "rfc9728-3.2-1", "rfc9728-3.2-2"})
  void documentsAreJsonWithoutEmptyLists() throws Exception {
    for (String document : DOCUMENTS) {
      HttpResponse<String> answer = get(document);
      assertEquals(200, answer.statusCode(), document);
      assertEquals(
          "application/json", answer.headers().firstValue("Content-Type").orElse(""), document);
      AuthSite.json(answer)
          .forEach(value -> assertFalse(value.isArray() && value.isEmpty(), answer.body()));
    }
  }
}
