package coach.http;

import coach.Caller;
import coach.db.Answer;
import coach.db.Database;
import coach.db.DatabaseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** Stands for a database that comes and goes; it answers nothing but whether it is there. */
final class UnreachableDatabase implements Database {
  volatile boolean reachable;
  volatile RuntimeException trouble;

  /** Until it opens nobody gets an answer. */
  volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public Answer run(Caller caller, String name, Map<String, String> values) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public List<Answer> runAll(
      Caller caller, String name, List<Map<String, String>> batches, IntConsumer done) {
    throw new UnsupportedOperationException(name);
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
