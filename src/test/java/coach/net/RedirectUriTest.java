package coach.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser is sent only where an app registered, and nowhere that a browser would act itself. */
class RedirectUriTest {
  private static boolean matches(List<String> registered, String wanted) {
    return fault(wanted).isEmpty() && RedirectUri.parse(wanted).isOneOf(registered);
  }

  private static String fault(String uri) {
    try {
      RedirectUri.parse(uri);
      return "";
    } catch (IllegalArgumentException unfit) {
      return unfit.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://claude.ai/api/mcp/auth_callback",
        "https://chatgpt.com/connector_platform_oauth_redirect",
        "https://app.example:8443/cb?x=1",
        "http://localhost/callback",
        "http://127.0.0.1:33418/",
        "http://[::1]:9/cb",
        "cursor://anysphere.cursor-mcp/oauth/callback",
        "vscode://vscode.github-authentication/did-authenticate",
        "com.example.app://callback",
        "com.raycast:/oauth?package_name=Extension",
        "com.example.app:/oauth2redirect"
      })
  @Proves("rfc7591-5-4")
  void whatAppsReallyUseMayBeRegistered(String uri) {
    assertEquals("", fault(uri));
    assertTrue(matches(List.of(uri), uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/callback",
        "callback",
        "//evil.example/cb",
        "http://app.example/cb",
        "http://localhost.evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://2130706433/cb",
        "https://app.example/cb#part",
        "https://user@app.example/cb",
        "https://user:pw@localhost/cb",
        "https:///cb",
        "HTTPS://app.example/cb",
        "Https://localhost/cb",
        "HTTP://127.0.0.1/cb",
        "Cursor://anysphere.cursor-mcp/cb",
        "Com.example.app:/cb",
        "app.mine://user@a_b/cb",
        "https:app.example",
        "javascript:alert(1)",
        "javascript://app.example/%0aalert(1)",
        "JavaScript://app.example/%0aalert(1)",
        "data:text/html,x",
        "data://text/html,x",
        "file:///etc/passwd",
        "vbscript://x/y",
        "blob:https://app.example/1",
        "view-source://https://app.example",
        "about://blank",
        "ftp://app.example/cb",
        "mailto:a@b.example",
        "intent://scan/#Intent;end",
        "raycast:/oauth",
        "com.raycast:oauth",
        "com.raycast:",
        "https:/cb",
        "http:/cb",
        "file:/etc/passwd",
        "https://app.example/c b",
        "https://app.example/\r\nSet-Cookie:x",
        "https://app.example/ünicode",
        "https://app.example/%zz"
      })
  @Proves("rfc7591-5-4")
  void whatIsDangerousOrNoAddressMayNotBeRegistered(String uri) {
    assertFalse(fault(uri).isEmpty());
  }

  @Test
  void anAddressHasItsLimits() {
    assertFalse(fault("https://app.example/" + "x".repeat(500)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example/cb, https://app.example/cb, true",
    "https://app.example/cb, https://app.example/cb/, false",
    "https://app.example/cb, https://app.example/CB, false",
    "https://app.example/cb, https://APP.example/cb, false",
    "https://app.example/cb, https://app.example:443/cb, false",
    "https://app.example/cb, https://app.example/cb?x=1, false",
    "https://app.example/cb, https://app.example/cb/../other, false",
    "https://app.example/cb, https://app.example.evil.example/cb, false",
    "https://app.example/cb, https://app.example@evil.example/cb, false",
    "https://app.example/cb, http://app.example/cb, false",
    "http://localhost/callback, http://localhost:53124/callback, true",
    "http://127.0.0.1/callback, http://127.0.0.1:53124/callback, true",
    "http://127.0.0.1:1/callback, http://127.0.0.1:2/callback, true",
    "http://[::1]/callback, http://[::1]:53124/callback, true",
    "http://localhost/callback, http://127.0.0.1:53124/callback, false",
    "http://localhost/callback, http://localhost:53124/other, false",
    "http://localhost/callback, http://localhost:53124/callback?x=1, false",
    "http://localhost/callback, http://localhost:53124/callback#x, false",
    "http://localhost/callback, http://localhost:80@evil.example/callback, false",
    "http://localhost/callback, https://localhost:53124/callback, false",
    "cursor://a/b, cursor://a/c, false",
    "com.raycast:/oauth, com.raycast:/oauth/, false",
    "com.raycast:/oauth, com.raycast:///oauth, false"
  })
  void addressesAreComparedLetterByLetterButForTheLoopbacksPort(
      String registered, String wanted, boolean same) {
    assertEquals(same, matches(List.of("https://first.example/", registered), wanted));
  }

  @Test
  void anAppWithoutAddressesIsSentNowhere() {
    assertFalse(matches(List.of(), "http://localhost/"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://claude.ai/cb, true, false, claude.ai",
    "https://CLAUDE.ai:8443/cb, true, false, claude.ai:8443",
    "https://claude.ai.evil.example/cb, true, false, claude.ai.evil.example",
    "http://localhost:9/cb, false, true, this device",
    "https://127.0.0.1/cb, false, true, this device",
    "http://[::1]/cb, false, true, this device",
    "com.raycast:/oauth, false, true, the program on this device that opens com.raycast links",
    "cursor://anysphere.cursor-mcp/cb, false, false, cursor://anysphere.cursor-mcp",
    "com.example.app://callback, false, false, com.example.app://callback",
    "smb://evil.example/share, false, false, smb://evil.example",
    "ssh://evil.example:22/x, false, false, ssh://evil.example:22",
    "web+app://a_b/x, false, false, web+app://a_b",
    "smb://localhost/share, false, false, smb://localhost"
  })
  void whateverHasAnAuthorityShowsItAndOnlyOwnProgramsAreOnThisDevice(
      String uri, boolean web, boolean own, String place) {
    RedirectUri read = RedirectUri.parse(uri);
    assertEquals(web, read.isOnTheWeb());
    assertEquals(own, read.isOwnDevice());
    assertEquals(place, read.place());
    assertEquals(place, RedirectUri.place(uri));
  }

  @Test
  void whatWasRegisteredInCapitalsIsNoPlaceOnThisDeviceAndNobodyIsSentThere() {
    String old = "HTTPS://evil.example/cb";
    assertEquals(old, RedirectUri.place(old));
    assertFalse(matches(List.of(old), old));
    assertFalse(matches(List.of("HTTP://localhost/cb"), "http://localhost:9/cb"));
  }
}
