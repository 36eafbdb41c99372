package coach.http;

import coach.mcp.CallerSource;
import coach.oauth.HttpAuth;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How callers are told apart: what stands before the protocol, and pages by address. */
record Access(CallerSource callers, Optional<Filter> guard, Map<String, HttpServlet> pages) {
  /** Every client that reaches the server is let in, and there are no pages. */
  static Access open(CallerSource callers) {
    return new Access(callers, Optional.empty(), Map.of());
  }

  /** Clients with a token. */
  static Access guarded(HttpAuth auth, FloodLimits limits) {
    BearerFilter guard = new BearerFilter(auth, limits);
    return new Access(guard, Optional.of(guard), auth.routes());
  }

  /** Every path that is answered by something of its own. */
  Set<String> paths() {
    Set<String> paths = new HashSet<>(pages.keySet());
    paths.addAll(List.of(Problem.MCP, "/health", "/healthz", "/ready"));
    return paths;
  }

  /** Whether somebody reads the body of such a request. */
  boolean wantsBody(String path, boolean authorized) {
    return Problem.MCP.equals(path) ? authorized || guard.isEmpty() : pages.containsKey(path);
  }
}
