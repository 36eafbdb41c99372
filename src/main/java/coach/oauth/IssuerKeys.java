package coach.oauth;

import coach.Config;
import coach.net.Loopback;
import coach.net.OutgoingHttp;
import coach.oauth.TokenVerifier.CannotTell;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the server whose tokens are taken, found by its discovery document, kept for ten
 * minutes and asked for anew for an unknown key, but seldom.
 */
final class IssuerKeys {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofMinutes(10);
  static final long THROTTLE_NANOS = 5_000_000_000L;

  /** What Supabase's projects of before 2025 still do. */
  static final String NO_KEYS =
      "it publishes no ES256 or RS256 key; a Supabase project that signs with its legacy secret (HS256) must change to signing keys (Project settings, JWT keys)";

  /** How many tokens may hear between two questions that their key may be too young. */
  private static final int MOST_UNSURE = 50;

  private final String issuer;
  private final Optional<Config.Secret> gatewayKey;
  private final Clock clock;
  private final OutgoingHttp http = new OutgoingHttp(PATIENCE);
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Map<String, IssuerKey> keys;
  private final AtomicInteger unsure = new AtomicInteger();
  private volatile boolean failed;
  private volatile Freshness loaded;
  private volatile Freshness asked;

  /**
   * @param issuer its address exactly as its tokens name it
   * @param clock says for how long a machine was suspended
   */
  IssuerKeys(Config.Issuer issuer, Clock clock) {
    this.issuer = issuer.url();
    this.gatewayKey = issuer.key();
    this.clock = clock;
  }

  /**
   * The key of that id; empty where the issuer has none.
   *
   * @param issued when its token says it was made, so that a younger key is not taken for none
   * @throws OAuthError where it publishes no key at all
   * @throws CannotTell where the issuer could not be asked, or was asked too short a time ago
   */
  Optional<IssuerKey> find(String id, Instant issued) {
    long begun = System.nanoTime();
    Map<String, IssuerKey> known = keys;
    if (known == null || loaded.isOlderThan(KEPT, clock) || !known.containsKey(id)) {
      ask(known == null);
      known = keys;
    }
    if (known == null || (failed && !known.containsKey(id))) {
      throw new CannotTell("the keys of OAUTH_ISSUER cannot be read");
    }
    if (known.isEmpty()) {
      throw noKeys();
    }
    Optional<IssuerKey> found = Optional.ofNullable(known.get(id));
    boolean maybe = loaded.nanos() < begun && loaded.isBefore(issued, clock);
    if (found.isEmpty() && maybe && unsure.incrementAndGet() <= MOST_UNSURE) {
      throw new CannotTell("its key may be younger than those that are known");
    }
    return found;
  }

  /** Throws where the issuer publishes no key, so that no token of it will ever be good. */
  void refuseNone() {
    if (keys == null) {
      ask(false);
    }
    Map<String, IssuerKey> known = keys;
    if (known != null && known.isEmpty()) {
      throw noKeys();
    }
  }

  private static OAuthError noKeys() {
    return OAuthError.busy("OAUTH_ISSUER is not ready: " + NO_KEYS + ".", 60);
  }

  /** One request asks; the others wait only where there is nothing to go on with. */
  private void ask(boolean wait) {
    if (wait) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return;
    }
    try {
      if (!isDue()) {
        return;
      }
      Map<String, IssuerKey> read = load();
      loaded = Freshness.now(clock);
      keys = read;
      failed = false;
      unsure.set(0);
      asked = Freshness.now(clock);
    } catch (IOException unreachable) {
      failed = true;
      // When the answer came: a failure may take as long as the pause after it.
      asked = Freshness.now(clock);
      log.warn("issuer outcome=failed cause={}", unreachable.getMessage());
    } finally {
      asking.unlock();
    }
  }

  private boolean isDue() {
    return asked == null || asked.isOlderThan(Duration.ofNanos(THROTTLE_NANOS), clock);
  }

  Map<String, IssuerKey> load() throws IOException {
    JsonNode metadata = get(discovery());
    // OpenID Connect Discovery section 4.3: another name means another server.
    if (!issuer.equals(metadata.path("issuer").asText())) {
      throw new IOException("its discovery document names another issuer");
    }
    Map<String, IssuerKey> read = new HashMap<>();
    for (JsonNode one : get(keySet(metadata)).path("keys")) {
      IssuerKey.read(one).ifPresent(key -> read.put(key.id(), key));
    }
    if (read.isEmpty()) {
      log.warn("issuer outcome=failed cause=no ES256 or RS256 key");
    }
    return Map.copyOf(read);
  }

  /** OpenID Connect Discovery section 4.1: a slash at the end is not doubled. */
  private String discovery() {
    return issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
  }

  private String keySet(JsonNode metadata) throws IOException {
    String text = metadata.path("jwks_uri").asText();
    try {
      URI address = URI.create(text);
      boolean local = Loopback.is(URI.create(issuer)) && Loopback.is(address);
      if (address.getHost() != null && ("https".equals(address.getScheme()) || local)) {
        return text;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Falls through to the same fault as an address of the wrong kind.
    }
    throw new IOException("its jwks_uri is no https address");
  }

  private JsonNode get(String address) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json");
    gatewayKey.ifPresent(key -> request.header("apikey", key.value()));
    HttpResponse<byte[]> response = send(request.build());
    if (response.statusCode() != 200) {
      throw new IOException("it answers with status " + response.statusCode());
    }
    return new ObjectMapper().readTree(response.body());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, PATIENCE);
    } catch (IOException | IllegalArgumentException unreachable) {
      throw new IOException("it cannot be reached");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }
}
