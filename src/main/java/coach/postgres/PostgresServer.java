package coach.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides between using the server that runs in a folder and starting one. A server counts as ours
 * when it accepts our password; SCRAM also proves to us that it knows it.
 */
final class PostgresServer {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final int START_ATTEMPTS = 3;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

  private final PostgresHome home;
  private final Consumer<String> progress;

  PostgresServer(PostgresHome home, Consumer<String> progress) {
    this.home = home;
    this.progress = progress;
  }

  /** The port of a server that is ready; only in turn. */
  int startOrJoin() throws IOException, EmbeddedPostgresException {
    for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      OptionalInt running = join();
      if (running.isPresent()) {
        LOG.info("database=embedded outcome=joined port={}", running.getAsInt());
        return running.getAsInt();
      }
      OptionalInt started = start();
      if (started.isPresent()) {
        LOG.info("database=embedded outcome=started port={}", started.getAsInt());
        return started.getAsInt();
      }
    }
    throw new EmbeddedPostgresException(
        "The database server in %s started and ended again: %s says why."
            .formatted(home.data(), home.serverLog()));
  }

  /** Stops the server if one is noted; only in turn. */
  void stop() throws IOException, EmbeddedPostgresException {
    if (Files.exists(PostmasterPid.file(home.data()))) {
      cluster().stop();
    }
  }

  /** The port of a server that already runs here; waits while it starts or stops. */
  private OptionalInt join() throws IOException, EmbeddedPostgresException {
    long deadline = System.nanoTime() + ANSWER_PATIENCE.toNanos();
    while (true) {
      Optional<PostmasterPid> noted = PostmasterPid.read(home.data());
      if (noted.isEmpty()) {
        return OptionalInt.empty();
      }
      PostmasterPid server = noted.get();
      PostgresRoles.Answer answer = ask(server.port());
      if (answer == PostgresRoles.Answer.READY) {
        return OptionalInt.of(server.port());
      }
      if (!server.isAlive()) {
        return OptionalInt.empty();
      }
      if (answer == PostgresRoles.Answer.WRONG_PASSWORD) {
        throw wrongPassword();
      }
      if (System.nanoTime() > deadline) {
        throw silent(server);
      }
      HomeLocks.pause(50);
    }
  }

  private PostgresRoles.Answer ask(int port) throws IOException, EmbeddedPostgresException {
    return port == 0 ? PostgresRoles.Answer.NOT_YET : new PostgresRoles(home, port).ask();
  }

  /** Empty when the server of a killed coach came first. One that cannot be used is stopped. */
  private OptionalInt start() throws IOException, EmbeddedPostgresException {
    PostgresCluster cluster = cluster();
    OptionalInt port = cluster.start();
    if (port.isPresent()) {
      try {
        verify(port.getAsInt());
      } catch (IOException | EmbeddedPostgresException failure) {
        cluster.stop();
        throw failure;
      }
    }
    return port;
  }

  private void verify(int port) throws IOException, EmbeddedPostgresException {
    switch (ask(port)) {
      case READY -> {}
      case WRONG_PASSWORD -> throw wrongPassword();
      case NOT_YET ->
          throw new EmbeddedPostgresException(
              "The database server in %s takes no connections: %s may say why."
                  .formatted(home.data(), home.serverLog()));
    }
  }

  private PostgresCluster cluster() throws IOException, EmbeddedPostgresException {
    Path binaries = new PostgresBinaries(home, progress).folder();
    return new PostgresCluster(home, new PostgresCommand(home, binaries), progress);
  }

  private EmbeddedPostgresException wrongPassword() {
    return new EmbeddedPostgresException(
        "The database in %s does not accept the password in %s: put back the file that belongs to it."
            .formatted(home.data(), home.passwordFile(PostgresRoles.SUPERUSER)));
  }

  private EmbeddedPostgresException silent(PostmasterPid server) {
    return new EmbeddedPostgresException(
        "The database server in %s (process %d) has not answered for %d seconds: end that process, then start again."
            .formatted(home.data(), server.process(), ANSWER_PATIENCE.toSeconds()));
  }
}
