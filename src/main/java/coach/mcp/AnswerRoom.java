package coach.mcp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large answers may wait for their readers, so that those who do not read cannot
 * fill the memory. Small answers always find room.
 */
final class AnswerRoom {
  /** More than any tool answers. */
  private static final int SMALL = 64 * 1024;

  private static final int HEAP_PER_BYTE = 8;

  private final AtomicLong left = new AtomicLong(Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);

  /** Holds room for an answer until it is closed. */
  record Held(AtomicLong left, int bytes) implements AutoCloseable {
    boolean fits() {
      return left.get() >= 0;
    }

    @Override
    public void close() {
      left.addAndGet(bytes);
    }
  }

  /** Takes room for an answer, which may not fit. */
  Held take(Reply reply) {
    int bytes = reply.body() == null || reply.body().length <= SMALL ? 0 : reply.body().length;
    left.addAndGet(-bytes);
    return new Held(left, bytes);
  }
}
