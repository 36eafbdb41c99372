package coach.db;

/**
 * Says of one call that it shall end early, down to the statement that runs for it. Whatever has
 * not been committed by then is rolled back; what has been stays.
 */
public final class Cancellation {
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private boolean unwanted;
  private boolean stopped;
  private Runnable running;

  /** The caller has given up. Returns at once. */
  public synchronized void cancel() {
    boolean first = !isCancelled();
    unwanted = true;
    if (first) {
      endRunning();
    }
  }

  /** Someone still waits, but coach ends. Returns at once. */
  public synchronized void stop() {
    boolean first = !isCancelled();
    stopped = true;
    if (first) {
      endRunning();
    }
  }

  /** True where the caller has given up. */
  public synchronized boolean isUnwanted() {
    return unwanted;
  }

  /** True where the call shall end, for whatever reason. */
  public synchronized boolean isCancelled() {
    return unwanted || stopped;
  }

  /** Throws {@link DatabaseException} where the call shall end. */
  public void check() {
    if (isCancelled()) {
      throw failure(null);
    }
  }

  /** What who waited hears when coach ends. */
  public static DatabaseException failure(Throwable cause) {
    return new DatabaseException(
        DatabaseException.Kind.CANCELLED,
        "coach ended this call before it was done. Ask again in a few seconds.",
        0,
        cause);
  }

  /**
   * A statement is about to run.
   *
   * @param attempt asks the database once to end it, and may come too early
   * @throws DatabaseException where it must not
   */
  synchronized void begin(Runnable attempt) {
    check();
    running = attempt;
  }

  /** No statement runs any more. */
  synchronized void end() {
    running = null;
    notifyAll();
  }

  private void endRunning() {
    if (running != null) {
      // Each attempt opens a connection, which the canceller should not have to wait for.
      Thread thread = new Thread(this::interrupt, "coach-cancel");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Asks until the statement has ended: a request that arrives before the server has begun with the
   * statement is lost, and nothing tells.
   */
  private void interrupt() {
    try {
      long pause = FIRST_PAUSE_MILLIS;
      for (Runnable attempt; (attempt = stillRunning(0)) != null; ) {
        attempt.run();
        stillRunning(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** What runs, after a pause that its end cuts short. */
  private synchronized Runnable stillRunning(long pauseMillis) throws InterruptedException {
    if (running != null && pauseMillis > 0) {
      wait(pauseMillis);
    }
    return running;
  }
}
