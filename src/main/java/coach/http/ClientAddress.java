package coach.http;

import coach.net.AddressGroup;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out from which address a request came, so that what is behind this filter can count by
 * {@code getRemoteAddr()}. The header of the proxy is believed only where the operator named it:
 * any client can send one. Where it is trusted, no client behind it is this machine, whatever it
 * says: that would be spared.
 */
final class ClientAddress extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(ClientAddress.class);
  private static final String UNKNOWN = "unknown";
  private static final int SHOWN = 60;

  /** What proxies write; without a named header it says that there is one. */
  private static final List<String> USUAL =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Fly-Client-IP", "CF-Connecting-IP");

  private final String header;
  private final AtomicBoolean said = new AtomicBoolean();

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
    if (header == null) {
      ignored(request, "TRUSTED_PROXY_HEADER is not set");
      chain.doFilter(request, response);
      return;
    }
    String written = last(Collections.list(request.getHeaders(header)));
    InetAddress named = parse(written);
    if (named == null) {
      inVain(request, written);
      chain.doFilter(request, response);
      return;
    }
    chain.doFilter(
        new Named(request, named.isLoopbackAddress() ? UNKNOWN : named.getHostAddress()), response);
  }

  /** The last entry is the one that the proxy itself wrote; those before it came from outside. */
  private static String last(List<String> values) {
    String value = values.isEmpty() ? "" : values.get(values.size() - 1);
    return value.substring(value.lastIndexOf(',') + 1).strip();
  }

  /** Without it all clients are the proxy; with another, the wrong one may have been named. */
  private void inVain(HttpServletRequest request, String written) {
    if (written.isEmpty()) {
      ignored(request, "TRUSTED_PROXY_HEADER names " + header + ", which is missing");
    } else {
      unreadable(written);
    }
  }

  /** Any client can send one, so it is a hint and no more. */
  private void ignored(HttpServletRequest request, String cause) {
    if (said.get()) {
      return;
    }
    for (String usual : USUAL) {
      if (request.getHeader(usual) != null && said.compareAndSet(false, true)) {
        log.warn("header={} outcome=ignored cause={}", usual, cause);
      }
    }
  }

  private void unreadable(String written) {
    if (said.compareAndSet(false, true)) {
      String shown = written.substring(0, Math.min(SHOWN, written.length()));
      log.warn(
          "header={} value={} outcome=unreadable",
          header,
          shown.replaceAll("[^\\w.:\\[\\]-]", "?"));
    }
  }

  /** The address that a text spells, or null; a name is never looked up. */
  static InetAddress parse(String text) {
    String address =
        text.replaceFirst("^\\[(.*)](:\\d{1,5})?$", "$1")
            .replaceFirst("^([\\d.]+):\\d{1,5}$", "$1");
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
    InetAddress address = parse(text.replaceFirst("%.*$", ""));
    return address == null ? UNKNOWN : AddressGroup.of(address.getHostAddress());
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
