package coach.http;

import coach.net.Loopback;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Turns an address away that asks faster than any assistant does, before a token is looked at or
 * the database is touched. Who asks from this machine is spared: behind a proxy whose header is not
 * named, that would be all clients at once.
 */
final class Throttle extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final int MOST_ADDRESSES = 10_000;

  /** What a request without a valid token costs beside its own token: guessing is slowed most. */
  private static final int UNAUTHORIZED = 4;

  private final transient TokenBuckets buckets;

  Throttle(FloodLimits limits) {
    buckets =
        new TokenBuckets(limits.perSecond(), limits.burst(), MOST_ADDRESSES, System::nanoTime);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Loopback.is(request.getRemoteAddr())) {
      chain.doFilter(request, response);
      return;
    }
    String address = ClientAddress.key(request.getRemoteAddr());
    int seconds = buckets.take(address);
    if (seconds > 0) {
      refuse(request, response, seconds, "This address sends too many requests.");
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      buckets.charge(address, UNAUTHORIZED);
    }
  }

  /** RFC 6585, section 4. */
  static void refuse(
      HttpServletRequest request, HttpServletResponse response, int seconds, String sentence)
      throws IOException {
    response.setHeader("Retry-After", Integer.toString(seconds));
    String when = seconds == 1 ? " Try again in 1 second." : " Try again in %d seconds.";
    Problem.write(request, response, 429, sentence + when.formatted(seconds));
  }
}
