package coach.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Agreement between all processes and threads that share one database folder: one at a time starts
 * or stops the server, and the last one out is known.
 *
 * <p>The operating system frees file locks when a process dies, however it dies. Inside one JVM
 * they are no use (they belong to the process, and closing any channel of a file frees them all on
 * POSIX), so there is one object and one channel per folder and JVM.
 */
final class HomeLocks {
  private static final Map<Path, HomeLocks> OF_THIS_JVM = new ConcurrentHashMap<>();

  private final PostgresHome home;
  private final ReentrantLock mutex = new ReentrantLock();
  private FileChannel usersFile;
  private int users;

  private HomeLocks(PostgresHome home) {
    this.home = home;
  }

  static HomeLocks of(PostgresHome home) {
    return OF_THIS_JVM.computeIfAbsent(home.folder(), folder -> new HomeLocks(home));
  }

  /** What only one thread of one process may do at a time. */
  interface Step<T> {
    T run() throws IOException, EmbeddedPostgresException;
  }

  /**
   * Runs a step while no other process starts or stops the server.
   *
   * @throws EmbeddedPostgresException when the turn does not come within {@code patience}
   */
  <T> T inTurn(Duration patience, Step<T> step) throws IOException, EmbeddedPostgresException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!tryMutex(patience)) {
      throw busy(patience);
    }
    try (FileChannel file = open(home.startLock())) {
      while (file.tryLock() == null) {
        if (System.nanoTime() > deadline) {
          throw busy(patience);
        }
        pause(20);
      }
      return step.run();
    } finally {
      mutex.unlock();
    }
  }

  /** Counts the caller as a user of the server; only in turn. */
  void join() throws IOException {
    if (usersFile == null) {
      FileChannel file = open(home.usersLock());
      try {
        file.lock(0, Long.MAX_VALUE, true);
      } catch (IOException failure) {
        file.close();
        throw failure;
      }
      usersFile = file;
    }
    users++;
  }

  /** Takes the caller out of the count, in turn; true when no caller is left in any process. */
  boolean leave() throws IOException {
    users--;
    if (users > 0) {
      return false;
    }
    FileChannel file = usersFile;
    usersFile = null;
    file.close();
    // No process can join meanwhile: joining needs the turn.
    try (FileChannel again = open(home.usersLock());
        FileLock all = again.tryLock()) {
      return all != null;
    }
  }

  private boolean tryMutex(Duration patience) throws IOException {
    try {
      return mutex.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the database");
    }
  }

  private EmbeddedPostgresException busy(Duration patience) {
    return new EmbeddedPostgresException(
        "Another coach has been starting or stopping the database in "
            + home.folder()
            + " for "
            + patience.toSeconds()
            + " seconds: wait for it or end it, then try again.");
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PostgresHome.owner("rw-------"));
  }

  /** Turns an interruption into an ordinary I/O failure. */
  static void pause(long duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the database");
    }
  }
}
