package coach.http;

import coach.auth.accounts.AddressGroup;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds out from which address a request came, so that what is behind this filter can count by
 * {@code getRemoteAddr()}. The header of the proxy is believed only where the operator named it:
 * anybody can send one.
 */
final class ClientAddress extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final String header;

  /**
   * @param header in which the proxy names the client; none where clients connect themselves
   */
  ClientAddress(Optional<String> header) {
    this.header = header.orElse(null);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    InetAddress named = header == null ? null : last(Collections.list(request.getHeaders(header)));
    chain.doFilter(named == null ? request : new Named(request, named.getHostAddress()), response);
  }

  /** The last entry is the one that the proxy itself wrote; those before it came from outside. */
  private static InetAddress last(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    String[] entries = values.get(values.size() - 1).split(",");
    return entries.length == 0 ? null : parse(entries[entries.length - 1].strip());
  }

  /** The address that a text spells, or null; a name is never looked up. */
  static InetAddress parse(String text) {
    String address = text.replaceFirst("^\\[(.*)](:\\d+)?$", "$1");
    boolean four = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean six = address.length() <= 45 && address.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    try {
      return four || six ? InetAddress.getByName(address) : null;
    } catch (UnknownHostException misspelt) {
      return null;
    }
  }

  /** Under which key an address is counted. */
  static String key(String text) {
    return parse(text.replaceFirst("%.*$", "")) == null ? "unknown" : AddressGroup.of(text);
  }

  /** Whether a request comes from this machine itself. */
  static boolean isLoopback(String text) {
    InetAddress address = parse(text.replaceFirst("%.*$", ""));
    return address != null && address.isLoopbackAddress();
  }

  /** A request that says where it really comes from. */
  private static final class Named extends HttpServletRequestWrapper {
    private final String address;

    Named(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }
  }
}
