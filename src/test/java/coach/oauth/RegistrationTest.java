package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any app may introduce itself, gains nothing by it, and cannot fill the house. */
class RegistrationTest {
  private static AuthSite site;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.attempt");
    site.database.execute("delete from coach_auth.client");
  }

  private static HttpResponse<String> register(String metadata) {
    return site.register(metadata);
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  /** What clients send, in their own ways. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"client_name":"Claude","redirect_uris":["https://claude.ai/api/mcp/auth_callback"],
         "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
         "token_endpoint_auth_method":"client_secret_post","scope":"read write"}""",
        """
        {"client_name":"Visual Studio Code","redirect_uris":["http://127.0.0.1/",
         "http://127.0.0.1:33418/","https://vscode.dev/redirect",
         "https://insiders.vscode.dev/redirect"],"token_endpoint_auth_method":"none",
         "application_type":"native"}""",
        """
        {"client_name":"Cursor","redirect_uris":["cursor://anysphere.cursor-mcp/oauth/callback",
         "https://www.cursor.com/agents/mcp/oauth/callback","http://localhost:8787/callback"]}""",
        """
        {"client_name":"Raycast","redirect_uris":["https://raycast.com/redirect",
         "com.raycast:/oauth?package_name=Extension"]}""",
        """
        {"redirect_uris":["http://localhost:3334/oauth/callback"],"client_uri":"https://x.example",
         "software_id":"2e6dc280-f3c3-4e01-99a7-8181dbd1d23d","grant_types":null}"""
      })
  @Proves({"rfc7591-2-1", "rfc7591-3-1", "rfc7591-3.2-1"})
  void whatClientsReallySendIsTaken(String metadata) throws Exception {
    HttpResponse<String> answer = register(metadata);
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    JsonNode client = AuthSite.json(answer);
    JsonNode sent = Endpoint.JSON.readTree(metadata);
    assertEquals(sent.get("redirect_uris"), client.get("redirect_uris"));
    assertEquals("none", client.get("token_endpoint_auth_method").textValue());
    assertFalse(client.has("client_secret"));
    assertTrue(client.get("client_id_issued_at").longValue() > 1_700_000_000);
    assertEquals(43, client.get("client_id").textValue().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                              | 400 invalid_redirect_uri
          {"redirect_uris":[]}                                            | 400 invalid_redirect_uri
          {"redirect_uris":"https://a.example/"}                          | 400 invalid_redirect_uri
          {"redirect_uris":[7]}                                           | 400 invalid_redirect_uri
          {"redirect_uris":["https://a.example/","javascript:alert(1)"]}  | 400 invalid_redirect_uri
          {"redirect_uris":["http://a.example/"]}                         | 400 invalid_redirect_uri
          {"redirect_uris":["https://a.example/"],"grant_types":["implicit"]}      | 400 invalid_client_metadata
          {"redirect_uris":["https://a.example/"],"response_types":["token"]}      | 400 invalid_client_metadata
          []                                                              | 400 invalid_client_metadata
          {"redirect_uris":                                               | 400 invalid_client_metadata
          """)
  @Proves({"rfc7591-2-1", "rfc7591-3.2.2-1", "rfc7591-5-3", "rfc7591-5-4"})
  void whatCannotBeServedIsRefusedWithTheFaultNamed(String metadata, String error) {
    HttpResponse<String> refused = register(metadata);
    assertEquals(error, error(refused));
    assertEquals("application/json", refused.headers().firstValue("Content-Type").orElse(""));
    assertEquals(List.of(), site.database.column("select client_id from coach_auth.client"));
  }

  @Test
  void theFaultyAddressIsNamedByItsPlaceAndNotRepeated() {
    HttpResponse<String> refused =
        register("{\"redirect_uris\":[\"https://a.example/\",\"data:text/html,<x>\"]}");
    assertTrue(refused.body().contains("entry 2"), refused.body());
    assertFalse(refused.body().contains("<x>"), refused.body());
  }

  @Test
  @Proves({"rfc7591-3-1", "rfc7591-3.2.2-1"})
  void bodiesAndListsHaveTheirLimits() {
    String uris = "\"https://a.example/\",".repeat(20) + "\"https://a.example/\"";
    assertEquals("400 invalid_redirect_uri", error(register("{\"redirect_uris\":[" + uris + "]}")));
    String long1 = "{\"client_name\":\"" + "x".repeat(20_000) + "\"}";
    assertEquals("400 invalid_client_metadata", error(register(long1)));
    HttpRequest form =
        site.to("/register")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertEquals("400 invalid_client_metadata", error(site.send(form)));
    assertEquals(405, site.get("/register").statusCode());
  }

  @Test
  void aNameIsShownInOneLineWithoutTricks() {
    String name = "  Evil\\u202E\\u0000\\r\\n\\tApp " + "x".repeat(200);
    JsonNode client =
        AuthSite.json(
            register(
                "{\"client_name\":\"" + name + "\",\"redirect_uris\":[\"https://a.example/\"]}"));
    String shown = client.get("client_name").textValue();
    assertTrue(shown.startsWith("Evil App xxx"), shown);
    assertEquals(81, shown.length());
    JsonNode nameless =
        AuthSite.json(
            register("{\"client_name\":\" \",\"redirect_uris\":[\"https://a.example/\"]}"));
    assertEquals("An app without a name", nameless.get("client_name").textValue());
  }

  @Test
  @Proves("rfc7591-5-6")
  void oneAddressRegistersThirtyAppsAnHourAndOthersGoOn() {
    String metadata = "{\"redirect_uris\":[\"https://a.example/\"]}";
    for (int i = 0; i < 30; i++) {
      // Whoever has one address of a network has all of it.
      assertEquals(201, site.register(metadata, "2001:db8:1:2::" + i).statusCode());
    }
    HttpResponse<String> refused = site.register(metadata, "2001:db8:1:2::ffff");
    assertEquals(429, refused.statusCode());
    int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait > 3000 && wait <= 3600, "" + wait);
    assertEquals(201, site.register(metadata, "192.0.2.1").statusCode());
    assertFalse(
        String.join(" ", site.database.column("select key from coach_auth.attempt"))
            .contains("192.0.2"),
        "addresses are kept as hashes");
  }

  @Test
  @Proves("rfc7591-5-6")
  void aFloodFromManyAddressesFillsNothing() {
    site.database.execute(
        """
        insert into coach_auth.client (client_id, name, redirect_uris, metadata, created_at, last_used_at)
        select 'old ' || n, 'x', '{}', '{}', now() - interval '1 day',
               case when n <= 3 then now() end
        from generate_series(1, 2010) n""");
    String newest = site.app("https://a.example/");
    assertEquals(List.of("2003"), site.database.column("select count(*) from coach_auth.client"));
    assertEquals(
        List.of("1"),
        site.database.column("select count(*) from coach_auth.client where client_id = ?", newest));
    assertEquals(
        List.of("3"),
        site.database.column(
            "select count(*) from coach_auth.client where last_used_at is not null"));
  }

  private static void fill(int apps, String age) {
    site.database.execute(
        """
        insert into coach_auth.client (client_id, name, redirect_uris, metadata, created_at)
        select 'app ' || n, 'x', '{}', '{}', now() - ?::interval
        from generate_series(1, ?::int) n""",
        age,
        String.valueOf(apps));
  }

  private static String stored() {
    return site.database.column("select count(*) from coach_auth.client").get(0);
  }

  @Test
  void aFloodDrivesNobodyOutWhoIsJustSigningIn() {
    String signingIn = site.app(AuthSite.CALLBACK);
    fill(2010, "0 minutes");
    site.app(AuthSite.CALLBACK);
    assertEquals("2012", stored());
    assertEquals("s1", site.read(site.asking(signingIn)).state().orElseThrow());
    site.database.execute(
        "update coach_auth.client set created_at = created_at - interval '2 hours'");
    site.app(AuthSite.CALLBACK);
    assertEquals("2000", stored());
  }

  @Test
  void whereTooManyAreNewNoneIsAddedAndNoneGoes() {
    fill(10_000, "59 minutes");
    HttpResponse<String> refused = register("{\"redirect_uris\":[\"https://a.example/\"]}");
    assertEquals("429 temporarily_unavailable", error(refused));
    assertEquals("600", refused.headers().firstValue("Retry-After").orElse(""));
    assertEquals("10000", stored());
    site.database.execute("update coach_auth.client set last_used_at = now() where name = 'x'");
    site.app(AuthSite.CALLBACK);
    assertEquals("10001", stored());
  }

  @Test
  void aSitesWholeNetworkIsCountedTogetherToo() {
    String metadata = "{\"redirect_uris\":[\"https://a.example/\"]}";
    int taken = 0;
    HttpResponse<String> answer = site.register(metadata, "2001:db8:7:0::1");
    for (int network = 0; answer.statusCode() == 201 && network < 400; network++) {
      taken++;
      answer = site.register(metadata, "2001:db8:7:%x::1".formatted(network / 20 + 1));
    }
    assertEquals(300, taken);
    assertEquals("429 temporarily_unavailable", error(answer));
    assertEquals(201, site.register(metadata, "2001:db8:8::1").statusCode());
    assertEquals(201, site.register(metadata, "192.0.2.1").statusCode());
  }
}
