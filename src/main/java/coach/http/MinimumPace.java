package coach.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends requests whose bodies trickle in or stop, so that no client holds a thread for the price of
 * a byte. Jetty's own handler compares with the bytes of all requests together, which lets all
 * through once the server is busy.
 */
final class MinimumPace extends Handler.Wrapper {
  private static final long BYTES_PER_SECOND = 256;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long nothing may arrive of a body that is waited for. */
  private static final long SILENCE_MILLISECONDS = 10_000;

  MinimumPace(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Paced paced = new Paced(request);
    Request.addCompletionListener(request, failure -> paced.waitsNoMore());
    return super.handle(paced, response, callback);
  }

  /** Its bytes are counted from the first read that waits. */
  private static final class Paced extends Request.Wrapper {
    private long bytes;
    private long since;
    private boolean waited;
    private Content.Chunk failure;

    /** How long the connection may be silent otherwise; negative while no body is waited for. */
    private long usual = -1;

    Paced(Request request) {
      super(request);
    }

    private EndPoint connection() {
      return getConnectionMetaData().getConnection().getEndPoint();
    }

    private void waits() {
      waited = true;
      since = System.nanoTime();
      usual = connection().getIdleTimeout();
      connection().setIdleTimeout(Math.min(usual, SILENCE_MILLISECONDS));
    }

    private void waitsNoMore() {
      if (usual >= 0) {
        connection().setIdleTimeout(usual);
        usual = -1;
      }
    }

    @Override
    public Content.Chunk read() {
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      if (chunk != null && !Content.Chunk.isFailure(chunk)) {
        bytes += chunk.remaining();
        if (chunk.isLast()) {
          waitsNoMore();
        }
      }
      return chunk;
    }

    @Override
    public void demand(Runnable arrived) {
      if (!waited) {
        waits();
      }
      long nanos = System.nanoTime() - since;
      if (nanos > GRACE_NANOS && bytes < BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(nanos)) {
        failure = Content.Chunk.from(new TimeoutException("the body arrives too slowly"));
        arrived.run();
      } else {
        super.demand(arrived);
      }
    }
  }
}
