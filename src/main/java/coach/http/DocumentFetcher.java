package coach.http;

import coach.auth.DocumentSource;
import coach.auth.OAuthError;
import coach.auth.PublicAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
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
 * Fetches documents from addresses that strangers choose. The name is resolved once, every address
 * it has must be public, and the connection goes to exactly those: a name that changes its mind
 * between check and use gains nothing. Redirects are not followed, nothing is sent along, and size,
 * time and number are capped.
 */
public final class DocumentFetcher implements DocumentSource {
  private static final Logger log = LoggerFactory.getLogger(DocumentFetcher.class);

  static final int MOST_BYTES = 64 * 1024;
  private static final int AT_ONCE = 4;
  private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?(\\d{1,9})");
  private static final Pattern NOT_KEPT = Pattern.compile("no-store|no-cache|private");

  private final Predicate<InetAddress> allowed;
  private final Supplier<SslContextFactory.Client> trust;
  private final Duration patience;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Public addresses only, the runtime's certificates, five seconds for everything. */
  public DocumentFetcher() {
    this(PublicAddress::isPublic, SslContextFactory.Client::new, Duration.ofSeconds(5));
  }

  /**
   * @param allowed which addresses may be connected to
   * @param trust whose certificates are believed, made anew for each fetch
   * @param patience for the whole fetch
   */
  DocumentFetcher(
      Predicate<InetAddress> allowed, Supplier<SslContextFactory.Client> trust, Duration patience) {
    this.allowed = allowed;
    this.trust = trust;
    this.patience = patience;
  }

  @Override
  public Fetched fetch(URI address) {
    if (!places.tryAcquire()) {
      throw new OAuthError(
          503, "temporarily_unavailable", "Too many clients are being looked up. Try again soon.");
    }
    // A client of its own for each fetch: they are rare, and nothing rests in memory between them.
    try (Client client = new Client(allowed, trust.get(), patience)) {
      return read(client.get(address));
    } finally {
      places.release();
    }
  }

  private static Fetched read(ContentResponse response) {
    String type = String.valueOf(response.getMediaType()).toLowerCase(Locale.ROOT);
    if (response.getStatus() != 200) {
      throw refused("answers with status %d instead of 200".formatted(response.getStatus()));
    }
    if (!type.equals("application/json") && !type.endsWith("+json")) {
      throw refused("does not answer with application/json");
    }
    return new Fetched(
        response.getContent(), freshFor(response.getHeaders().get(HttpHeader.CACHE_CONTROL)));
  }

  /** RFC 9111 section 5.2.2, as far as a document for everybody needs it. */
  private static Duration freshFor(String cacheControl) {
    String said = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
    Matcher age = MAX_AGE.matcher(said);
    return NOT_KEPT.matcher(said).find() || !age.find()
        ? Duration.ZERO
        : Duration.ofSeconds(Long.parseLong(age.group(1)));
  }

  /** What is behind the address stays unsaid: it would make coach a scanner of its network. */
  private static OAuthError refused(String fault) {
    return new OAuthError(
        400,
        "invalid_client",
        "The address in client_id %s. Publish the document there.".formatted(fault));
  }

  /** Resolves once, refuses the name as a whole where one of its addresses is not allowed. */
  private record Guard(SocketAddressResolver resolver, Predicate<InetAddress> allowed)
      implements SocketAddressResolver {
    @Override
    public void resolve(
        String host,
        int port,
        Map<String, Object> context,
        Promise<List<InetSocketAddress>> promise) {
      Promise<List<InetSocketAddress>> checked =
          Promise.from(
              found -> {
                if (found.stream().allMatch(one -> allowed.test(one.getAddress()))) {
                  promise.succeeded(found);
                } else {
                  promise.failed(new SecurityException("not a public address"));
                }
              },
              promise::failed);
      resolver.resolve(host, port, context, checked);
    }
  }

  /** One fetch's connection. */
  private static final class Client implements AutoCloseable {
    private final HttpClient client;
    private final Duration patience;

    Client(Predicate<InetAddress> allowed, SslContextFactory.Client trust, Duration patience) {
      this.patience = patience;
      ClientConnector connector = new ClientConnector();
      connector.setSelectors(1);
      connector.setSslContextFactory(trust);
      client = new HttpClient(new HttpClientTransportOverHTTP(connector));
      QueuedThreadPool threads = new QueuedThreadPool(10, 1);
      threads.setName("coach-fetch");
      threads.setReservedThreads(0);
      threads.setDaemon(true);
      client.setExecutor(threads);
      client.setFollowRedirects(false);
      client.setConnectTimeout(patience.toMillis());
      client.setHttpCookieStore(new HttpCookieStore.Empty());
      client.setUserAgentField(null);
      Scheduler scheduler = new ScheduledExecutorScheduler("coach-fetch-timer", true);
      client.setScheduler(scheduler);
      client.setSocketAddressResolver(
          new Guard(
              new SocketAddressResolver.Async(threads, scheduler, patience.toMillis()), allowed));
      start();
      client.getContentDecoderFactories().clear();
    }

    private void start() {
      try {
        client.start();
      } catch (Exception unusable) {
        throw new IllegalStateException("no client for documents", unusable);
      }
    }

    ContentResponse get(URI address) {
      Request request =
          client
              .newRequest(address)
              .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
              .headers(headers -> headers.put(HttpHeader.ACCEPT, "application/json"));
      CompletableFuture<ContentResponse> answer =
          new CompletableResponseListener(request, MOST_BYTES).send();
      try {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException failed) {
        Throwable cause = failed instanceof ExecutionException ? failed.getCause() : failed;
        log.info("document outcome=refused cause={}", cause.getClass().getSimpleName());
        throw refused("cannot be fetched");
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw refused("cannot be fetched");
      }
    }

    @Override
    public void close() {
      try {
        client.stop();
      } catch (Exception stuck) {
        log.warn("document client outcome=not stopped", stuck);
      }
    }
  }
}
