package coach.http;

import coach.net.PublicAddresses;
import coach.oauth.DocumentSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches documents that strangers name, so it trusts nothing: a name is resolved once, all that it
 * leads to must be public, and the connection goes to exactly that, because a name may lead
 * elsewhere a moment later. No redirects, no cookies, no compression, and little of everything.
 */
public final class HttpDocuments implements DocumentSource {
  /** RFC 9110 section 10.1.5; who sends none is often taken for an attack and not answered. */
  private static final HttpField NAME = new HttpField(HttpHeader.USER_AGENT, "coach");

  private static final Logger log = LoggerFactory.getLogger(HttpDocuments.class);

  static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_AT_ONCE = 4;

  /** For a place; most documents take less than that. */
  private static final int WAIT_SECONDS = 2;

  private final Predicate<InetAddress> allowed;
  private final Supplier<SslContextFactory.Client> trust;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /** Public addresses only, the runtime's certificates, five seconds for everything. */
  public HttpDocuments() {
    this(PublicAddresses::isPublic, SslContextFactory.Client::new, Duration.ofSeconds(5));
  }

  /**
   * @param allowed which addresses may be connected to
   * @param trust whose certificates are believed, made anew for each fetch
   * @param patience for the whole fetch
   */
  HttpDocuments(
      Predicate<InetAddress> allowed, Supplier<SslContextFactory.Client> trust, Duration patience) {
    this.allowed = allowed;
    this.trust = trust;
    this.patience = patience;
  }

  @Override
  public Document fetch(URI address) throws Unavailable {
    await();
    // A client of its own for each: fetches are rare, and nothing rests in memory between them.
    HttpClient client = client();
    try {
      client.start();
      // What is unpacked could be a thousand times as long.
      client.getContentDecoderFactories().clear();
      return get(client, address);
    } catch (Unavailable unavailable) {
      throw unavailable;
    } catch (Exception unusable) {
      throw new IllegalStateException("coach cannot start its HTTP client", unusable);
    } finally {
      stop(client);
      places.release();
    }
  }

  private void await() throws Unavailable {
    try {
      if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Busy();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted");
    }
  }

  private HttpClient client() {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setSslContextFactory(trust.get());
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    QueuedThreadPool threads = new QueuedThreadPool(10, 1);
    threads.setName("coach-documents");
    threads.setReservedThreads(0);
    threads.setDaemon(true);
    Scheduler scheduler = new ScheduledExecutorScheduler("coach-documents-timer", true);
    client.setExecutor(threads);
    client.setScheduler(scheduler);
    client.setFollowRedirects(false);
    client.setConnectTimeout(patience.toMillis());
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(NAME);
    SocketAddressResolver names =
        new SocketAddressResolver.Async(threads, scheduler, patience.toMillis());
    client.setSocketAddressResolver(
        (host, port, context, promise) ->
            names.resolve(
                host, port, context, Promise.from(f -> check(f, promise), promise::failed)));
    return client;
  }

  /** The name as a whole, because the connection takes whichever of its addresses answers. */
  private void check(List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
    if (found.stream().allMatch(one -> allowed.test(one.getAddress()))) {
      promise.succeeded(found);
    } else {
      promise.failed(new SecurityException("not a public address"));
    }
  }

  private Document get(HttpClient client, URI address) throws Unavailable {
    Request request =
        client
            .newRequest(address)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> headers.put(HttpHeader.ACCEPT, "application/json"));
    CompletableFuture<ContentResponse> answer =
        new CompletableResponseListener(request, MOST_BYTES).send();
    try {
      ContentResponse response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Document(
          response.getStatus(),
          response.getHeaders().get(HttpHeader.CONTENT_TYPE),
          response.getHeaders().get(HttpHeader.CACHE_CONTROL),
          response.getContent());
    } catch (ExecutionException failed) {
      throw new Unavailable(failed.getCause().getClass().getSimpleName());
    } catch (TimeoutException late) {
      throw new Unavailable("time is up");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted");
    }
  }

  private static void stop(HttpClient client) {
    try {
      client.stop();
    } catch (Exception stuck) {
      log.warn("document client outcome=not stopped", stuck);
    }
  }
}
