package coach.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a folder of the user, shared by all coach processes of that folder: the
 * first one in starts it, the last one out stops it.
 *
 * <p>The server is a process of its own. When a coach is killed it goes on, and the next coach
 * adopts it; when the server is killed, the next start recovers everything that was acknowledged.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration TURN_PATIENCE = Duration.ofSeconds(150);
  private static final int START_ATTEMPTS = 3;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

  private final PostgresHome home;
  private final HomeLocks locks;
  private final int port;
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(PostgresHome home, HomeLocks locks, int port, String password) {
    this.home = home;
    this.locks = locks;
    this.port = port;
    this.password = password;
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
            int port = port(home, progress);
            String password = home.password(PostgresRoles.COACH);
            locks.join();
            return new EmbeddedPostgres(home, locks, port, password);
          });
    } catch (IOException failure) {
      throw worded(folder, failure);
    }
  }

  /** The address of the database {@code coach}; it holds until the server is started anew. */
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
    try {
      locks.inTurn(
          TURN_PATIENCE,
          () -> {
            if (locks.leave() && Files.exists(PostmasterPid.file(home.data()))) {
              cluster(home, words -> {}).stop();
            }
            return null;
          });
    } catch (IOException | EmbeddedPostgresException failure) {
      // Not fatal: the next start adopts the server.
      LOG.warn("database=embedded outcome=left_running", failure);
    }
  }

  private static int port(PostgresHome home, Consumer<String> progress)
      throws IOException, EmbeddedPostgresException {
    for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      OptionalInt running = running(home);
      if (running.isPresent()) {
        return running.getAsInt();
      }
      OptionalInt started = cluster(home, progress).start();
      if (started.isPresent()) {
        return verified(home, started.getAsInt());
      }
    }
    throw new EmbeddedPostgresException(
        "The database server in %s started and ended again: %s says why."
            .formatted(home.data(), home.serverLog()));
  }

  private static int verified(PostgresHome home, int port)
      throws IOException, EmbeddedPostgresException {
    return switch (new PostgresRoles(home, port).ask()) {
      case READY -> port;
      case WRONG_PASSWORD -> throw wrongPassword(home);
      case NOT_YET ->
          throw new EmbeddedPostgresException(
              "The database server in %s takes no connections: %s may say why."
                  .formatted(home.data(), home.serverLog()));
    };
  }

  /** The port of a server that already runs here, waiting while it starts or stops. */
  private static OptionalInt running(PostgresHome home)
      throws IOException, EmbeddedPostgresException {
    long deadline = System.nanoTime() + ANSWER_PATIENCE.toNanos();
    while (true) {
      Optional<PostmasterPid> noted = PostmasterPid.read(home.data());
      if (noted.isEmpty()) {
        return OptionalInt.empty();
      }
      int port = noted.get().port();
      PostgresRoles.Answer answer = PostgresRoles.Answer.NOT_YET;
      if (port > 0) {
        answer = new PostgresRoles(home, port).ask();
      }
      if (answer == PostgresRoles.Answer.READY) {
        return OptionalInt.of(port);
      }
      if (!noted.get().isAlive()) {
        return OptionalInt.empty();
      }
      if (answer == PostgresRoles.Answer.WRONG_PASSWORD) {
        throw wrongPassword(home);
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedPostgresException(
            "The database server in %s (process %d) has not answered for %d seconds: end that process, then start again."
                .formatted(home.data(), noted.get().process(), ANSWER_PATIENCE.toSeconds()));
      }
      Pause.millis(50);
    }
  }

  private static PostgresCluster cluster(PostgresHome home, Consumer<String> progress)
      throws IOException, EmbeddedPostgresException {
    Path binaries = new PostgresBinaries(home, progress).folder();
    return new PostgresCluster(home, new PostgresCommand(home, binaries), progress);
  }

  private static EmbeddedPostgresException wrongPassword(PostgresHome home) {
    return new EmbeddedPostgresException(
        "The database in %s does not accept the password in %s: put back the file that belongs to it."
            .formatted(home.data(), home.passwordFile(PostgresRoles.SUPERUSER)));
  }

  private static EmbeddedPostgresException worded(Path folder, IOException failure) {
    String advice =
        failure instanceof AccessDeniedException
            ? "give it to the user who runs coach, or set COACH_HOME to a folder of their own"
            : "check its disk for space and faults, or set COACH_HOME to another folder";
    return new EmbeddedPostgresException(
        "coach cannot keep its database in %s (%s): %s."
            .formatted(folder, failure.getClass().getSimpleName(), advice),
        failure);
  }
}
