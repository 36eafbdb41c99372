package coach.http;

import coach.Lazy;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Every open connection. Of too many the one that has been idle longest is closed, and so is one
 * whose headers do not end or whose answer is not read: none of them costs a thread, but each
 * memory and a descriptor.
 */
final class Connections extends Handler.Wrapper implements Connection.Listener {
  private static final int LEAST = 16;
  private static final int MOST = 512;

  /** Descriptors for files, the database, and whatever else. */
  private static final int OTHER_DESCRIPTORS = 128;

  private static final long HEADERS_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A connection that was used within this time is likely to be used again. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long NEVER = Long.MAX_VALUE;

  /** One that never had an answer goes before any that had: holding many costs nothing else. */
  private static final Comparator<Map.Entry<EndPoint, State>> OLDEST =
      (one, other) -> State.compare(one.getValue(), other.getValue());

  /** To ask for the descriptors starts Java's management, which no start should wait for. */
  private final Lazy<Integer> most =
      new Lazy<>(() -> Math.max(LEAST, Math.min(MOST, descriptors() - OTHER_DESCRIPTORS)));

  private final Map<EndPoint, State> open = new ConcurrentHashMap<>();
  private volatile boolean draining;

  /** What is known of one connection. */
  private static final class State {
    final AtomicInteger requests = new AtomicInteger();
    volatile long usedAt = System.nanoTime();
    volatile boolean hadAnswer;
    volatile long bytesRead;
    volatile long headersSince = NEVER;
    volatile long unreadSince = NEVER;

    static int compare(State one, State other) {
      int answered = Boolean.compare(one.hadAnswer, other.hadAnswer);
      return answered == 0 ? Long.compare(one.usedAt, other.usedAt) : answered;
    }

    boolean isIdle() {
      return requests.get() == 0;
    }

    boolean isLate(long now) {
      return now - headersSince > HEADERS_NANOS || now - unreadSince > UNREAD_NANOS;
    }
  }

  Connections(Handler handler) {
    super(handler);
  }

  private boolean areTooMany() {
    return open.size() > LEAST && open.size() > most.get();
  }

  private static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : Integer.MAX_VALUE;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    look(getServer().getScheduler());
  }

  private void look(Scheduler scheduler) {
    long now = System.nanoTime();
    open.forEach((endPoint, state) -> look(endPoint, state, now));
    scheduler.schedule(() -> look(scheduler), 1, TimeUnit.SECONDS);
  }

  private static void look(EndPoint endPoint, State state, long now) {
    boolean begun = state.isIdle() && endPoint.getConnection().getBytesIn() > state.bytesRead;
    state.headersSince = begun ? Math.min(state.headersSince, now) : NEVER;
    boolean unread = endPoint instanceof AbstractEndPoint it && it.getWriteFlusher().isPending();
    state.unreadSince = unread ? Math.min(state.unreadSince, now) : NEVER;
    if (state.isLate(now)) {
      endPoint.close();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection.getEndPoint(), new State());
    if (areTooMany()) {
      open.entrySet().stream()
          .filter(one -> one.getValue().isIdle())
          .min(OLDEST)
          .ifPresent(oldest -> oldest.getKey().close());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection.getEndPoint());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    State state = open.get(connection.getEndPoint());
    if (state != null) {
      state.requests.incrementAndGet();
      state.headersSince = NEVER;
      Request.addCompletionListener(request, failure -> done(connection, state));
    }
    if (draining) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    return super.handle(request, response, callback);
  }

  private static void done(Connection connection, State state) {
    state.bytesRead = connection.getBytesIn();
    state.usedAt = System.nanoTime();
    state.hadAnswer = true;
    state.requests.decrementAndGet();
  }

  /** Whether this server is about to stop. */
  boolean isDraining() {
    return draining;
  }

  /** Gives every connection in use one more answer, which says that it was the last. */
  void drain(Duration patience) {
    draining = true;
    long deadline = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      long now = System.nanoTime();
      open.forEach(
          (endPoint, state) -> {
            if (state.isIdle() && now - state.usedAt > IDLE_NANOS) {
              endPoint.close();
            }
          });
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
