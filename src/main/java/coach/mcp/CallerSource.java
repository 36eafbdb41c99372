package coach.mcp;

import coach.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Says who is asking over HTTP. */
@FunctionalInterface
public interface CallerSource {
  Caller of(HttpServletRequest request);
}
