package coach.oauth;

import coach.Config;
import coach.accounts.Token;
import coach.db.DatabaseException;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign access tokens, the same for all instances because they live in the database.
 *
 * <p>A key signs for 90 days. Its successor is published a day before it takes over, so that no
 * verifier meets a token whose key it has not seen, and the old one verifies until its last token
 * has expired. Each instance keeps the set for ten minutes and asks anew for an unknown key, but
 * seldom, so that made-up key ids cost nothing.
 */
public final class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** How often at most an unknown key id, or a database that is away, is asked about. */
  static final long THROTTLE_NANOS = 5_000_000_000L;

  private static final int PUBLISHED_BEFORE_SECONDS = 24 * 3600;

  private final ServerStatements statements;
  private final Optional<KeyCipher> cipher;
  private final Clock clock;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile List<SigningKey> keys = List.of();
  private volatile DatabaseException trouble;
  private volatile Freshness loaded;
  private volatile Freshness asked;

  /** Without a secret that encrypts them, keys lie in the database as they are. */
  public SigningKeys(ServerStatements statements, Optional<Config.Secret> secret) {
    this(statements, secret, Clock.systemUTC());
  }

  /** The clock says for how long a machine was suspended. */
  SigningKeys(ServerStatements statements, Optional<Config.Secret> secret, Clock clock) {
    this.statements = statements;
    this.cipher = secret.map(s -> new KeyCipher(s.value()));
    this.clock = clock;
  }

  /**
   * The key that signs now.
   *
   * @throws DatabaseException where there is none and the database cannot be reached
   */
  SigningKey signing() {
    Optional<SigningKey> known = newestThatSigns(current());
    if (known.isPresent()) {
      return known.get();
    }
    loadUnless(() -> newestThatSigns(keys).isPresent());
    return newestThatSigns(keys).orElseThrow();
  }

  private static Optional<SigningKey> newestThatSigns(List<SigningKey> keys) {
    return keys.stream().filter(SigningKey::canSign).findFirst();
  }

  /**
   * The public key of that id; empty where there is none.
   *
   * @throws DatabaseException where it is not known and the database cannot be asked
   */
  Optional<ECPublicKey> verifying(String id) {
    Optional<ECPublicKey> known = find(current(), id);
    if (known.isPresent()) {
      return known;
    }
    refreshIfDue();
    Optional<ECPublicKey> found = find(keys, id);
    if (found.isEmpty() && trouble != null) {
      // Unknown is not the same as invalid.
      throw again(trouble);
    }
    return found;
  }

  private static DatabaseException again(DatabaseException trouble) {
    return new DatabaseException(
        trouble.kind(), trouble.getMessage(), trouble.retrySeconds(), trouble);
  }

  private static Optional<ECPublicKey> find(List<SigningKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).map(SigningKey::publicKey).findFirst();
  }

  /** What {@code jwks_uri} answers: public halves only. */
  public ObjectNode published() {
    ObjectNode set = new ObjectMapper().createObjectNode();
    ArrayNode published = set.putArray("keys");
    current().forEach(key -> published.add(EcKeys.json(key.id(), key.publicKey())));
    return set;
  }

  /** The set as this instance knows it, asked for anew where it has become old. */
  private List<SigningKey> current() {
    if (keys.isEmpty()) {
      loadUnless(() -> !keys.isEmpty());
    } else if (loaded.isOlderThan(KEPT, clock)) {
      refreshIfDue();
    }
    return keys;
  }

  /**
   * Fetches the key set where there is none yet. Callers that waited for another caller's request
   * share its result, a failure too, so that each waits for one request at most.
   */
  private void loadUnless(BooleanSupplier enough) {
    loading.lock();
    try {
      if (enough.getAsBoolean()) {
        return;
      }
      if (trouble != null && !isDue()) {
        throw again(trouble);
      }
      load();
    } finally {
      loading.unlock();
    }
  }

  /** Asks for the set anew, but not often; only one request at a time does, the others go on. */
  private void refreshIfDue() {
    if (!isDue() || !loading.tryLock()) {
      return;
    }
    try {
      load();
    } catch (DatabaseException away) {
      // What is known stays good: keys change four times a year.
      log.warn("keys outcome=kept cause={}", away.kind());
    } finally {
      loading.unlock();
    }
  }

  private boolean isDue() {
    return asked == null || asked.isOlderThan(Duration.ofNanos(THROTTLE_NANOS), clock);
  }

  private void load() {
    try {
      List<SigningKey> read = loadOrAdd();
      // First, because a reader of the keys checks their age.
      loaded = Freshness.now(clock);
      keys = read;
      trouble = null;
    } catch (DatabaseException away) {
      trouble = away;
      throw away;
    } finally {
      // When the answer came: a failure may take as long as the pause after it.
      asked = Freshness.now(clock);
    }
  }

  private List<SigningKey> loadOrAdd() {
    List<SigningKey> read = read();
    Optional<SigningKey> newest = read.stream().findFirst();
    boolean usable =
        newest.isPresent() && newest.get().privateKey().isPresent() && !newest.get().isRetired();
    if (!usable || newest.get().isOld()) {
      newest
          .filter(key -> key.privateKey().isEmpty())
          .ifPresent(
              key -> log.warn("keys outcome=replaced key={} cause=COACH_SECRET differs", key.id()));
      add(newest.map(SigningKey::id), usable ? PUBLISHED_BEFORE_SECONDS : 0);
      return read();
    }
    return read;
  }

  private List<SigningKey> read() {
    List<SigningKey> read = new ArrayList<>();
    for (JsonNode row : statements.run("load_keys", Map.of())) {
      read.add(SigningKey.read(row, cipher));
    }
    return List.copyOf(read);
  }

  private void add(Optional<String> newest, int delaySeconds) {
    KeyPair pair = EcKeys.generate();
    String id = Token.random().substring(0, 16);
    byte[] secret = pair.getPrivate().getEncoded();
    Base64.Encoder text = Base64.getEncoder();
    Map<String, String> values = new HashMap<>();
    values.put("key_id", id);
    values.put("public_key", text.encodeToString(pair.getPublic().getEncoded()));
    values.put(
        "private_key",
        cipher.map(c -> c.seal(secret, id)).orElseGet(() -> text.encodeToString(secret)));
    values.put("is_encrypted", String.valueOf(cipher.isPresent()));
    values.put("newest", newest.orElse(null));
    values.put("delay_seconds", String.valueOf(delaySeconds));
    boolean added = statements.run("add_key", values).booleanValue();
    log.info("keys outcome={} key={} after={}s", added ? "added" : "found", id, delaySeconds);
  }
}
