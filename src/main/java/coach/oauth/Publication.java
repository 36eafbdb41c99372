package coach.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;

/** A public document that clients may cache for five minutes. */
final class Publication extends Endpoint {
  private static final long serialVersionUID = 1L;

  private final transient Function<String, ObjectNode> document;

  /**
   * @param document what a client reads that asks under this host
   */
  Publication(Function<String, ObjectNode> document) {
    super("GET", "HEAD");
    this.document = document;
  }

  @Override
  ObjectNode answer(HttpServletRequest request, HttpServletResponse response) {
    ObjectNode answer = document.apply(request.getServerName());
    response.setHeader("Cache-Control", "public, max-age=300");
    response.addHeader("Vary", "Host");
    return answer;
  }
}
