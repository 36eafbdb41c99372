package coach.http;

import java.util.concurrent.ConcurrentHashMap;

/** Counts what is in work for each of many, so that no one takes more than a share. */
final class Shares {
  private final int mostOfOne;

  /** As many entries as there are requests in work, at most. */
  private final ConcurrentHashMap<String, Integer> inWork = new ConcurrentHashMap<>();

  /**
   * @param mostOfOne at once, at least 1
   */
  Shares(int mostOfOne) {
    this.mostOfOne = mostOfOne;
  }

  /** Whether one more of this key's may be worked on; if so, {@link #leave} must follow. */
  boolean enter(String key) {
    boolean[] entered = new boolean[1];
    inWork.compute(
        key,
        (same, now) -> {
          int before = now == null ? 0 : now;
          entered[0] = before < mostOfOne;
          return entered[0] ? Integer.valueOf(before + 1) : now;
        });
    return entered[0];
  }

  void leave(String key) {
    inWork.computeIfPresent(key, (same, now) -> now == 1 ? null : now - 1);
  }
}
