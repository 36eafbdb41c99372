package coach.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Bounds the calls that are worked on at once, so that a flood is refused and not piled up. */
final class CallCap extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final Semaphore places;

  /**
   * @param most calls at once, at least 1
   */
  CallCap(int most) {
    places = new Semaphore(most);
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
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }
}
