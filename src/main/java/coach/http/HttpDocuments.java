package coach.http;

import coach.auth.DocumentSource;
import coach.auth.PublicAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Fetches documents that strangers name, so it trusts nothing: every address that a name leads to
 * is looked at, and the connection goes to the very address that was, because a name may lead
 * elsewhere a moment later. No redirects, no proxy, no cookies, no compression, and little of
 * everything.
 */
public final class HttpDocuments implements DocumentSource, AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_AT_ONCE = 4;
  private static final int SECONDS = 5;

  private final Predicate<InetAddress> allowed;
  private final HttpClient client = new HttpClient();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private boolean started;

  public HttpDocuments() {
    this(PublicAddresses::isPublic, new SslContextFactory.Client());
  }

  /** With another rule and other trust, for a test that has no public address. */
  HttpDocuments(Predicate<InetAddress> allowed, SslContextFactory.Client trust) {
    this.allowed = allowed;
    client.setSslContextFactory(trust);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    client.setConnectTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
    client.setIdleTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
    client.setDestinationIdleTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
    client.setSocketAddressResolver((host, port, context, promise) -> resolve(host, port, promise));
    QueuedThreadPool threads = new QueuedThreadPool(8, 1);
    threads.setName("coach-documents");
    threads.setDaemon(true);
    client.setExecutor(threads);
  }

  private void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
    try {
      List<InetSocketAddress> usable = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (allowed.test(address)) {
          usable.add(new InetSocketAddress(address, port));
        }
      }
      if (usable.isEmpty()) {
        throw new UnknownHostException("no public address");
      }
      promise.succeeded(usable);
    } catch (UnknownHostException nowhere) {
      promise.failed(nowhere);
    }
  }

  @Override
  public Document fetch(URI address) throws Unavailable {
    if (!places.tryAcquire()) {
      throw new Unavailable("too many at once");
    }
    try {
      start();
      Request request =
          client
              .newRequest(address)
              .timeout(SECONDS, TimeUnit.SECONDS)
              .headers(headers -> headers.put(HttpHeader.ACCEPT, "application/json"));
      ContentResponse answer =
          new CompletableResponseListener(request, MOST_BYTES)
              .send()
              .get(2 * SECONDS, TimeUnit.SECONDS);
      return new Document(
          answer.getStatus(),
          answer.getHeaders().get(HttpHeader.CONTENT_TYPE),
          answer.getHeaders().get(HttpHeader.CACHE_CONTROL),
          answer.getContent());
    } catch (ExecutionException failed) {
      throw new Unavailable(String.valueOf(failed.getCause().getMessage()));
    } catch (TimeoutException late) {
      throw new Unavailable("time is up");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted");
    } finally {
      places.release();
    }
  }

  /** Late, because most servers never fetch anything. */
  private synchronized void start() {
    if (started) {
      return;
    }
    try {
      client.start();
      // What is unpacked could be a thousand times as long.
      client.getContentDecoderFactories().clear();
      started = true;
    } catch (Exception failed) {
      throw new IllegalStateException("coach cannot start its HTTP client", failed);
    }
  }

  @Override
  public synchronized void close() {
    try {
      client.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("coach cannot stop its HTTP client", failed);
    }
  }
}
