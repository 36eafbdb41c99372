package coach.db;

import coach.db.DatabaseException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps one lifter from taking every connection: a few statements of theirs at once and one write,
 * which is what the database allows anyway. The others wait here, without a connection.
 */
final class LifterTurns {
  /** Statements of one lifter in work at once; fewer than the pool has connections. */
  static final int MOST = 3;

  /** How many more may wait. */
  static final int MOST_WAITING = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 50;

  private final Map<UUID, Turns> lifters = new HashMap<>();

  private static final class Turns {
    final Semaphore statements = new Semaphore(MOST, true);
    final Semaphore writes = new Semaphore(1, true);
    int calls;
  }

  /**
   * Does the work when it is its turn.
   *
   * @throws DatabaseException where too many wait, it takes too long, or the call was cancelled
   */
  <T> T take(UUID lifter, boolean write, Cancellation cancellation, Supplier<T> work) {
    Turns turns = enter(lifter);
    try {
      return write
          ? within(turns.writes, cancellation, () -> within(turns.statements, cancellation, work))
          : within(turns.statements, cancellation, work);
    } finally {
      leave(lifter, turns);
    }
  }

  private synchronized Turns enter(UUID lifter) {
    Turns turns = lifters.computeIfAbsent(lifter, unknown -> new Turns());
    if (turns.calls >= MOST + MOST_WAITING) {
      throw busy();
    }
    turns.calls++;
    return turns;
  }

  private synchronized void leave(UUID lifter, Turns turns) {
    if (--turns.calls == 0) {
      lifters.remove(lifter);
    }
  }

  private static <T> T within(Semaphore places, Cancellation cancellation, Supplier<T> work) {
    acquire(places, cancellation);
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static void acquire(Semaphore places, Cancellation cancellation) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
        if (System.nanoTime() > deadline) {
          throw busy();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Cancellation.failure(stopping);
    }
  }

  private static DatabaseException busy() {
    return new DatabaseException(
        Kind.RATE_LIMITED,
        "Too many of your calls are in work at once. Try again in 2 seconds.",
        2,
        null);
  }
}
