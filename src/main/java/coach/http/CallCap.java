package coach.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds the calls that are worked on at once, in all and of one address, so that a flood is
 * refused and not piled up, and one address cannot take every place.
 */
final class CallCap extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final Semaphore places;
  private final int mostOfOne;

  /** Calls in work by address; as many entries as there are places, at most. */
  private final ConcurrentHashMap<String, Integer> inWork = new ConcurrentHashMap<>();

  /**
   * @param most calls at once, at least 1
   * @param mostOfOne calls of one address at once, at least 1
   */
  CallCap(int most, int mostOfOne) {
    places = new Semaphore(most);
    this.mostOfOne = mostOfOne;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
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
    if (ClientAddress.isLoopback(request.getRemoteAddr())) {
      chain.doFilter(request, response);
      return;
    }
    String address = ClientAddress.key(request.getRemoteAddr());
    int now = inWork.merge(address, 1, Integer::sum);
    try {
      if (now > mostOfOne) {
        Throttle.refuse(request, response, 1, "This address has too many requests in work.");
      } else {
        chain.doFilter(request, response);
      }
    } finally {
      inWork.computeIfPresent(address, (key, calls) -> calls == 1 ? null : calls - 1);
    }
  }
}
