package coach.pages;

import coach.accounts.Token;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser takes along that signs in elsewhere. It lies in the browser's own cookie and
 * nowhere here, so no client can fill a table, and any instance takes the browser back.
 *
 * @param secret of this browser and this journey, which never is in an address
 * @param next where to go in the end
 */
record ReturnCookie(String secret, String next) {
  private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]{43})(/.*)?");

  /** Browsers drop a cookie of more than 4096 bytes, its name included. */
  private static final int LONGEST = 4000;

  /** Sets off for a safe target. */
  static ReturnCookie begin(String next) {
    return new ReturnCookie(Token.random(), next);
  }

  /** What the cookie holds; empty where it is none of ours. */
  static Optional<ReturnCookie> read(String cookie) {
    Matcher parts = COOKIE.matcher(cookie);
    return parts.matches()
        ? Optional.of(
            new ReturnCookie(
                parts.group(1), Next.safe(parts.group(2) == null ? "" : parts.group(2))))
        : Optional.empty();
  }

  /** The value of the cookie; without the target where that is too long for one. */
  String cookie() {
    // RFC 6265 section 4.1.1 has no place for these three; in a query they mean the same escaped.
    String target = next.replace("\"", "%22").replace(",", "%2C").replace(";", "%3B");
    return secret.length() + target.length() > LONGEST ? secret : secret + target;
  }

  /** RFC 7636: what proves, to who hands out the person, that this journey began here. */
  String verifier() {
    return Token.derive(secret, "verifier");
  }

  /** The hash of a verifier is its S256 challenge. */
  String challenge() {
    return Token.hash(verifier());
  }
}
