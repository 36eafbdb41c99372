package coach.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Tells browsers to come back over https only (RFC 6797), where that is the public address: else
 * the first request of a visit could be read and answered by an attacker in between. For this very
 * host: what else its domain serves is not for coach to say.
 */
final class StrictTransport extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String HEADER = "Strict-Transport-Security";
  private static final String A_YEAR = "max-age=31536000";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader(HEADER, A_YEAR);
    chain.doFilter(request, new Lasting(response));
  }

  /** A page that fails begins anew, without what was said before. */
  private static final class Lasting extends HttpServletResponseWrapper {
    Lasting(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void reset() {
      super.reset();
      setHeader(HEADER, A_YEAR);
    }
  }
}
