package coach.http;

import java.util.Optional;

/**
 * How much one address or one account may ask for before the database is touched. It is far above
 * what a person's assistants do and far below what would keep others out.
 *
 * @param addressHeader in which the proxy names the client's address; empty for the socket's
 * @param perSecond requests a second that one address, and one account, may send for ever
 * @param burst requests that it may send at once after a rest, at least 1
 * @param concurrent calls of one address that are worked on at once, at least 1; of other requests
 *     as many, but no more than 8
 */
public record FloodLimits(
    Optional<String> addressHeader, int perSecond, int burst, int concurrent) {
  /** Pages and tokens take moments, so that more at once are slow on purpose. */
  private static final int MOST_OTHERS = 8;

  /** 20 requests a second, 100 at once after a rest, 32 worked on at the same time. */
  public static FloodLimits usual(Optional<String> addressHeader) {
    return new FloodLimits(addressHeader, 20, 100, 32);
  }

  /** Requests of one account at once after a rest: several apps of a person may wake together. */
  int accountBurst() {
    return 2 * burst;
  }

  /** Requests of one address that are no calls and worked on at once. */
  int others() {
    return Math.min(concurrent, MOST_OTHERS);
  }
}
