package coach.db;

import coach.Caller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a road is shared: a lifter has a few statements in work, waits for locks without holding a
 * connection, and pays for calls that fail.
 */
final class FairCalls {
  /** Between two attempts at what waited for a lock. */
  private static final long PAUSE_MILLIS = 50;

  private final LifterTurns turns = new LifterTurns();

  /**
   * Runs a file when it is its caller's turn; the server's own at once.
   *
   * @param limit for how long it is tried again where it waits for a lock
   * @param once runs the file, once
   * @param count counts a call by itself
   */
  Road.Reply run(
      Road.Request request,
      SqlFile file,
      Duration limit,
      Supplier<Road.Reply> once,
      Consumer<Caller> count) {
    if (request.caller().isEmpty()) {
      return once.get();
    }
    Caller caller = request.caller().get();
    return turns.take(
        caller.user(),
        file.writes(),
        request.cancellation(),
        () -> counted(request.cancellation(), limit, once, () -> count.accept(caller)));
  }

  /** What fails has taken its own count along, and would cost an attacker nothing. */
  private static Road.Reply counted(
      Cancellation cancellation, Duration limit, Supplier<Road.Reply> once, Runnable count) {
    try {
      return patiently(limit, once);
    } catch (DatabaseException failed) {
      boolean counts =
          switch (failed.kind()) {
            case TIMED_OUT, REFUSED, INTERNAL -> true;
            case CANCELLED -> cancellation.isUnwanted();
            default -> false;
          };
      if (counts && failed.getCause() != null) {
        count.run();
      }
      throw failed;
    }
  }

  /** Rows that another of this lifter's calls has locked are waited for without a connection. */
  private static Road.Reply patiently(Duration limit, Supplier<Road.Reply> once) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return once.get();
      } catch (DatabaseException failed) {
        if (failed.kind() != DatabaseException.Kind.LOCKED || System.nanoTime() > deadline) {
          throw failed;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }
}
