package coach.http;

import coach.net.Loopback;
import coach.net.WebAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets scripts of our own origin and of this machine in, those of well-known assistants where
 * callers sign in, and no others: only browsers send an origin, so its absence is normal. Answers
 * their questions before a request (CORS) as well.
 */
final class OriginCheck extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String ALLOWED_HEADERS =
      "Content-Type, Accept, Authorization, MCP-Protocol-Version, Mcp-Method, Mcp-Name,"
          + " Mcp-Session-Id, Last-Event-ID";

  private static final Set<String> FOR_SCRIPTS =
      Set.of(Problem.MCP, "/token", "/register", "/revoke", "/oauth/jwks.json");

  /** Assistants in a browser; without a token their scripts would speak for whoever visits them. */
  private static final Set<String> ASSISTANTS =
      Set.of("https://claude.ai", "https://claude.com", "https://chatgpt.com");

  private final HashSet<String> origins = new HashSet<>();

  /** Guarded where every call needs a token. */
  OriginCheck(URI serverUrl, boolean guarded) {
    origins.add(WebAddress.origin(serverUrl));
    if (guarded) {
      origins.addAll(ASSISTANTS);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<String> sent = Collections.list(request.getHeaders("Origin"));
    if (sent.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    if (sent.size() > 1 || !isAllowed(sent.get(0))) {
      Problem.write(
          request,
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "The Origin header names a site that may not call coach.");
      return;
    }
    if (!isForScripts(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", sent.get(0));
    response.setHeader("Vary", "Origin");
    response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Mcp-Session-Id");
    if (request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null) {
      preflight(response);
      return;
    }
    chain.doFilter(request, response);
  }

  /**
   * Apps ask at these addresses themselves. A page that people see belongs to no other site's
   * script, the authorization endpoint least of all (RFC 9700, section 2.6).
   */
  private static boolean isForScripts(String path) {
    return path.startsWith("/.well-known/") || FOR_SCRIPTS.contains(path);
  }

  private static void preflight(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
    response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
    response.setHeader("Access-Control-Max-Age", "600");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private boolean isAllowed(String origin) {
    try {
      URI uri = URI.create(origin);
      // Anything beyond scheme, host and port is no origin; "null" has none of the three.
      if (uri.getHost() == null
          || !WebAddress.origin(uri).equals(origin.toLowerCase(Locale.ROOT))) {
        return false;
      }
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return origins.contains(WebAddress.origin(uri)) || (web && Loopback.is(uri));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
