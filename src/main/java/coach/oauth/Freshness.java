package coach.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When something was learnt, by two clocks: one stands still while a machine is suspended, the
 * other may be set back.
 */
record Freshness(long nanos, Instant at) {
  static Freshness now(Clock clock) {
    return new Freshness(System.nanoTime(), clock.instant());
  }

  /** Whether that is longer ago, by either clock. */
  boolean isOlderThan(Duration age, Clock clock) {
    return System.nanoTime() - nanos > age.toNanos() || at.plus(age).isBefore(clock.instant());
  }

  /**
   * Whether what was learnt says nothing of a token: it was learnt before the token was made, as
   * far as that says when it was. A token from a time that is still to come says nothing.
   *
   * @param issued by a clock that may differ from ours; null where the token does not say
   */
  boolean isBefore(Instant issued, Clock clock) {
    // A stranger writes it: what is added to it may be more than a time can be.
    return issued != null
        && at.minus(AccessTokens.LEEWAY).isBefore(issued)
        && !issued.isAfter(clock.instant().plus(AccessTokens.LEEWAY));
  }
}
