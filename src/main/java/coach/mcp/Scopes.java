package coach.mcp;

import coach.Caller;
import coach.tools.ToolError;

/**
 * The check of what a caller may do, right before it is done: a hidden tool can still be called.
 */
final class Scopes {
  private Scopes() {}

  /** Throws {@link ToolError} where the caller lacks the scope. */
  static void demand(Caller caller, String scope, String what) {
    if (!caller.may(scope)) {
      throw new ToolError(
          "%s needs the scope %s, which this sign-in does not have. Sign in again and allow it."
              .formatted(what, scope));
    }
  }
}
