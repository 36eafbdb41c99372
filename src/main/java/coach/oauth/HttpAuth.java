package coach.oauth;

import coach.Caller;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Who is let in over HTTP, and all that sign-in needs.
 *
 * @param tokens says whose a token is
 * @param scopes what a client should ask for; none where the server that signs in knows none
 * @param routes the servlets by the address that each serves
 */
public record HttpAuth(
    Addresses addresses,
    TokenVerifier tokens,
    List<String> scopes,
    Map<String, HttpServlet> routes) {
  /** The same, with callers as this sees them. */
  public HttpAuth seeing(UnaryOperator<Caller> callers) {
    return new HttpAuth(addresses, token -> callers.apply(tokens.verify(token)), scopes, routes);
  }

  /**
   * What {@code WWW-Authenticate} tells a client that is not let in: where to learn who signs
   * people in, with absolute addresses because clients ignore others, and all that it should ask
   * for at once (RFC 6750 section 3, RFC 9728 section 5.1).
   */
  public static final class Challenge {
    private final String start;

    public Challenge(HttpAuth auth, String host) {
      String scopes = Scope.text(auth.scopes());
      start =
          "Bearer resource_metadata=\"%s\"%s"
              .formatted(
                  auth.addresses().resourceMetadataAt(host),
                  scopes.isEmpty() ? "" : ", scope=\"" + scopes + "\"");
    }

    /** To a request without a token, which is told of no error. */
    public String withoutToken() {
      return start;
    }

    /** To a request that was refused for what it brought. */
    public String refused(OAuthError error) {
      return "%s, error=\"%s\", error_description=\"%s\""
          .formatted(start, error.code(), error.getMessage());
    }

    /** To a token that does not reach far enough. */
    public String insufficientScope() {
      return refused(
          new OAuthError(403, "insufficient_scope", "This needs more than the app was allowed."));
    }

    /** To a token that is good no longer. */
    public String signedOut() {
      return refused(OAuthError.invalidToken("This sign-in has ended. Sign in again."));
    }
  }
}
