package coach.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Whatever is served nowhere, by every method alike: a client that probes for an address with POST
 * must not take it for one that exists. Browsers are shown a page.
 */
final class NotFound extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Where the page for browsers is served, too. */
  static final String PAGE = "/not-found";

  private final transient HttpServlet page;

  /**
   * @param page for a person with a browser, or null
   */
  NotFound(HttpServlet page) {
    this.page = page;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String accept = request.getHeader("Accept");
    boolean looked = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (page != null && looked && accept != null && accept.contains("text/html")) {
      page.service(request, response);
      return;
    }
    Problem.write(
        request,
        response,
        HttpServletResponse.SC_NOT_FOUND,
        JsonErrors.sentence(HttpServletResponse.SC_NOT_FOUND, null));
  }
}
