package coach.db;

import coach.Caller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a road is shared: a lifter has a few statements in work, waits for locks without holding a
 * connection, pays for calls that fail, and hears nothing of a connection that died before its
 * time.
 */
final class FairCalls {
  private static final Logger log = LoggerFactory.getLogger(FairCalls.class);

  /** Between two attempts at what waited for a lock. */
  private static final long PAUSE_MILLIS = 50;

  private final LifterTurns turns = new LifterTurns();

  /**
   * Runs a file when it is its caller's turn; the server's own at once.
   *
   * @param limit for how long it is tried again where it waits for a lock
   * @param once runs the file, once, on a new connection where the last one was lost
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
        () ->
            counted(
                request.cancellation(),
                limit,
                () -> alive(request, file, once),
                () -> count.accept(caller)));
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

  /**
   * Again where the connection died: a read changes nothing, and a write with a key is done once,
   * whether the first attempt arrived or not.
   */
  private static Road.Reply alive(Road.Request request, SqlFile file, Supplier<Road.Reply> once) {
    try {
      return once.get();
    } catch (DatabaseException failed) {
      boolean lost = DatabaseErrors.isLostConnection(failed);
      if (lost && (!request.changes(file) || request.hasKey())) {
        log.info("connection outcome=lost file={}", file.name());
        return once.get();
      }
      throw request.changes(file) && (lost || DatabaseErrors.isUnanswered(failed))
          ? DatabaseErrors.unsure(failed.kind(), failed.getCause())
          : failed;
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
