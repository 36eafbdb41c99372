package coach.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The answers over HTTP that are not finished: long ones show signs of life, a stop ends them. */
final class OpenAnswers implements AutoCloseable {
  /**
   * Between two signs of life, and before the first. Proxies would be content with much less, but a
   * lost client is noticed at the second one after it has gone, and a statement may take eight
   * seconds.
   */
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<HttpAnswer, Long> begun = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "coach-clock"));

  /** A client that reads slowly holds up its own sign of life and nobody else's. */
  private final ExecutorService beats =
      Executors.newCachedThreadPool(work -> daemon(work, "coach-beat"));

  OpenAnswers() {
    clock.scheduleWithFixedDelay(this::beat, BEAT_NANOS, BEAT_NANOS, TimeUnit.NANOSECONDS);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  void add(HttpAnswer answer) {
    begun.put(answer, System.nanoTime());
  }

  void remove(HttpAnswer answer) {
    begun.remove(answer);
  }

  private void beat() {
    long now = System.nanoTime();
    begun.forEach(
        (answer, since) -> {
          if (now - since >= BEAT_NANOS) {
            beats.execute(answer::beat);
          }
        });
  }

  /** Ends after this time what is worked on then. */
  void stopAfter(Duration grace) {
    if (clock.isShutdown()) {
      return;
    }
    clock.schedule(
        () -> begun.keySet().forEach(answer -> answer.inFlight().stop()),
        grace.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    beats.shutdownNow();
  }
}
