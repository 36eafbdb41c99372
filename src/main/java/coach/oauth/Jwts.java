package coach.oauth;

import coach.Caller;
import coach.accounts.Token;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The token, signed so and good here and now. Throws {@link OAuthError} for any other. */
  static DecodedJWT verified(
      DecodedJWT token, Algorithm algorithm, String issuer, List<String> audiences, Clock clock) {
    JWTVerifier.BaseVerification rules =
        (JWTVerifier.BaseVerification)
            JWT.require(algorithm)
                .withIssuer(issuer)
                .withAnyOfAudience(audiences.toArray(new String[0]))
                .withClaimPresence("exp")
                .acceptLeeway(AccessTokens.LEEWAY.toSeconds());
    try {
      DecodedJWT good = rules.build(clock).verify(token);
      if (good.getExpiresAt() == null) {
        throw refused();
      }
      return good;
    } catch (TokenExpiredException expired) {
      throw OAuthError.invalidToken("The access token has expired. Refresh it.");
    } catch (JWTVerificationException wrong) {
      throw refused();
    }
  }

  /** One sentence for all, because the reason would only help a forger. */
  static OAuthError refused() {
    return OAuthError.invalidToken("The access token is not valid for this server. Sign in again.");
  }

  /**
   * Remembers whose signatures were checked, because a client sends the same token for an hour and
   * a signature costs more than the rest of a call; tokens themselves are not kept, only their
   * hashes.
   */
  static final class VerifiedTokens {
    private static final int MOST = 1000;

    /** A token that was good, the id of its key, and until when, leeway included. */
    record Verified(Caller caller, String key, Instant until) {}

    private final Map<String, Verified> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
          }
        };

    synchronized Optional<Verified> find(String token, Instant now) {
      return Optional.ofNullable(known.get(Token.hash(token))).filter(v -> now.isBefore(v.until()));
    }

    synchronized void add(String token, Verified verified) {
      known.put(Token.hash(token), verified);
    }
  }
}
