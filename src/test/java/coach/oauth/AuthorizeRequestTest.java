package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an app may ask a person for, and who is told what is wrong with it. */
class AuthorizeRequestTest {
  private static AuthSite site;
  private static String client;
  private Map<String, String> asking;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    client = site.app(AuthSite.CALLBACK, "http://localhost/callback", "https://q.example/?a=b");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    asking = site.asking(client);
  }

  private AuthorizeRefusal refusal() {
    return assertThrows(AuthorizeRefusal.class, () -> site.read(asking));
  }

  @Test
  void aRequestInOrderIsReadAsItWasMeant() {
    AuthorizeRequest request = site.read(asking);
    assertEquals(client, request.client().id());
    assertEquals("App", request.client().name());
    assertEquals(AuthSite.CALLBACK, request.redirectUri().text());
    assertEquals(Set.of("read", "write"), request.scopes());
    assertEquals(site.resource(), request.resource());
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, ''",
    "client_id, nobody",
    "redirect_uri, ''",
    "redirect_uri, https://evil.example/",
    "redirect_uri, https://app.example/callback/",
    "redirect_uri, https://app.example/callback?x=1",
    "redirect_uri, http://localhost:5/other"
  })
  void beforeItIsProvedWhereTheAppIsOnlyThePersonIsTold(String name, String value) {
    asking.put(name, value);
    AuthorizeRefusal refused = refusal();
    assertTrue(refused.redirect().isEmpty());
    assertEquals(400, refused.status());
    assertFalse(refused.getMessage().contains("evil.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "response_mode, fragment, invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "code_challenge_method, s256, invalid_request",
    "scope, openid email profile, invalid_scope",
    "resource, https://other.example/mcp, invalid_target",
    "resource, not an address, invalid_target"
  })
  void afterwardsTheAppIsToldWithItsStateAndWhoAnswers(String name, String value, String error) {
    asking.put(name, value);
    String location = refusal().redirect().orElseThrow().location();
    assertTrue(location.startsWith(AuthSite.CALLBACK + "?"), location);
    assertEquals(error, AuthSite.parameter(location, "error"));
    assertEquals("s1", AuthSite.parameter(location, "state"));
    assertEquals(site.url.toString(), AuthSite.parameter(location, "iss"));
    assertEquals(null, AuthSite.parameter(location, "code"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', read write",
    "read, read",
    "write, read write",
    "read offline_access, read",
    "offline_access, read write",
    "read admin, read"
  })
  void whatIsKnownOfTheScopesIsAskedFor(String scope, String asked) {
    asking.put("scope", scope);
    assertEquals(asked, Scope.text(site.read(asking).scopes()));
  }

  @Test
  void theServersOwnNamesOnThisMachineAreAllMeant() {
    int port = site.url.getPort();
    for (String resource :
        List.of(
            "http://127.0.0.1:" + port + "/mcp",
            "http://[::1]:" + port + "/mcp",
            "http://localhost:" + port + "/mcp/",
            "HTTP://LOCALHOST:" + port + "/mcp")) {
      asking.put("resource", resource);
      assertTrue(site.read(asking).resource().matches("http://.*:" + port + "/mcp"), resource);
    }
    asking.remove("resource");
    assertEquals(site.resource(), site.read(asking).resource());
  }

  @Test
  void aProgramOnThePersonsMachineMayListenOnAnyPort() {
    asking.put("redirect_uri", "http://localhost:51234/callback");
    assertEquals("http://localhost:51234/callback", site.read(asking).redirectUri().text());
  }

  @Test
  void theAnswerCarriesCodeStateAndIssuerAndEscapesThem() {
    asking.put("state", "a b&c=d#e\r\nSet-Cookie: x=\"é\"%");
    String allowed = site.allow(asking, site.person());
    assertTrue(allowed.matches("[\\x21-\\x7E]+"), allowed);
    assertEquals(asking.get("state"), AuthSite.parameter(allowed, "state"));
    assertEquals(site.url.toString(), AuthSite.parameter(allowed, "iss"));
    assertEquals(43, AuthSite.parameter(allowed, "code").length());
    String denied = site.read(asking).denied();
    assertEquals("access_denied", AuthSite.parameter(denied, "error"));
    assertEquals(asking.get("state"), AuthSite.parameter(denied, "state"));
    assertEquals(site.url.toString(), AuthSite.parameter(denied, "iss"));
  }

  @Test
  void aRegisteredQueryIsKept() {
    asking.put("redirect_uri", "https://q.example/?a=b");
    String allowed = site.allow(asking, site.person());
    assertTrue(allowed.startsWith("https://q.example/?a=b&code="), allowed);
  }

  @Test
  void withoutAStateNoneIsInvented() {
    asking.remove("state");
    assertEquals(null, AuthSite.parameter(site.allow(asking, site.person()), "state"));
    asking.put("state", "x".repeat(2_001));
    assertEquals(
        "invalid_request",
        AuthSite.parameter(refusal().redirect().orElseThrow().location(), "error"));
  }

  @Test
  void nobodyCanAllowMoreThanWasAskedFor() {
    asking.put("scope", "read");
    AuthorizeRequest request = site.read(asking);
    UUID ann = site.person();
    AuthorizationCodes codes = site.auth().codes();
    Session session = site.session(ann);
    assertThrows(
        IllegalArgumentException.class,
        () -> codes.grant(request, session, Set.of("read", "write")));
    assertThrows(IllegalArgumentException.class, () -> codes.grant(request, session, Set.of()));
  }

  @Test
  void tenCodesOfOnePersonMayBeOpen() {
    UUID ann = site.person();
    for (int i = 0; i < 15; i++) {
      site.allow(asking, ann);
    }
    assertEquals(
        List.of("10"),
        site.database.column(
            "select count(*) from coach_auth.code where app_user_id = ?::uuid", ann.toString()));
  }
}
