package coach.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where an authorization code may be sent: what a client may name beforehand, and what counts as
 * the same address later.
 */
public final class RedirectUris {
  static final int MOST = 20;
  static final int LONGEST = 2_000;

  /** The machine itself, as browsers and command-line clients spell it. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Schemes that a browser or system handles itself, so that no app of its own waits there. */
  private static final Set<String> NOT_AN_APP =
      Set.of(
          "about",
          "blob",
          "chrome",
          "content",
          "data",
          "file",
          "filesystem",
          "ftp",
          "intent",
          "jar",
          "javascript",
          "mailto",
          "resource",
          "sms",
          "tel",
          "vbscript",
          "view-source",
          "ws",
          "wss");

  private RedirectUris() {}

  /**
   * Checks what a client names: https anywhere, http on the machine itself (RFC 8252 section 7.3),
   * or a scheme of an app's own (section 7.1); never a fragment (RFC 6749 section 3.1.2).
   *
   * @return the same addresses, without repetitions
   * @throws OAuthError {@code invalid_redirect_uri} naming the first that is not accepted
   */
  public static List<String> accepted(List<String> sent) {
    if (sent.isEmpty() || sent.size() > MOST) {
      throw refused("redirect_uris holds %d addresses. Send 1 to %d.".formatted(sent.size(), MOST));
    }
    List<String> accepted = new ArrayList<>();
    for (String address : sent) {
      String fault = fault(address);
      if (fault != null) {
        throw refused(
            "redirect_uris holds %s, %s. Send https, http on the loopback host, or your app's own scheme."
                .formatted(shown(address), fault));
      }
      if (!accepted.contains(address)) {
        accepted.add(address);
      }
    }
    return List.copyOf(accepted);
  }

  private static OAuthError refused(String sentence) {
    return OAuthError.badRequest("invalid_redirect_uri", sentence);
  }

  private static String shown(String address) {
    return address.length() > 100 ? address.substring(0, 100) + "..." : address;
  }

  /** What is wrong with an address, or null. */
  private static String fault(String address) {
    URI uri = parsed(address);
    if (uri == null || uri.getScheme() == null) {
      return "which is not an absolute address of at most " + LONGEST + " characters";
    }
    if (uri.getRawFragment() != null || address.contains("#")) {
      return "which has a fragment";
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("https") || scheme.equals("http")) {
      if (uri.getHost() == null || uri.getRawUserInfo() != null) {
        return "which has no host or has a user in it";
      }
      return scheme.equals("http") && !isLoopback(uri) ? "which is not encrypted" : null;
    }
    boolean leadsSomewhere = uri.getRawSchemeSpecificPart().replace("/", "").length() > 0;
    return NOT_AN_APP.contains(scheme) || !leadsSomewhere ? "which no app can wait at" : null;
  }

  private static URI parsed(String address) {
    if (address == null || address.length() > LONGEST || !address.matches("[\\x21-\\x7E]+")) {
      return null;
    }
    try {
      return new URI(address);
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  /** True where only programs on the person's own machine can receive what is sent there. */
  public static boolean isLoopback(String address) {
    URI uri = parsed(address);
    return uri != null && isLoopback(uri);
  }

  private static boolean isLoopback(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * Simple string comparison (RFC 9700 section 2.1), except that a loopback address matches with
   * any port, because a command-line client takes whichever is free (RFC 8252 section 7.3).
   */
  public static boolean matches(String known, String requested) {
    if (known.equals(requested)) {
      return true;
    }
    URI one = parsed(known);
    URI other = parsed(requested);
    return one != null
        && other != null
        && isLoopback(one)
        && fault(requested) == null
        && withoutPort(one).equals(withoutPort(other));
  }

  private static String withoutPort(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return uri.getScheme() + "://" + uri.getHost() + uri.getRawPath() + query;
  }
}
