package coach.http;

import coach.net.Loopback;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Bounds the requests that are worked on at once, in all and of one address, so that a flood is
 * refused and not piled up, and one address cannot take every place. Calls and other requests have
 * places of their own; health checks need none.
 */
final class CallCap extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient Predicate<String> counted;
  private final Semaphore places;
  private final transient Shares addresses;

  /**
   * @param counted by the path of a request; others pass
   * @param most requests at once, at least 1
   * @param mostOfOne requests of one address at once, at least 1
   */
  private CallCap(Predicate<String> counted, int most, int mostOfOne) {
    this.counted = counted;
    places = new Semaphore(most);
    addresses = new Shares(mostOfOne);
  }

  /** Of the protocol's messages. */
  static CallCap ofCalls(int most, int mostOfOne) {
    return new CallCap(Problem.MCP::equals, most, mostOfOne);
  }

  /** Of everything else. */
  static CallCap ofOthers(int most, int mostOfOne) {
    return new CallCap(
        path -> !Problem.MCP.equals(path) && !StatusPage.PATHS.contains(path), most, mostOfOne);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!counted.test(request.getServletPath())) {
      chain.doFilter(request, response);
      return;
    }
    if (!places.tryAcquire()) {
      response.setHeader("Retry-After", "1");
      Problem.write(request, response, 503, "coach is busy. Try again in 1 second.");
      return;
    }
    try {
      ofOneAddress(request, response, chain);
    } finally {
      places.release();
    }
  }

  private void ofOneAddress(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Loopback.is(request.getRemoteAddr())) {
      chain.doFilter(request, response);
      return;
    }
    String address = ClientAddress.key(request.getRemoteAddr());
    if (!addresses.enter(address)) {
      Throttle.refuse(request, response, 1, "Too many requests from this address are in progress.");
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      addresses.leave(address);
    }
  }
}
