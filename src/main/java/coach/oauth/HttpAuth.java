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
}
