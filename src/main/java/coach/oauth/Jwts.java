package coach.oauth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;

/** Reads the outside of a token, before anything in it is believed. */
final class Jwts {
  /** How a JSON object without white space begins in base64url. */
  private static final String OBJECT = "eyJ";

  private Jwts() {}

  /**
   * The token's parts, unverified.
   *
   * @param longest in characters
   * @throws OAuthError for what is no token
   */
  static DecodedJWT decode(String token, int longest) {
    // The library takes "null" for a header and fails later.
    if (token.length() > longest || !token.startsWith(OBJECT) || !token.contains("." + OBJECT)) {
      throw refused();
    }
    try {
      DecodedJWT decoded = JWT.decode(token);
      // An extension that must be understood is not (RFC 7515 section 4.1.11).
      if (decoded.getKeyId() == null || !decoded.getHeaderClaim("crit").isMissing()) {
        throw refused();
      }
      return decoded;
    } catch (JWTDecodeException notOne) {
      throw refused();
    }
  }

  /** One sentence for all, because the reason would only help a forger. */
  static OAuthError refused() {
    return OAuthError.invalidToken("The access token is not valid for this server. Sign in again.");
  }

  static OAuthError expired() {
    return OAuthError.invalidToken("The access token has expired. Refresh it.");
  }
}
