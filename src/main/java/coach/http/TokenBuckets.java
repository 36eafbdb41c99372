package coach.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts what each key has used lately: a bucket of tokens per key that fills again with time. In
 * memory and bounded, because it must work when the database does not and when millions ask.
 */
final class TokenBuckets {
  private static final double NANOS = 1e9;

  private final int perSecond;
  private final int burst;
  private final int most;
  private final LongSupplier clock;

  /** By key, the one used longest ago first. */
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Bucket {
    private double tokens;
    private long at;
  }

  /**
   * @param perSecond tokens that come back in a second, at least 1
   * @param burst tokens of a full bucket
   * @param most keys to remember; beyond, the one used longest ago starts anew
   * @param clock nanoseconds
   */
  TokenBuckets(int perSecond, int burst, int most, LongSupplier clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.most = most;
    this.clock = clock;
  }

  /** Takes a token where there is one: 0, or else the whole seconds until there will be. */
  synchronized int take(String key) {
    Bucket bucket = filled(key);
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return Math.max(1, (int) Math.ceil((1 - bucket.tokens) / perSecond));
  }

  /** Takes tokens that may not be there yet, but never more than a full bucket's worth of them. */
  synchronized void charge(String key, int tokens) {
    Bucket bucket = filled(key);
    bucket.tokens = Math.max(-burst, bucket.tokens - tokens);
  }

  private Bucket filled(String key) {
    long now = clock.getAsLong();
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      forgetOne();
      bucket = new Bucket();
      bucket.tokens = burst;
      buckets.put(key, bucket);
    } else {
      bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
    }
    bucket.at = now;
    return bucket;
  }

  private void forgetOne() {
    if (buckets.size() >= most) {
      Iterator<Bucket> oldest = buckets.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized int size() {
    return buckets.size();
  }
}
