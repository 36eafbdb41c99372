package coach;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/**
 * What one process has opened, closed once and in reverse, whether the work ends by itself or the
 * process is told to end.
 */
public final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = new Thread(this::close, "coach-close");
  private boolean closed;

  public Resources() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Keeps something that is closed before everything added earlier. */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /** Waits for a closing that another thread has begun. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // This is the hook, or it waits for this method and then finds nothing to do.
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failure) {
      // The others must still be closed.
      LoggerFactory.getLogger(Resources.class)
          .warn("closing={} outcome=failed", resource.getClass().getSimpleName(), failure);
    }
  }
}
