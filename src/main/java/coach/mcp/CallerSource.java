package coach.mcp;

import coach.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Says who is asking over HTTP. */
@FunctionalInterface
public interface CallerSource {
  /** Every scope there is. */
  Set<String> ALL_SCOPES = Set.of(Caller.READ, Caller.WRITE);

  Caller of(HttpServletRequest request);

  /** What whoever asks may do, answered without a trip to the database. */
  default Set<String> scopes(HttpServletRequest request) {
    return ALL_SCOPES;
  }

  /**
   * What a refused client is told to do in {@code WWW-Authenticate}; null for nothing.
   *
   * @param status 401 where the sign-in has ended, 403 where it does not reach far enough
   */
  default String challenge(HttpServletRequest request, int status) {
    return null;
  }
}
