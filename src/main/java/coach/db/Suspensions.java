package coach.db;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that the machine was suspended: one clock stood still and the other did not. Its sockets
 * then look alive and are dead.
 */
final class Suspensions {
  /** More than a time server corrects at once, less than a server keeps a silent client. */
  private static final long LEAST_MILLIS = Duration.ofSeconds(5).toMillis();

  private final Clock clock;
  private final AtomicLong apart;

  Suspensions(Clock clock) {
    this.clock = clock;
    apart = new AtomicLong(millisApart());
  }

  private long millisApart() {
    return clock.millis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Whether there was one since the last question; one of several that ask at once is told. */
  boolean wasOne() {
    long now = millisApart();
    long before = apart.getAndSet(now);
    return now - before > LEAST_MILLIS;
  }
}
