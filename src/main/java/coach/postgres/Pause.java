package coach.postgres;

import java.io.InterruptedIOException;

/** Waits between two attempts, and turns an interruption into an ordinary I/O failure. */
final class Pause {
  private Pause() {}

  static void millis(long duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the database");
    }
  }
}
