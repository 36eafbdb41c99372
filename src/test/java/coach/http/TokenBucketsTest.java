package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final TokenBuckets buckets = new TokenBuckets(2, 5, 3, clock::get);

  private int taken(String key) {
    int taken = 0;
    while (buckets.take(key) == 0) {
      taken++;
    }
    return taken;
  }

  private void pass(double seconds) {
    clock.addAndGet((long) (seconds * 1e9));
  }

  @Test
  void aBurstAndThenOnlyWhatComesBack() {
    assertEquals(5, taken("a"));
    pass(1.5);
    assertEquals(3, taken("a"), "also when the clock's number overflows");
    pass(3600);
    assertEquals(5, taken("a"), "never more than a burst");
  }

  @Test
  void itSaysInHowManySecondsToComeAgain() {
    taken("a");
    assertEquals(1, buckets.take("a"));
    buckets.charge("a", 4);
    assertEquals(3, buckets.take("a"));
    pass(2.5);
    assertEquals(0, buckets.take("a"));
  }

  @Test
  void nobodyPaysForAnother() {
    taken("a");
    assertEquals(5, taken("b"));
  }

  @Test
  void aDebtIsNeverMoreThanAFullBucket() {
    for (int times = 0; times < 1000; times++) {
      buckets.charge("a", 4);
    }
    assertEquals(3, buckets.take("a"));
  }

  @Test
  void theTableStaysSmallAndForgetsWhoWasAwayLongest() {
    taken("flooder");
    for (int other = 0; other < 10_000; other++) {
      buckets.take("other " + other);
      assertTrue(buckets.take("flooder") > 0, "one who keeps asking is never forgotten");
    }
    assertEquals(3, buckets.size());
    assertEquals(5, taken("other 1"), "forgotten");
  }
}
