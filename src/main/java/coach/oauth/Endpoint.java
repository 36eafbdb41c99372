package coach.oauth;

import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What programs talk to: JSON answers, and errors as OAuth words them. */
abstract class Endpoint extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int UNAVAILABLE_SECONDS = 5;

  private final transient List<String> methods;

  /** Takes these methods, and {@code OPTIONS}. */
  Endpoint(String... methods) {
    this.methods = List.of(methods);
  }

  /**
   * The answer to a request, or null for an empty one.
   *
   * @throws OAuthError for what the client did wrong
   */
  abstract ObjectNode answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Answers hold tokens; one that may be cached says so itself (RFC 6749 section 5.1).
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!methods.contains(request.getMethod())) {
      response.setHeader("Allow", String.join(", ", methods) + ", OPTIONS");
      closeWhereUnread(request, response);
      response.setStatus(request.getMethod().equals("OPTIONS") ? 204 : 405);
      return;
    }
    try {
      write(response, answer(request, response));
    } catch (OAuthError refused) {
      log.info("path={} outcome=refused code={}", request.getServletPath(), refused.code());
      closeWhereUnread(request, response);
      write(response, refused);
    } catch (DatabaseException failed) {
      unavailable(response, failed);
    }
  }

  /** An unread body ends the connection, and the client must be told or it would reuse it. */
  private static void closeWhereUnread(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean sent =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (sent && !request.getInputStream().isFinished()) {
      response.setHeader("Connection", "close");
    }
  }

  private static void write(HttpServletResponse response, OAuthError refused) throws IOException {
    if (refused.retrySeconds() > 0) {
      response.setHeader("Retry-After", Integer.toString(refused.retrySeconds()));
    }
    response.setStatus(refused.status());
    write(response, error(refused.code(), refused.getMessage()));
  }

  /** Unknown is not invalid: a client that is refused discards its tokens. */
  private static void unavailable(HttpServletResponse response, DatabaseException failed)
      throws IOException {
    if (failed.kind() == Kind.INTERNAL) {
      throw failed;
    }
    log.warn("outcome=failed cause={}", failed.kind());
    int seconds = failed.retrySeconds() > 0 ? failed.retrySeconds() : UNAVAILABLE_SECONDS;
    response.setHeader("Retry-After", Integer.toString(seconds));
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    write(response, error("temporarily_unavailable", failed.getMessage()));
  }

  private static ObjectNode error(String code, String sentence) {
    return JSON.createObjectNode().put("error", code).put("error_description", sentence);
  }

  private static void write(HttpServletResponse response, ObjectNode answer) throws IOException {
    if (answer == null) {
      return;
    }
    byte[] body = JSON.writeValueAsBytes(answer);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
