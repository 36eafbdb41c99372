package coach.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.auth.DocumentSource.Document;
import coach.auth.DocumentSource.Unavailable;
import coach.http.HttpDocuments;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An app may be described where its id says, as long as that is really where it says so. */
class ClientDocumentTest {
  private static final String ID = "https://app.example/client.json";
  private static final String CALLBACK = AuthSite.CALLBACK;

  /** What the web of this test holds, and what was asked of it. */
  private static final Map<String, Document> WEB = new HashMap<>();

  private static final List<String> ASKED = new ArrayList<>();
  private static AuthSite site;
  private static UUID ann;

  @BeforeAll
  static void serve() {
    site =
        new AuthSite(
            address -> {
              ASKED.add(address.toString());
              Document document = WEB.get(address.toString());
              if (document == null) {
                throw new Unavailable("nobody is there");
              }
              return document;
            });
    ann = site.person();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    WEB.clear();
    ASKED.clear();
    site.database.execute("delete from coach_auth.client");
    site.database.execute("delete from coach_auth.attempt");
  }

  private static void publish(String json) {
    publish(200, "application/json", null, json);
  }

  private static void publish(int status, String type, String cacheControl, String json) {
    byte[] body = json.replace('\'', '"').replace("ID", ID).getBytes(StandardCharsets.UTF_8);
    WEB.put(ID, new Document(status, type, cacheControl, body));
  }

  private static String good() {
    return "{'client_id':'ID','client_name':'The App','redirect_uris':['" + CALLBACK + "']}";
  }

  private static AuthorizeRequest ask() {
    return site.read(site.asking(ID));
  }

  private static String refused() {
    AuthorizeRefusal refused = assertThrows(AuthorizeRefusal.class, ClientDocumentTest::ask);
    assertTrue(refused.redirect().isEmpty());
    return refused.getMessage();
  }

  @Test
  void anAppIsKnownByItsDocumentAndGetsTokens() {
    publish(good());
    AuthorizeRequest request = ask();
    assertEquals("The App", request.client().name());
    assertTrue(request.client().isDocument());
    JsonNode tokens = site.tokens(ID, ann);
    assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
    assertEquals(List.of(ID), ASKED, "read once, then kept");
  }

  @Test
  void aDocumentIsReadAgainWhenItsTimeIsOver() {
    publish(good());
    ask();
    site.database.execute("update coach_auth.client set expires_at = now() - interval '1 second'");
    publish(good().replace("The App", "Renamed").replace("/callback", "/elsewhere"));
    assertTrue(refused().contains("not registered"), "an address that was taken back is gone");
    assertEquals(List.of(ID, ID), ASKED);
    assertEquals(List.of("Renamed"), site.database.column("select name from coach_auth.client"));
  }

  @Test
  void whereItCannotBeReadAgainTheAppIsNotLetIn() {
    publish(good());
    ask();
    site.database.execute("update coach_auth.client set expires_at = now() - interval '1 second'");
    WEB.clear();
    assertTrue(refused().contains("cannot be fetched from a public address"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, 3600",
        "max-age=600, 600",
        "'public, max-age=\"7200\"', 7200",
        "max-age=1, 300",
        "max-age=999999999, 86400",
        "no-store, 300",
        "'private, max-age=9000', 300",
        "s-maxage=5, 3600"
      })
  void itIsKeptAsItsHeadersSayWithinBounds(String cacheControl, int seconds) {
    assertEquals(seconds, ClientDocuments.seconds(cacheControl));
  }

  @Test
  void aDocumentSpeaksForItsOwnAddressOnly() {
    for (String id : List.of("https://other.example/c", ID + "/", ID.toUpperCase(), "")) {
      publish(good().replace("ID", id));
      assertTrue(refused().contains("its own address"), id);
    }
  }

  @Test
  void whatADocumentMustNotBeIsRefused() {
    publish(good().replace("{", "{'client_secret':'x',"));
    assertTrue(refused().contains("a secret"));
    publish(good().replace("{", "{'token_endpoint_auth_method':'client_secret_basic',"));
    assertTrue(refused().contains("a secret"));
    publish(good().replace("'client_name':'The App',", ""));
    assertTrue(refused().contains("no client_name"));
    publish(good().replace(CALLBACK, "javascript:alert(1)"));
    assertTrue(refused().contains("redirect_uris entry 1"));
    publish(good().replace("{", "{'grant_types':['implicit'],"));
    assertTrue(refused().contains("authorization_code"));
    for (String junk : List.of("", "[]", "null", "<html>", "{}x", "{")) {
      publish(junk);
      assertFalse(refused().isEmpty(), junk);
    }
    publish(404, "application/json", null, good());
    assertTrue(refused().contains("status 404"));
    publish(302, "application/json", null, good());
    assertTrue(refused().contains("status 302"));
    publish(200, "text/html", null, good());
    assertTrue(refused().contains("is not JSON"));
    assertEquals(List.of(), site.database.column("select client_id from coach_auth.client"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example",
        "https://app.example/",
        "https://app.example/a/../b",
        "https://app.example/a/%2e%2E/b",
        "https://app.example/./b",
        "https://user@app.example/b",
        "https://app.example/b#c",
        "https:///b",
        "https:opaque",
        "http://app.example/b",
        "https://app.example/b c",
        "ftp://app.example/b",
        "file:///etc/passwd"
      })
  void anAddressOfAnotherShapeIsNeverAsked(String id) {
    Map<String, String> asking = site.asking(id);
    assertThrows(AuthorizeRefusal.class, () -> site.read(asking));
    assertEquals(List.of(), ASKED);
  }

  @Test
  void whatLiesInThisNetworkIsRefusedInTheWordsForAnythingElse() {
    try (AuthSite guarded = new AuthSite(new HttpDocuments())) {
      String sentence =
          "The document that client_id names cannot be fetched from a public address.";
      int port = guarded.url.getPort();
      for (String host :
          List.of(
              "127.0.0.1:" + port,
              "localhost:" + port,
              "[::1]:" + port,
              "[::ffff:7f00:1]:" + port,
              "2130706433:" + port,
              "169.254.169.254",
              "[fd00:ec2::254]",
              "10.0.0.1",
              "no-such-host.invalid")) {
        Map<String, String> asking = guarded.asking("https://" + host + "/latest/meta-data");
        AuthorizeRefusal refused =
            assertThrows(AuthorizeRefusal.class, () -> guarded.read(asking), host);
        assertEquals(sentence, refused.getMessage(), host);
      }
    }
  }

  @Test
  void oneAddressHasTwentyDocumentsFetchedInAnHour() {
    for (int i = 0; i < 20; i++) {
      Map<String, String> asking = site.asking("https://app.example/" + i);
      assertThrows(
          AuthorizeRefusal.class, () -> site.door().requests().read(asking, "198.51.100.7"));
    }
    Map<String, String> more = site.asking("https://app.example/more");
    AuthorizeRefusal refused =
        assertThrows(
            AuthorizeRefusal.class, () -> site.door().requests().read(more, "198.51.100.7"));
    assertEquals(429, refused.status());
    assertEquals(20, ASKED.size());
    publish(good());
    ask();
  }
}
