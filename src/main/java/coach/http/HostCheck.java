package coach.http;

import coach.net.WebAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;

/**
 * Refuses requests that name another host. A web page can point its own name at this machine, and
 * then its scripts reach coach with a host that is not ours (DNS rebinding).
 */
final class HostCheck extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> hosts = new HashSet<>(WebAddress.OWN_NAMES);

  HostCheck(String publicHost) {
    hosts.add(publicHost.toLowerCase(Locale.ROOT));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String host = request.getServerName();
    // A probe knows the machine by an address of its own, and learns nothing but yes or no.
    boolean probed = StatusPage.PATHS.contains(request.getServletPath());
    if (probed || (host != null && hosts.contains(host.toLowerCase(Locale.ROOT)))) {
      chain.doFilter(request, response);
      return;
    }
    Problem.write(
        request,
        response,
        HttpServletResponse.SC_FORBIDDEN,
        "The Host header names a host that is not served here. Use the address in MCP_SERVER_URL.");
  }
}
