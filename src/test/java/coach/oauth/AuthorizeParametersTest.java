package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else an app may send to the authorization endpoint, and how it is answered. */
class AuthorizeParametersTest {
  private static AuthSite site;
  private static String client;
  private Map<String, String> asking;

  @BeforeAll
  static void serve() {
    site = new AuthSite();
    client = site.app(AuthSite.CALLBACK);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begin() {
    asking = site.asking(client);
  }

  private String sentBack() {
    return assertThrows(AuthorizeRefusal.class, () -> site.read(asking), asking::toString)
        .redirect()
        .orElseThrow()
        .location();
  }

  @Test
  void whatNobodyKnowsIsIgnored() {
    asking.put("prompt", "consent");
    asking.put("favourite_colour", "blue");
    assertEquals(AuthSite.CALLBACK, site.read(asking).redirectUri().text());
  }

  @Test
  @Proves({"rfc8707-2-1", "rfc8707-2-2", "rfc8707-2-3"})
  void onlyTheWholeAddressOfThisServerIsAResource() {
    for (String resource :
        List.of(
            site.resource() + "#part", "/mcp", "mcp", site.resource() + "/other", "urn:coach")) {
      asking.put("resource", resource);
      assertEquals("invalid_target", AuthSite.parameter(sentBack(), "error"), resource);
    }
  }

  @Test
  @Proves("oauth21-4.1.2.1-5")
  void whatIsSentBackHoldsNothingThatAClientCannotRead() {
    for (String nasty : List.of("\"", "\\", "é", "\r\nX: y", "<b>", "\u202E", "x".repeat(1500))) {
      for (String name : List.of("response_type", "code_challenge", "scope", "resource")) {
        asking = site.asking(client);
        asking.put(name, nasty);
        String location = sentBack();
        assertTrue(location.matches("[\\x21-\\x7E]+"), location);
        for (String part : List.of("error", "error_description")) {
          String text = AuthSite.parameter(location, part);
          assertTrue(
              text == null || text.matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+"), name + text);
        }
      }
    }
  }
}
