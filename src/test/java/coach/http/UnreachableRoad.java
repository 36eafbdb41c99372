package coach.http;

import coach.db.DatabaseException;
import coach.db.Road;
import java.util.concurrent.CountDownLatch;

/** Stands for a database that comes and goes; it answers nothing but whether it is there. */
final class UnreachableRoad implements Road {
  volatile boolean reachable;
  volatile RuntimeException trouble;

  /** Until it opens nobody gets an answer. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public Reply run(Request request) {
    throw new AssertionError("asked for " + request.file() + ", but only whether it is there");
  }

  @Override
  public void ping() {
    try {
      gate.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    if (trouble != null) {
      throw trouble;
    }
    if (!reachable) {
      throw new DatabaseException(
          DatabaseException.Kind.UNAVAILABLE, "The database is unreachable.", 0, null);
    }
  }

  @Override
  public void close() {}
}
