package coach.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Whatever is served nowhere, by every method alike: a client that probes for an address with POST
 * must not take it for one that exists.
 */
final class NotFound extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem.write(
        request,
        response,
        HttpServletResponse.SC_NOT_FOUND,
        JsonErrors.sentence(HttpServletResponse.SC_NOT_FOUND, null));
  }
}
