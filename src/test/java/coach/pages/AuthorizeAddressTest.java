package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's browser is sent to an address of the app that asks, and to no other. */
@Timeout(120)
class AuthorizeAddressTest {
  private static final String CALLBACK = "https://app.example/callback";

  private static PagesSite site;
  private static Surfer ann;
  private static App app;

  @BeforeAll
  static void start() throws Exception {
    site = new PagesSite();
    site.account("ann@example.com");
    ann = site.signedIn("ann@example.com");
    app = App.of(site, CALLBACK, "https://second.example/", "https://bare.example");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.code");
  }

  private static void assertShownAsAPage(Surfer person, Map<String, String> asking)
      throws Exception {
    assertEquals(400, App.sent(person, asking).statusCode(), asking.toString());
    assertEquals("", person.location(), asking.toString());
    String page = person.last.body();
    assertTrue(page.contains("This app cannot be connected."), page);
    for (String leads : List.of("http-equiv", "onward", "evil.example", CALLBACK)) {
      assertFalse(page.contains(leads), asking + page);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/callback/",
        "https://app.example/Callback",
        "https://app.example/callback?x=1",
        "https://app.example/callback#x",
        "https://app.example/call%62ack",
        "https://app.example/a/../callback",
        "https://app.example/callbac",
        "https://app.example/",
        "https://APP.example/callback",
        "https://app.example:443/callback",
        "https://app.example:8443/callback",
        "http://app.example/callback",
        "https://evil.example/callback",
        "https://app.example.evil.example/callback",
        "https://app.example@evil.example/callback",
        "https://second.example/callback",
        "https://bare.example/",
        "https://bare.example/callback",
        "//app.example/callback",
        "/callback",
        "javascript:alert(1)",
        " https://app.example/callback"
      })
  @Proves({
    "oauth21-2.3.1-2",
    "oauth21-2.3.5-1",
    "oauth21-4.1.1-5",
    "oauth21-4.1.2.1-1",
    "rfc9700-2.1-1",
    "rfc9700-4.1.3-1",
    "rfc9700-4.11.2-1"
  })
  void anAddressThatDiffersInOneCharacterIsNoneOfTheApps(String wanted) throws Exception {
    assertShownAsAPage(ann, app.asking("redirect_uri", wanted));
    assertEquals(List.of(), site.allowed());
  }

  @Test
  @Proves({
    "oauth21-2.3.5-1",
    "oauth21-3.1-6",
    "oauth21-4.1.2.1-1",
    "oauth21-4.1.2.1-2",
    "rfc9700-4.11.2-1"
  })
  void untilAppAndAddressAreProvedEveryErrorIsAPage() throws Exception {
    App other = App.of(site, "https://evil.example/cb");
    for (Surfer person : List.of(ann, site.surfer())) {
      for (String[] unproved :
          List.of(
              new String[] {"redirect_uri", other.redirectUri()},
              new String[] {"client_id", other.id()},
              new String[] {"client_id", "nobody"},
              new String[] {"client_id", null},
              new String[] {"client_id", ""},
              new String[] {"redirect_uri", ""},
              new String[] {"redirect_uri", null})) {
        for (String wrong : List.of("response_type", "code_challenge", "scope", "resource")) {
          Map<String, String> asking = app.asking(wrong, "wrong");
          asking.put(unproved[0], unproved[1]);
          asking.values().removeIf(value -> value == null);
          assertShownAsAPage(person, asking);
        }
      }
    }
  }

  @Test
  @Proves({"oauth21-2.3.5-1", "rfc9700-4.11.2-1"})
  void aFormThatWasChangedOnTheWayLeadsNowhereEither() throws Exception {
    for (String decision : List.of("allow", "deny")) {
      App.sent(ann, app.asking());
      ann.fill("/authorize", "decision", decision, "redirect_uri", "https://evil.example/cb");
      assertEquals(400, ann.last.statusCode());
      assertFalse(ann.last.body().contains("evil.example"), ann.last.body());
    }
    assertEquals(List.of(), site.allowed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
  @Proves({
    "oauth21-2.3.1-2",
    "oauth21-4.1.1-6",
    "oauth21-8.1-1",
    "oauth21-8.4.2-1",
    "rfc9700-2.1-1",
    "rfc9700-4.1.3-2"
  })
  void aProgramOnThePersonsDeviceListensOnAnyPortAndNeedsNoSecret(String host) throws Exception {
    App program = App.of(site, "http://" + host + "/cb", "http://" + host + ":1234/fixed");
    for (String wanted : List.of(":51234/cb", ":1/cb", "/cb", ":65535/fixed")) {
      String address = "http://" + host + wanted;
      String answer = App.answer(ann, program.asking("redirect_uri", address), "allow");
      assertTrue(answer.startsWith(address + "?code="), answer);
      String code = App.parameter(answer, "code");
      assertEquals(200, program.exchange(code, "redirect_uri", address).statusCode(), address);
    }
    for (String wanted :
        List.of(":51234/other", ":51234/cb?x=1", ":51234/CB", ":80@evil.example/cb")) {
      assertShownAsAPage(ann, program.asking("redirect_uri", "http://" + host + wanted));
    }
    String https = "https://" + host + ":51234/cb";
    assertShownAsAPage(ann, program.asking("redirect_uri", https));
  }

  @Test
  @Proves("oauth21-2.3-2")
  void theQueryOfAnAddressIsKeptInEveryAnswer() throws Exception {
    App asked = App.of(site, "https://q.example/?a=b&c=%20d");
    String begin = asked.redirectUri() + "&";
    String allowed = App.answer(ann, asked.asking(), "allow");
    assertTrue(allowed.startsWith(begin + "code="), allowed);
    String denied = App.answer(ann, asked.asking(), "deny");
    assertTrue(denied.startsWith(begin + "error=access_denied&"), denied);
    String wrong = App.answer(ann, asked.asking("response_type", "token"), "none");
    assertTrue(wrong.startsWith(begin + "error=unsupported_response_type&"), wrong);
  }
}
