package coach.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://claude.ai/api/mcp/auth_callback",
        "https://vscode.dev/redirect",
        "http://127.0.0.1/",
        "http://127.0.0.1:33418/",
        "http://localhost:8787/callback",
        "http://[::1]:6276/oauth/callback",
        "cursor://anysphere.cursor-mcp/oauth/callback",
        "com.example.app:/callback",
        "https://example.com/cb?fixed=1"
      })
  void whatTheKnownClientsUseIsAccepted(String address) {
    assertEquals(List.of(address), RedirectUris.accepted(List.of(address, address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/callback",
        "//example.com/cb",
        "http://example.com/cb",
        "http://127.0.0.1.example.com/cb",
        "http://localhost.example.com/cb",
        "http://10.0.0.1/cb",
        "https://example.com/cb#part",
        "https://example.com/cb#",
        "https://user@example.com/cb",
        "https:///cb",
        "https://exa mple.com/cb",
        "https://example.com/c\r\nb",
        "https://ex\u00e4mple.com/cb",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "vbscript:x",
        "view-source:https://example.com",
        "blob:https://example.com/1",
        "cursor://",
        "urn:"
      })
  void whatNoAppCanWaitAtOrOthersCouldReadIsRefused(String address) {
    OAuthError refused =
        assertThrows(OAuthError.class, () -> RedirectUris.accepted(List.of(address)));
    assertEquals("invalid_redirect_uri", refused.code());
    assertEquals(400, refused.status());
  }

  @Test
  void thereIsOneAtLeastAndAListHasAnEnd() {
    assertThrows(OAuthError.class, () -> RedirectUris.accepted(List.of()));
    List<String> many = Collections.nCopies(RedirectUris.MOST + 1, "https://example.com/cb");
    assertThrows(OAuthError.class, () -> RedirectUris.accepted(many));
    String longest = "https://example.com/" + "a".repeat(RedirectUris.LONGEST);
    assertThrows(OAuthError.class, () -> RedirectUris.accepted(List.of(longest)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/cb, https://example.com/cb, true",
    "https://example.com/cb, https://example.com/cb/, false",
    "https://example.com/cb, https://example.com/cb?x=1, false",
    "https://example.com/cb, https://example.com:443/cb, false",
    "https://example.com/cb, https://example.com/CB, false",
    "https://example.com/cb, https://evil.com/cb, false",
    "https://example.com/cb, https://example.com/cb/../x, false",
    "http://localhost/callback, http://localhost:49152/callback, true",
    "http://127.0.0.1/callback, http://127.0.0.1:1/callback, true",
    "http://[::1]:5/callback, http://[::1]:6/callback, true",
    "http://localhost:8787/callback, http://localhost/callback, true",
    "http://localhost/callback, http://127.0.0.1:1/callback, false",
    "http://localhost/callback, http://localhost:1/callback/x, false",
    "http://localhost/callback, http://localhost:1/callback?x=1, false",
    "http://localhost/callback, https://localhost:1/callback, false",
    "http://localhost/callback, http://localhost:1@evil.com/callback, false",
    "http://localhost/callback, http://evil.com/callback, false",
    "cursor://a/b, cursor://a:1/b, false"
  })
  void addressesMatchExactlyButForALoopbackPort(String known, String requested, boolean same) {
    assertEquals(same, RedirectUris.matches(known, requested));
  }

  @Test
  void onlyThisMachineIsLoopback() {
    assertTrue(RedirectUris.isLoopback("http://LOCALHOST:1/x"));
    assertFalse(RedirectUris.isLoopback("https://localhost/x"));
    assertFalse(RedirectUris.isLoopback("http://127.0.0.2.example.com/"));
    assertFalse(RedirectUris.isLoopback("not an address"));
  }
}
