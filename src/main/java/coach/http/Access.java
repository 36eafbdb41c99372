package coach.http;

import coach.mcp.CallerSource;
import coach.oauth.HttpAuth;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Optional;

/**
 * How callers are told apart, and what else is served for it.
 *
 * @param guard stands before the protocol
 * @param pages by the address that each serves
 */
record Access(CallerSource callers, Optional<Filter> guard, Map<String, HttpServlet> pages) {

  /** Every client that reaches the server is let in, and there are no pages. */
  static Access open(CallerSource callers) {
    return new Access(callers, Optional.empty(), Map.of());
  }

  /** Clients with a token. */
  static Access guarded(HttpAuth auth) {
    BearerFilter guard = new BearerFilter(auth);
    return new Access(guard, Optional.of(guard), auth.routes());
  }

  /** Whether somebody reads the body of such a request. */
  boolean wantsBody(String path, boolean authorized) {
    return Problem.MCP.equals(path) ? authorized || guard.isEmpty() : pages.containsKey(path);
  }
}
