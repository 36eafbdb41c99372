package coach.app;

import coach.db.Cancellation;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.Road;
import coach.postgres.EmbeddedPostgresException;
import coach.tools.ToolCall.CallProgress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The way to a database that is being opened in the background, so that what needs none is answered
 * before. Whoever needs it waits, and tries again where opening it has failed.
 */
final class Opening implements Road {
  /** For a start that only has to end what it is at. */
  private static final int MILLIS_TO_FINISH = 1_000;

  private static final int MILLIS_TO_STOP = 5_000;

  /** Below the first step of any call, whose progress may only rise. */
  private static final double STEP = 0.01;

  /** Starts or reaches the database, and closes what it has opened where it fails. */
  @FunctionalInterface
  interface Way {
    Opened open(Consumer<String> progress) throws EmbeddedPostgresException;
  }

  /**
   * What was opened.
   *
   * @param running null where the database is reached over REST
   * @param caller null where the process serves no single account
   */
  record Opened(RunningDatabase running, Road road, LocalCaller caller) implements AutoCloseable {
    @Override
    public void close() {
      try (running) {
        road.close();
      }
    }
  }

  private final Way way;
  private final List<Consumer<String>> listeners;
  private CompletableFuture<Opened> opened;
  private Thread thread;
  private volatile boolean closed;

  /** Begins at once. */
  Opening(Way way, Consumer<String> progress) {
    this.way = way;
    listeners = new CopyOnWriteArrayList<>(List.of(progress));
    begin();
  }

  private void begin() {
    CompletableFuture<Opened> attempt = new CompletableFuture<>();
    opened = attempt;
    thread = new Thread(() -> open(attempt), "coach-open");
    thread.setDaemon(true);
    thread.start();
  }

  private void open(CompletableFuture<Opened> attempt) {
    try {
      attempt.complete(way.open(words -> listeners.forEach(listener -> listener.accept(words))));
    } catch (Throwable failure) {
      attempt.completeExceptionally(closed ? Cancellation.failure(failure) : failure);
    }
  }

  /**
   * What was opened, at the first attempt.
   *
   * @throws EmbeddedPostgresException whose message says what to do
   * @throws DatabaseException in our words
   * @throws LocalCaller.NotFound when there is no account to serve
   */
  Opened first() throws EmbeddedPostgresException {
    return result(attempt(false));
  }

  /**
   * The same for a call, which opens it anew where the last attempt failed and hears of every step.
   *
   * @throws DatabaseException in the words of what failed
   */
  Opened get(CallProgress progress) {
    Consumer<String> listener = listener(progress);
    listeners.add(listener);
    try {
      return result(attempt(true));
    } catch (EmbeddedPostgresException | LocalCaller.NotFound failed) {
      throw new DatabaseException(Kind.UNAVAILABLE, failed.getMessage(), 0, failed);
    } finally {
      listeners.remove(listener);
    }
  }

  private static Consumer<String> listener(CallProgress progress) {
    double[] done = {0};
    return words -> progress.step(done[0] += STEP, 0, words);
  }

  /** Whether the last attempt to open it failed. */
  synchronized boolean hasFailed() {
    return opened.isCompletedExceptionally();
  }

  private synchronized CompletableFuture<Opened> attempt(boolean anew) {
    if (anew && !closed && opened.isCompletedExceptionally()) {
      begin();
    }
    return opened;
  }

  private static Opened result(CompletableFuture<Opened> attempt) throws EmbeddedPostgresException {
    try {
      return attempt.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Cancellation.failure(interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EmbeddedPostgresException embedded) {
        throw embedded;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failed.getCause();
    }
  }

  @Override
  public Reply run(Request request) {
    return get(CallProgress.NONE).road().run(request);
  }

  @Override
  public void ping() {
    get(CallProgress.NONE).road().ping();
  }

  /** Ends an attempt that is still under way; who waits for it hears that coach ends. */
  synchronized void stop() {
    closed = true;
    if (!opened.isDone()) {
      thread.interrupt();
    }
  }

  /** Leaves what is being started a moment to be ready, because only then it ends properly. */
  @Override
  public synchronized void close() {
    try {
      thread.join(MILLIS_TO_FINISH);
      stop();
      thread.join(MILLIS_TO_STOP);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    if (opened.isDone() && !opened.isCompletedExceptionally()) {
      opened.join().close();
    }
  }
}
