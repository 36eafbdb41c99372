package coach.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One yes-or-no answer for whatever watches over the process. */
final class StatusPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Where such answers are given: alive twice, because hosts ask by either name, and ready. */
  static final Set<String> PATHS = Set.of("/health", "/healthz", "/ready");

  private final transient BooleanSupplier good;

  StatusPage(BooleanSupplier good) {
    this.good = good;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Problem.write(request, response, 405, "This address takes GET only.");
      return;
    }
    boolean yes = good.getAsBoolean();
    byte[] body =
        (yes ? "{\"status\":\"ok\"}" : "{\"status\":\"unavailable\"}")
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(yes ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
