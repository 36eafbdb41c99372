package coach.accounts;

import java.util.UUID;

/**
 * A browser that is signed in.
 *
 * @param token what its cookie holds
 * @param hasPassword false for a person who signs in through Supabase
 * @param isFresh whether that was within the last ten minutes
 */
public record Session(
    String token, UUID account, String name, String email, boolean hasPassword, boolean isFresh) {
  /** Leaves the token out. */
  @Override
  public String toString() {
    return "Session[" + account + "]";
  }
}
