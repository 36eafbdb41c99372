package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the description of an app may hold, how long it counts, and what it can never do. */
class DocumentContentTest {
  private static final String ID = DocumentWeb.ID;
  private static final String GOOD = DocumentWeb.GOOD;
  private static DocumentWeb web;

  @BeforeAll
  static void serve() {
    web = new DocumentWeb();
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @BeforeEach
  void forget() {
    web.clear();
  }

  private static String with(String member) {
    return GOOD.replace("{", "{" + member + ",");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 204, 206, 301, 302, 303, 304, 307, 308, 401, 404, 410, 500})
  @Proves({"cimd-4-2", "cimd-5-1", "cimd-5.2-1"})
  void onlyAnAnswerOf200IsTakenAndAnyOtherForgotten(int status) {
    web.publish(status, "application/json", "max-age=86400", GOOD);
    assertEquals(
        "The document that client_id names answers with status " + status + ".", web.refused());
    assertEquals(List.of(), web.kept());
    web.publish(GOOD);
    assertEquals("The App", web.ask().client().name());
    assertEquals(List.of(ID, ID), web.asked, "asked again at once");
  }

  @Test
  @Proves("cimd-5.2-1")
  void whoWasNotThereIsAskedAgainAtOnce() {
    assertTrue(web.refused().contains("cannot be fetched"));
    assertEquals(List.of(), web.kept());
    web.publish(GOOD);
    assertEquals("The App", web.ask().client().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{'client_id':'ID'}",
        "{'client_id':'ID','client_name':'x'}",
        "{'client_id':'ID','client_name':'x','redirect_uris':[]}",
        "{'client_id':'ID','client_name':'x','redirect_uris':['javascript:alert(1)']}",
        "{'client_id':'https://other.example/c','client_name':'x','redirect_uris':['https://x.example/']}"
      })
  @Proves("cimd-5.2-2")
  void whatIsMalformedOrWrongIsNotKeptHoweverItsHeadersHaveIt(String document) {
    web.publish(200, "application/json", "max-age=86400", document);
    web.refused();
    assertEquals(List.of(), web.kept());
    web.publish(GOOD);
    web.ask();
    web.expire();
    web.publish(200, "application/json", "max-age=86400", document);
    web.refused();
    web.refused();
    assertEquals(4, web.asked.size(), "neither kept nor does it keep what was there before");
    assertEquals(
        List.of("f"), web.site.database.column("select expires_at > now() from coach_auth.client"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'token_endpoint_auth_method':'client_secret_post'",
        "'token_endpoint_auth_method':'client_secret_basic'",
        "'token_endpoint_auth_method':'client_secret_jwt'",
        "'token_endpoint_auth_method':['client_secret_post']"
      })
  @Proves("cimd-4.1-1")
  void aMethodThatNeedsASecretIsNone(String member) {
    web.publish(with(member));
    assertTrue(web.refused().contains("asks for a secret"), member);
    assertEquals(List.of(), web.kept());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'client_secret':'open'",
        "'client_secret':null",
        "'client_secret_expires_at':0",
        "'token_endpoint_auth_method':'none','client_secret':'open'"
      })
  @Proves("cimd-4.1-2")
  void aSecretThatEverybodyCanReadIsNone(String member) {
    web.publish(with(member));
    assertTrue(web.refused().contains("asks for a secret"), member);
    assertEquals(List.of(), web.kept());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'token_endpoint_auth_method':'private_key_jwt','jwks_uri':'https://app.example/keys'",
        "'token_endpoint_auth_method':'tls_client_auth'",
        "'token_endpoint_auth_method':'made_up'",
        "'token_endpoint_auth_method':'private_key_jwt','token_endpoint_auth_methods_supported':"
            + "['private_key_jwt']",
        "'token_endpoint_auth_method':'private_key_jwt','token_endpoint_auth_methods_supported':"
            + "'none'"
      })
  @Proves("cimd-8.2-1")
  void anAppThatMustProveMoreThanCoachCanCheckIsNotTakenWithoutProof(String members) {
    web.publish(with(members));
    assertTrue(web.refused().contains("demands a proof"), members);
    assertEquals(List.of(), web.kept());
  }

  /** As ChatGPT's document has it. */
  @Test
  void anAppThatCanDoWithoutItsKeyIsTaken() {
    web.publish(
        with(
            """
            'token_endpoint_auth_method':'private_key_jwt',
            'token_endpoint_auth_methods_supported':['none','private_key_jwt'],
            'token_endpoint_auth_signing_alg':'RS256','jwks_uri':'https://app.example/keys'"""));
    assertTrue(web.site.tokens(ID, web.site.person()).has("access_token"));
    assertEquals(List.of(ID), web.asked, "no keys are fetched");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/callback",
        "https://app.example/callback/",
        "https://app.example/callback?x=1",
        "https://app.example/Callback",
        "https://app.example:443/callback",
        "https://app.example/",
        ""
      })
  @Proves("cimd-4.2-1")
  void anAppIsSentOnlyWhereItsDocumentSays(String elsewhere) {
    web.publish(GOOD);
    assertEquals(AuthSite.CALLBACK, web.ask().redirectUri().text());
    Map<String, String> asking = web.site.asking(ID);
    asking.put("redirect_uri", elsewhere);
    AuthorizeRefusal refused = assertThrows(AuthorizeRefusal.class, () -> web.site.read(asking));
    assertTrue(refused.redirect().isEmpty());
  }

  @Test
  @Proves("cimd-4.2-1")
  void anAppWithoutAddressesIsNoApp() {
    web.publish("{'client_id':'ID','client_name':'The App'}");
    assertTrue(web.refused().contains("redirect_uris"));
    assertEquals(List.of(), web.kept());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example:443/client.json",
        "https://APP.example/client.json",
        "https://app.example/%63lient.json",
        "https://app.example/client.json?",
        "https://app.example//client.json"
      })
  @Proves("cimd-3-6")
  void addressesThatLeadToTheSamePlaceAreDifferentApps(String other) {
    web.publish(GOOD);
    web.publishAt(other, 200, "application/json", null, GOOD.replace("ID", ID));
    assertTrue(web.refused(other).contains("its own address"), "it names the plain one");
    web.publishAt(other, 200, "application/json", null, GOOD.replace("The App", "Another"));
    assertEquals("Another", web.site.read(web.site.asking(other)).client().name());
    String code = web.site.code(ID, web.site.person());
    HttpResponse<String> refused = web.site.post("/token", AuthSite.exchanging(other, code));
    assertEquals("invalid_grant", AuthSite.json(refused).get("error").textValue());
  }

  @Test
  @Proves("cimd-8.6-3")
  void nothingThatTheDocumentNamesIsFetched() {
    String there = "'https://127.0.0.1:8443/secret'";
    String members = "";
    for (String name :
        List.of("logo_uri", "client_uri", "policy_uri", "tos_uri", "sector_identifier_uri")) {
      members += "'" + name + "':" + there + ",";
    }
    web.publish(GOOD.replace("{", "{" + members));
    JsonNode tokens = web.site.tokens(ID, web.site.person());
    assertTrue(tokens.has("access_token"));
    assertEquals(List.of(ID), web.asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://a.example/"
      })
  @Proves("cimd-8.6-4")
  void anAddressThatABrowserWouldRunIsNone(String address) {
    web.publish(GOOD.replace(AuthSite.CALLBACK, address));
    assertTrue(web.refused().contains("redirect_uris entry 1"));
    assertEquals(List.of(), web.kept());
  }

  @Test
  void aFloodOfDocumentsFillsNothing() {
    web.site.database.execute(
        """
        insert into coach_auth.client
          (client_id, name, redirect_uris, metadata, source, created_at, expires_at)
        select 'https://flood.example/' || n, 'x', '{}', '{}', 'document',
               now() - interval '1 day', now()
        from generate_series(1, 2010) n""");
    web.publish(GOOD);
    web.ask();
    assertEquals(2000, web.kept().size());
    assertTrue(web.kept().contains(ID), "the newest stays");
  }
}
