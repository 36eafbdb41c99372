package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

/** Every app is one that can keep no secret, is told so, and is known by its addresses alone. */
class PublicAppsTest {
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
  }

  private static HttpResponse<String> register(String address, String more) {
    String metadata = "{\"redirect_uris\":[\"%s\"]%s}".formatted(address, more);
    return site.register(metadata, "127.0.0.1");
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/callback",
        "callback",
        "?code",
        "//app.example/callback",
        "app.example/callback",
        "https:app.example/callback",
        "https:///callback",
        "https://app.example/callback#",
        "https://app.example/callback#part",
        "cursor://app/callback#part",
        "http://app.example/callback",
        "HTTP://app.example/callback",
        "http://10.0.0.1/callback",
        "http://0.0.0.0/callback",
        "http://localhost.evil.example/callback",
        "http://localhost@evil.example/callback",
        "https://*.app.example/callback"
      })
  @Proves({"oauth21-2.3-1", "oauth21-2.3-3", "rfc9700-2.6-1"})
  void onlyAbsoluteAddressesWithoutFragmentAndUnencryptedOnlyOnLoopback(String address) {
    assertEquals("400 invalid_redirect_uri", error(register(address, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?code=x",
        "?a=b&state=x",
        "?iss=https://evil.example",
        "?%69ss=x",
        "?error",
        "?error_description=x&a=b"
      })
  @Proves("oauth21-3.1-9")
  void noAddressBringsAParameterThatTheAnswerHasAsWell(String query) {
    String address = AuthSite.CALLBACK + query;
    assertEquals("400 invalid_redirect_uri", error(register(address, "")));
  }

  @Test
  @Proves("oauth21-2.3.1-1")
  void whatIsRegisteredIsAWholeAddressAndNeverTheBeginningOfOthers() {
    for (String address : List.of("https://app.example", "https://app.example/*")) {
      String client = AuthSite.json(register(address, "")).path("client_id").asText();
      Map<String, String> asking = site.asking(client);
      asking.put("redirect_uri", address);
      assertEquals(address, site.read(asking).redirectUri().text());
      for (String other : List.of("https://app.example/", AuthSite.CALLBACK)) {
        asking.put("redirect_uri", other);
        assertTrue(isRefused(asking), address + " " + other);
      }
    }
  }

  private static boolean isRefused(Map<String, String> asking) {
    try {
      site.read(asking);
      return false;
    } catch (AuthorizeRefusal refused) {
      return refused.redirect().isEmpty();
    }
  }

  @Test
  @Proves("oauth21-2-1")
  void anAppSaysWhereItMayBeSentBackToAndLearnsOfWhatKindItIs() {
    String nothing = "{\"token_endpoint_auth_method\":\"none\"}";
    assertEquals("400 invalid_redirect_uri", error(site.register(nothing, "127.0.0.1")));
    JsonNode client = AuthSite.json(register(AuthSite.CALLBACK, ""));
    assertEquals("[\"" + AuthSite.CALLBACK + "\"]", client.path("redirect_uris").toString());
    assertEquals("none", client.path("token_endpoint_auth_method").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "tls_client_auth"
      })
  @Proves({"oauth21-2.4.2-1", "oauth21-8.1.1-1"})
  void whateverItRegistersForAnAppIsPublicAndNeedsNoSecret(String method) {
    String more = ",\"application_type\":\"native\",\"token_endpoint_auth_method\":\"%s\"";
    JsonNode client = AuthSite.json(register(AuthSite.CALLBACK, more.formatted(method)));
    assertEquals("none", client.path("token_endpoint_auth_method").asText());
    assertFalse(client.has("client_secret"));
    UUID ann = site.person();
    String id = client.path("client_id").asText();
    assertTrue(site.tokens(id, ann).has("access_token"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret, made-up",
    "client_assertion, made-up",
    "client_assertion_type, urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
  })
  @Proves({"oauth21-2.4.2-1", "oauth21-3.2.2-2"})
  void anAppThatComesWithASecretAllTheSameIsRefused(String name, String value) {
    UUID ann = site.person();
    String client = site.app(AuthSite.CALLBACK);
    String code = site.code(client, ann);
    Map<String, String> form = AuthSite.exchanging(client, code);
    form.put(name, value);
    assertEquals("401 invalid_client", error(site.post("/token", form)));
    form.put(name, "");
    JsonNode tokens = AuthSite.json(site.post("/token", form));
    String refresh = tokens.path("refresh_token").asText();
    Map<String, String> again = AuthSite.refreshing(client, refresh);
    again.put(name, value);
    assertEquals("401 invalid_client", error(site.post("/token", again)));
    Map<String, String> back = Map.of("token", refresh, "client_id", client, name, value);
    assertEquals("401 invalid_client", error(site.post("/revoke", back)));
    again.remove(name);
    assertEquals(200, site.post("/token", again).statusCode(), "nothing was spent");
  }

  @Test
  @Proves("oauth21-2.4.2-1")
  void aSecretInTheHeaderIsRefusedWhateverTheAppRegisteredFor() {
    String more = ",\"token_endpoint_auth_method\":\"client_secret_basic\"";
    String client = AuthSite.json(register(AuthSite.CALLBACK, more)).path("client_id").asText();
    byte[] pair = (client + ":secret").getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, site.person()));
    assertEquals("401 invalid_client", error(site.post("/token", form, "Authorization", basic)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz:", "%00:", ":", "", "a"})
  void anIdThatCannotBeReadIsTheAppsFault(String pair) {
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Map<String, String> form = AuthSite.exchanging("app", "code");
    HttpResponse<String> refused = site.post("/token", form, "Authorization", "Basic " + basic);
    assertTrue(error(refused).matches("40[01] invalid_(client|request)"), error(refused));
  }

  @Test
  @Proves({"oauth21-7.4-1", "rfc9700-4.15.1-1"})
  void noAppIsEverMistakenForAPerson() {
    UUID ann = site.person();
    String more = ",\"client_id\":\"%s\",\"sub\":\"%s\",\"client_name\":\"%s\"";
    JsonNode app = AuthSite.json(register(AuthSite.CALLBACK, more.formatted(ann, ann, ann)));
    String client = app.path("client_id").asText();
    assertNotEquals(ann.toString(), client);
    Map<String, String> itself = Map.of("grant_type", "client_credentials", "client_id", client);
    assertEquals("400 unsupported_grant_type", error(site.post("/token", itself)));
    UUID bob = site.person();
    DecodedJWT token = JWT.decode(site.tokens(client, bob).path("access_token").asText());
    assertEquals(bob.toString(), token.getSubject());
    assertEquals(client, token.getClaim("client_id").asString());
  }
}
