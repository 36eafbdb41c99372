package coach.mcp;

import coach.Caller;
import coach.tools.ToolError;
import java.util.Set;

/**
 * The check of what a caller may do, right before it is done: a hidden tool can still be called.
 */
final class Scopes {
  private Scopes() {}

  /**
   * The same decision before anything is streamed, so that a client is told by HTTP to ask for
   * more.
   *
   * @param scope null where none is needed
   * @throws Refusal under status 403
   */
  static void demand(Set<String> scopes, String scope) {
    if (scope != null && !scopes.contains(scope)) {
      String sentence =
          "This needs the scope %s, which this sign-in does not have. Sign in again and allow it."
              .formatted(scope);
      throw Refusal.of(Refusal.INVALID_REQUEST, sentence, 403, null);
    }
  }

  /** Throws {@link ToolError} where the caller lacks the scope. */
  static void demand(Caller caller, String scope, String what) {
    if (!caller.may(scope)) {
      throw new ToolError(
          "%s needs the scope %s, which this sign-in does not have. Sign in again and allow it."
              .formatted(what, scope));
    }
  }
}
