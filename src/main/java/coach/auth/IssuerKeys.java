package coach.auth;

import coach.Config;
import coach.auth.accounts.LimitedBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the server whose tokens are taken, found by its discovery document, kept for ten
 * minutes and asked for anew for an unknown key, but seldom.
 */
final class IssuerKeys {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  private static final int MOST_BYTES = 256 * 1024;
  private static final int SECONDS = 5;
  private static final long KEPT_NANOS = 600_000_000_000L;
  static final long THROTTLE_NANOS = 5_000_000_000L;

  private final String issuer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(SECONDS))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Map<String, IssuerKey> keys;
  private volatile boolean failed;
  private volatile long loadedAt;
  private volatile long askedAt = System.nanoTime() - THROTTLE_NANOS;

  /**
   * @param issuer its address, exactly as its tokens name it
   */
  IssuerKeys(String issuer) {
    this.issuer = issuer;
  }

  /**
   * The key of that id; empty where the issuer has none.
   *
   * @throws CannotTell where the issuer could not be asked
   */
  Optional<IssuerKey> find(String id) {
    Map<String, IssuerKey> known = keys;
    if (known == null || System.nanoTime() - loadedAt > KEPT_NANOS || !known.containsKey(id)) {
      ask(known == null);
      known = keys;
    }
    if (known == null || (failed && !known.containsKey(id))) {
      throw new CannotTell("the keys of OAUTH_ISSUER cannot be read");
    }
    return Optional.ofNullable(known.get(id));
  }

  /** One request asks; the others wait only where there is nothing to go on with. */
  private void ask(boolean wait) {
    if (wait) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return;
    }
    try {
      if (System.nanoTime() - askedAt < THROTTLE_NANOS) {
        return;
      }
      askedAt = System.nanoTime();
      keys = load();
      loadedAt = System.nanoTime();
      failed = false;
    } catch (IOException unreachable) {
      failed = true;
      log.warn("issuer outcome=failed cause={}", unreachable.getMessage());
    } finally {
      asking.unlock();
    }
  }

  private Map<String, IssuerKey> load() throws IOException {
    JsonNode metadata = get(issuer + "/.well-known/openid-configuration");
    // OpenID Connect Discovery section 4.3: another name means another server.
    if (!issuer.equals(metadata.path("issuer").asText())) {
      throw new IOException("its discovery document names another issuer");
    }
    URI address = URI.create(metadata.path("jwks_uri").asText());
    boolean local = Config.isLoopback(URI.create(issuer)) && Config.isLoopback(address);
    if (!"https".equals(address.getScheme()) && !local) {
      throw new IOException("its jwks_uri is not https");
    }
    Map<String, IssuerKey> read = new HashMap<>();
    for (JsonNode one : get(address.toString()).path("keys")) {
      IssuerKey.read(one).ifPresent(key -> read.put(key.id(), key));
    }
    if (read.isEmpty()) {
      log.warn("issuer outcome=no keys cause=it publishes no ES256 or RS256 key");
    }
    return Map.copyOf(read);
  }

  private JsonNode get(String address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new LimitedBody(MOST_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(SECONDS, TimeUnit.SECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("it answers with status " + response.statusCode());
      }
      return new ObjectMapper().readTree(response.body());
    } catch (ExecutionException | TimeoutException | IllegalArgumentException unreachable) {
      answer.cancel(true);
      throw new IOException("it cannot be reached");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }
}
