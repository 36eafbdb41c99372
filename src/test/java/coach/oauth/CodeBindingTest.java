package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import coach.security.Proves;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What else of a request a code is bound to, and whom a used one can harm. */
class CodeBindingTest {
  private static AuthSite site;
  private UUID ann;
  private String client;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    site.database.execute("delete from coach_auth.attempt");
    ann = site.person();
    client = site.app(AuthSite.CALLBACK);
  }

  private static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + AuthSite.json(response).path("error").asText();
  }

  @Test
  @Proves("oauth21-10.2-1")
  void theRedirectAddressMayBeRepeatedOrLeftOut() {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    assertEquals(AuthSite.CALLBACK, form.get("redirect_uri"));
    assertEquals(200, site.post("/token", form).statusCode());
    Map<String, String> without = AuthSite.exchanging(client, site.code(client, ann));
    without.remove("redirect_uri");
    assertEquals(200, site.post("/token", without).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/callback/",
        "https://app.example/CALLBACK",
        "https://app.example/callback?x=1",
        "https://second.example/",
        "https://evil.example/callback"
      })
  @Proves("oauth21-10.2-2")
  void anotherAddressThanTheRequestsIsRefusedThoughItIsRegistered(String other) {
    String app = site.app(AuthSite.CALLBACK, "https://second.example/");
    Map<String, String> form = AuthSite.exchanging(app, site.code(app, ann));
    form.put("redirect_uri", other);
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
  }

  /** OAuth 2.1 section 7.5.3: else whoever saw a code could sign its owner out with it. */
  @ParameterizedTest
  @CsvSource({
    "code_verifier, another-verifier-that-is-long-enough-as-well",
    "code_verifier, short",
    "redirect_uri, https://evil.example/",
    "client_id, thief"
  })
  void aUsedCodeEndsNothingForWhoCouldNotHaveUsedIt(String name, String value) {
    Map<String, String> form = AuthSite.exchanging(client, site.code(client, ann));
    JsonNode tokens = AuthSite.json(site.post("/token", form));
    form.put(name, value.equals("thief") ? site.app(AuthSite.CALLBACK) : value);
    assertEquals("400 invalid_grant", error(site.post("/token", form)));
    assertEquals(200, site.profile(tokens.get("access_token").textValue()).statusCode());
    String refresh = tokens.get("refresh_token").textValue();
    assertEquals(200, site.post("/token", AuthSite.refreshing(client, refresh)).statusCode());
    assertFalse(site.events(ann).contains("code_replayed"));
  }
}
