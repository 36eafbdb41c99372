package coach.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a folder of the user, shared by all coach processes of that folder: the
 * first one in starts it, the last one out stops it.
 *
 * <p>The server is a process of its own. When a coach is killed it goes on, and the next coach
 * adopts it; when the server is killed, an open coach starts it again within seconds, on the same
 * port if it is still free, and all of them learn the new one otherwise. Everything that was
 * acknowledged is there.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration TURN_PATIENCE = Duration.ofSeconds(150);
  private static final int WATCH_SECONDS = 1;

  private final PostgresHome home;
  private final HomeLocks locks;
  private volatile int port;
  private volatile IntConsumer moved = port -> {};
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(EmbeddedPostgres::daemon);

  private EmbeddedPostgres(PostgresHome home, HomeLocks locks, int port, String password) {
    this.home = home;
    this.locks = locks;
    this.port = port;
    this.password = password;
    watch.scheduleWithFixedDelay(this::revive, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "coach-postgres");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts the server again where its process is gone; the first process to have the turn does. */
  private void revive() {
    try {
      Optional<PostmasterPid> noted = PostmasterPid.read(home.data());
      boolean isAlive = noted.filter(PostmasterPid::isAlive).isPresent();
      int now = isAlive ? noted.get().port() : restarted();
      if (now != port && now != 0) {
        LOG.warn("database=embedded outcome=moved port={} before={}", now, port);
        port = now;
        moved.accept(now);
      }
    } catch (IOException | EmbeddedPostgresException | RuntimeException failure) {
      LOG.warn("database=embedded outcome=not_revived", failure);
    }
  }

  private int restarted() throws IOException, EmbeddedPostgresException {
    return locks.inTurn(
        TURN_PATIENCE,
        () -> {
          if (closed.get()) {
            return port;
          }
          int now = new PostgresServer(home, words -> {}).startOrJoin();
          LOG.warn("database=embedded outcome=revived port={}", now);
          return now;
        });
  }

  /** Tells the server's new port whenever it was started anew on another one. */
  public void onMove(IntConsumer listener) {
    moved = listener;
  }

  /**
   * Starts the database in a folder, or joins the one that runs there.
   *
   * @param folder where everything is kept; created, for its owner only, when missing
   * @param progress receives a few words before each step that takes long
   * @throws EmbeddedPostgresException when there is no database; its message says what to do
   */
  public static EmbeddedPostgres start(Path folder, Consumer<String> progress)
      throws EmbeddedPostgresException {
    try {
      PostgresHome home = PostgresHome.open(folder);
      HomeLocks locks = HomeLocks.of(home);
      return locks.inTurn(
          TURN_PATIENCE,
          () -> {
            int port = new PostgresServer(home, progress).startOrJoin();
            String password = home.password(PostgresRoles.COACH);
            locks.join();
            return new EmbeddedPostgres(home, locks, port, password);
          });
    } catch (IOException failure) {
      throw worded(folder.toAbsolutePath(), failure);
    }
  }

  /**
   * The address of the database {@code coach}; it holds until {@link #onMove} tells another port.
   */
  public String jdbcUrl() {
    return PostgresRoles.url(port, PostgresRoles.COACH);
  }

  /** The role that owns the database; it is no superuser and bypasses no row-level security. */
  public String user() {
    return PostgresRoles.COACH;
  }

  public String password() {
    return password;
  }

  /** Leaves the database; the last one out, of all processes, stops the server. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    watch.shutdown();
    try {
      locks.inTurn(
          TURN_PATIENCE,
          () -> {
            if (locks.leave()) {
              new PostgresServer(home, words -> {}).stop();
            }
            return null;
          });
    } catch (IOException | EmbeddedPostgresException failure) {
      // Not fatal: the next start adopts the server.
      LOG.warn("database=embedded outcome=left_running", failure);
    }
  }

  private static EmbeddedPostgresException worded(Path folder, IOException failure) {
    String reason = failure.getClass().getSimpleName();
    if (failure instanceof FileSystemException refusal && refusal.getReason() != null) {
      reason = refusal.getReason();
    }
    String advice =
        failure instanceof AccessDeniedException
            ? "give the folder to the user who runs coach, or set COACH_HOME to one of their own"
            : "check its disk for space and faults, or set COACH_HOME to another folder";
    return new EmbeddedPostgresException(
        "coach cannot keep its database in %s (%s): %s.".formatted(folder, reason, advice),
        failure);
  }
}
