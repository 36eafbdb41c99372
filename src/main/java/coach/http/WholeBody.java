package coach.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Takes in a body before anybody works on its request, so that one that trickles in or stops holds
 * neither a thread nor a place. All bodies together take a bounded part of the memory; small ones
 * always find room, so that large ones cannot keep them out.
 */
final class WholeBody extends Handler.Wrapper {
  private static final long BYTES_PER_SECOND = 256;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MESSAGE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long FORM_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** How long nothing may arrive of a body that is waited for. */
  private static final long SILENCE_MILLISECONDS = 10_000;

  private static final int MOST_OF_MESSAGE = 1 << 20;
  private static final int MOST_OF_FORM = 1 << 17;
  private static final int SMALL = 1 << 14;
  private static final int HEAP_PER_BYTE = 12;

  private final Predicate<Request> wanted;
  private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);

  /** A body that is not wanted is refused without it. */
  WholeBody(Handler handler, Predicate<Request> wanted) {
    super(handler);
    this.wanted = wanted;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    boolean message = Problem.MCP.equals(path);
    int most = message ? MOST_OF_MESSAGE : MOST_OF_FORM;
    if (!wanted.test(request) || !isSent(request, most)) {
      return super.handle(request, response, callback);
    }
    long patience = message ? MESSAGE_NANOS : FORM_NANOS;
    Body body = new Body(request, response, callback, most, patience);
    Request.addCompletionListener(request, failure -> body.forget());
    body.run();
    return true;
  }

  /** One that says that it is too long is refused unread. */
  private static boolean isSent(Request request, int most) {
    return request.getLength() > 0
        ? request.getLength() <= most
        : request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** A request together with what has arrived of its body. */
  private final class Body extends Request.Wrapper implements Runnable {
    private final Response response;
    private final Callback callback;
    private final int most;
    private final long patience;
    private final EndPoint connection;
    private final long usual;
    private final long since = System.nanoTime();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long reserved;
    private boolean last;
    private Content.Chunk failure;

    Body(Request request, Response response, Callback callback, int most, long patience) {
      super(request);
      this.response = response;
      this.callback = callback;
      this.most = most;
      this.patience = patience;
      connection = request.getConnectionMetaData().getConnection().getEndPoint();
      usual = connection.getIdleTimeout();
    }

    /** Takes what is there, and asks for more. */
    @Override
    public void run() {
      while (!last && failure == null && bytes.size() <= most) {
        Content.Chunk chunk = getWrapped().read();
        if (chunk == null && isInTime()) {
          long left = TimeUnit.NANOSECONDS.toMillis(patience - (System.nanoTime() - since));
          connection.setIdleTimeout(Math.max(1, Math.min(left, SILENCE_MILLISECONDS)));
          getWrapped().demand(this);
          return;
        }
        if (chunk == null) {
          failure = Content.Chunk.from(new TimeoutException("the body arrives too slowly"));
        } else if (!take(chunk)) {
          Response.writeError(this, response, callback, 503);
          return;
        }
      }
      connection.setIdleTimeout(usual);
      proceed();
    }

    private boolean isInTime() {
      long nanos = System.nanoTime() - since;
      long owed = BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(nanos);
      return nanos < patience && (nanos < GRACE_NANOS || bytes.size() >= owed);
    }

    /** False where there is no room for it. */
    private boolean take(Content.Chunk chunk) {
      if (Content.Chunk.isFailure(chunk)) {
        failure = chunk;
        return true;
      }
      int length = chunk.remaining();
      boolean fits = bytes.size() + length <= SMALL || reserve(bytes.size() + length - reserved);
      if (fits) {
        bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        last = chunk.isLast();
      }
      chunk.release();
      return fits;
    }

    private boolean reserve(long more) {
      reserved += more;
      return room.addAndGet(-more) >= 0;
    }

    private void forget() {
      room.addAndGet(reserved);
      reserved = 0;
    }

    private void proceed() {
      try {
        if (!WholeBody.super.handle(this, response, callback)) {
          Response.writeError(this, response, callback, 404);
        }
      } catch (Exception failed) {
        Response.writeError(this, response, callback, failed);
      }
    }

    @Override
    public Content.Chunk read() {
      if (bytes != null && bytes.size() > 0) {
        ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
        bytes = null;
        return Content.Chunk.from(all, last);
      }
      if (failure != null) {
        return failure;
      }
      return last ? Content.Chunk.EOF : getWrapped().read();
    }

    @Override
    public void demand(Runnable arrived) {
      if (bytes != null || failure != null || last) {
        arrived.run();
      } else {
        getWrapped().demand(arrived);
      }
    }
  }
}
