package coach.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Takes in and throws away what is left of a body after its answer has been sent. Most clients send
 * all of it before they read, and a connection that is closed on unread bytes is reset: the answer
 * that says what was wrong would be lost. No thread waits meanwhile.
 */
final class LeftoverBody extends Handler.Wrapper {
  private static final long MOST_BYTES = 16 << 20;
  private static final long MOST_SECONDS = 5;

  LeftoverBody(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    // RFC 9110 section 10.1.1: who waits to be asked for the body has sent none of it.
    boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
    return waits
        ? super.handle(request, response, callback)
        : super.handle(new Unread(request), response, new Taker(request, callback));
  }

  /** Keeps what answers from looking after the body itself: that would end the reading. */
  private static final class Unread extends Request.Wrapper {
    Unread(Request request) {
      super(request);
    }

    /** Whether the connection is likely to serve another request; if not, the answer says so. */
    @Override
    public boolean consumeAvailable() {
      return getLength() >= 0 && getLength() <= MOST_BYTES;
    }
  }

  /**
   * Completes the request once the body has ended, or more of it is not worth the while. Under its
   * lock nobody reads from a request that has been completed.
   */
  private static final class Taker implements Callback, Runnable {
    private final Request request;
    private final Callback callback;
    private Scheduler.Task limit;
    private boolean ended;
    private long taken;

    Taker(Request request, Callback callback) {
      this.request = request;
      this.callback = callback;
    }

    @Override
    public void succeeded() {
      run();
    }

    @Override
    public void failed(Throwable cause) {
      callback.failed(cause);
    }

    /** Takes what is there, and asks for more. */
    @Override
    public void run() {
      synchronized (this) {
        if (ended) {
          return;
        }
        if (!isTaken()) {
          if (limit == null) {
            Scheduler scheduler = request.getComponents().getScheduler();
            limit = scheduler.schedule(this::giveUp, MOST_SECONDS, TimeUnit.SECONDS);
          }
          request.demand(this);
          return;
        }
        ended = true;
        if (limit != null) {
          limit.cancel();
        }
      }
      callback.succeeded();
    }

    private void giveUp() {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      callback.succeeded();
    }

    /** Whether no more is to come, or was bargained for. */
    private boolean isTaken() {
      for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
        taken += chunk.remaining();
        chunk.release();
        if (Content.Chunk.isFailure(chunk) || chunk.isLast() || taken > MOST_BYTES) {
          return true;
        }
      }
      return false;
    }

    @Override
    public InvocationType getInvocationType() {
      return callback.getInvocationType();
    }
  }
}
