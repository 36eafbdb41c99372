package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.http.HttpDocuments;
import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
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
  private static final String ID = DocumentWeb.ID;
  private static final String GOOD = DocumentWeb.GOOD;
  private static final String CALLBACK = AuthSite.CALLBACK;

  private static DocumentWeb web;
  private static AuthSite site;
  private static UUID ann;

  @BeforeAll
  static void serve() {
    web = new DocumentWeb();
    site = web.site;
    ann = site.person();
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @BeforeEach
  void forget() {
    web.clear();
  }

  @Test
  @Proves("cimd-5-3")
  void anAppIsKnownByItsDocumentAndGetsTokens() {
    web.publish(GOOD);
    AuthorizeRequest request = web.ask();
    assertEquals("The App", request.client().name());
    assertTrue(request.client().isDocument());
    JsonNode tokens = site.tokens(ID, ann);
    assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
    assertEquals(List.of(ID), web.asked, "read once, then kept");
  }

  @Test
  @Proves({"cimd-5-4", "cimd-5.2-3"})
  void aDocumentIsReadAgainWhenItsTimeIsOver() {
    web.publish(GOOD);
    web.ask();
    web.expire();
    web.publish(GOOD.replace("The App", "Renamed").replace("/callback", "/elsewhere"));
    assertTrue(web.refused().contains("not registered"), "an address that was taken back is gone");
    assertEquals(List.of(ID, ID), web.asked);
    assertEquals(List.of("Renamed"), site.database.column("select name from coach_auth.client"));
  }

  @Test
  @Proves("cimd-5.1-1")
  void whereItCannotBeReadAgainTheAppIsNotLetIn() {
    web.publish(GOOD);
    web.ask();
    web.expire();
    web.vanish();
    assertTrue(web.refused().contains("cannot be fetched from a public address"));
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
  @Proves("cimd-5.2-3")
  void itIsKeptAsItsHeadersSayWithinBounds(String cacheControl, int seconds) {
    assertEquals(seconds, ClientDocuments.seconds(cacheControl));
  }

  @Test
  @Proves({"cimd-3-6", "cimd-4-1"})
  void aDocumentSpeaksForItsOwnAddressOnly() {
    for (String id : List.of("https://other.example/c", ID + "/", ID.toUpperCase(), "")) {
      web.publish(GOOD.replace("ID", id));
      assertTrue(web.refused().contains("its own address"), id);
    }
  }

  @Test
  void whatADocumentMustNotBeIsRefused() {
    web.publish(GOOD.replace("'client_name':'The App',", ""));
    assertTrue(web.refused().contains("no client_name"));
    web.publish(GOOD.replace(CALLBACK, "javascript:alert(1)"));
    assertTrue(web.refused().contains("redirect_uris entry 1"));
    web.publish(GOOD.replace("{", "{'grant_types':['implicit'],"));
    assertTrue(web.refused().contains("authorization_code"));
    for (String junk : List.of("", "[]", "null", "<html>", "{}x", "{")) {
      web.publish(junk);
      assertFalse(web.refused().isEmpty(), junk);
    }
    web.publish(200, "text/html", null, GOOD);
    assertTrue(web.refused().contains("is not JSON"));
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
        "https://user:word@app.example/b",
        "https://app.example/b#c",
        "https://app.example/b#",
        "https://app.example/b/..",
        "https://app.example/b/.",
        "https:///b",
        "https:opaque",
        "http://app.example/b",
        "https://app.example/b c",
        "ftp://app.example/b",
        "file:///etc/passwd"
      })
  @Proves({"cimd-3-1", "cimd-3-2", "cimd-3-3", "cimd-3-4", "cimd-3-5"})
  void anAddressOfAnotherShapeIsNeverAsked(String id) {
    Map<String, String> asking = site.asking(id);
    assertThrows(AuthorizeRefusal.class, () -> site.read(asking));
    assertEquals(List.of(), web.asked);
  }

  @Test
  void whatLiesInThisNetworkIsRefusedInTheWordsForAnythingElse() {
    try (AuthSite guarded = new AuthSite(new HttpDocuments())) {
      String sentence =
          "The document that client_id names cannot be fetched from a public address: its name was"
              + " not resolved, or nothing usable answered there. Register the app instead.";
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
          AuthorizeRefusal.class, () -> site.auth().requests().read(asking, "198.51.100.7"));
    }
    Map<String, String> more = site.asking("https://app.example/more");
    AuthorizeRefusal refused =
        assertThrows(
            AuthorizeRefusal.class, () -> site.auth().requests().read(more, "198.51.100.7"));
    assertEquals(429, refused.status());
    assertEquals(20, web.asked.size());
    web.publish(GOOD);
    web.ask();
  }

  @Test
  void oneSitesNetworkHasTwoHundredDocumentsFetchedInAnHour() {
    for (int i = 0; i < 200; i++) {
      assertEquals(400, refusal(i, "2001:db8:7:%x::1".formatted(i / 20)), "document " + i);
    }
    assertEquals(429, refusal(200, "2001:db8:7:ffff::1"));
    assertEquals(200, web.asked.size());
    assertEquals(400, refusal(201, "2001:db8:8::1"));
  }

  /** With which status a request of an app without a document is refused. */
  private static int refusal(int app, String address) {
    Map<String, String> asking = site.asking("https://app.example/" + app);
    return assertThrows(AuthorizeRefusal.class, () -> site.auth().requests().read(asking, address))
        .status();
  }
}
