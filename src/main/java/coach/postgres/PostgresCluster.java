package coach.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The data folder of the embedded database: made, configured, started and stopped. */
final class PostgresCluster {
  private static final String START_SECONDS = "60";
  private static final Duration CRASH_PATIENCE = Duration.ofSeconds(60);
  private static final int PORT_ATTEMPTS = 5;

  /**
   * Character classes come from the C library even though sorting does not: without them pg_trgm
   * sees no letter outside ASCII. The first that the machine knows is taken.
   */
  private static final List<String> CHARACTER_LOCALES = List.of("C.UTF-8", "en_US.UTF-8", "C");

  private final PostgresHome home;
  private final PostgresCommand command;
  private final ServerLog log;
  private final ClusterSettings settings;
  private final Consumer<String> progress;

  PostgresCluster(PostgresHome home, PostgresCommand command, Consumer<String> progress) {
    this.home = home;
    this.command = command;
    this.log = new ServerLog(home);
    this.settings = new ClusterSettings(home);
    this.progress = progress;
  }

  /**
   * Starts the server, making the data folder first where there is none.
   *
   * @return its port, or empty when a server that a killed coach was starting came first
   */
  OptionalInt start() throws IOException, EmbeddedPostgresException {
    if (!Files.exists(home.data())) {
      create();
    } else if (!Files.exists(home.data().resolve("PG_VERSION"))) {
      throw new EmbeddedPostgresException(
          "%s is not a PostgreSQL folder (it has no PG_VERSION): put back a copy of it, or move it away to begin anew."
              .formatted(home.data()));
    }
    deleteMisleadingNote();
    log.rotate();
    settings.include();
    return start(settings.usablePort());
  }

  /** Safe even when it errs: PostgreSQL also looks for a living server by its shared memory. */
  private void deleteMisleadingNote() throws IOException {
    Optional<PostmasterPid> note = PostmasterPid.read(home.data());
    if (note.filter(PostmasterPid::isTorn).isPresent()) {
      // A server that is just starting writes its note in two steps.
      HomeLocks.pause(200);
      note = PostmasterPid.read(home.data());
    }
    if (note.filter(PostmasterPid::isMisleading).isPresent()) {
      Files.delete(PostmasterPid.file(home.data()));
    }
  }

  private OptionalInt start(int port) throws IOException, EmbeddedPostgresException {
    long deadline = System.nanoTime() + CRASH_PATIENCE.toNanos();
    for (int ports = 1; ; ) {
      settings.write(port);
      log.mark();
      PostgresCommand.Result result = command.run("pg_ctl", startArguments());
      if (result.succeeded()) {
        return OptionalInt.of(port);
      }
      if (log.says("lock file \"postmaster.pid\" already exists")) {
        return OptionalInt.empty();
      }
      if (log.says("pre-existing shared memory block") && System.nanoTime() < deadline) {
        // The killed server's children are still ending.
        HomeLocks.pause(100);
      } else if (log.says("could not bind") && ports++ < PORT_ATTEMPTS) {
        port = ClusterSettings.freePort();
      } else {
        throw log.explainStart(result.output());
      }
    }
  }

  /** Stops the server and waits; does nothing when none runs. */
  void stop() throws IOException, EmbeddedPostgresException {
    PostgresCommand.Result result =
        command.run(
            "pg_ctl",
            List.of("stop", "-m", "fast", "-w", "-t", START_SECONDS, "-D", home.data().toString()));
    if (!result.succeeded()
        && PostmasterPid.read(home.data()).filter(PostmasterPid::isAlive).isPresent()) {
      throw new EmbeddedPostgresException(
          "The database server in %s did not stop; the next start uses it as it is."
              .formatted(home.data()),
          result.output(),
          null);
    }
  }

  private List<String> startArguments() {
    return List.of(
        "start",
        "-w",
        "-s",
        "-t",
        START_SECONDS,
        "-D",
        home.data().toString(),
        "-l",
        home.serverLog().toString());
  }

  private void create() throws IOException, EmbeddedPostgresException {
    progress.accept("creating the database (first start only)");
    home.password(PostgresRoles.SUPERUSER);
    home.deleteUnfinishedData();
    home.requireSpace();
    Path draft = home.newData();
    PostgresCommand.Result result = null;
    for (String locale : CHARACTER_LOCALES) {
      result = command.run("initdb", initArguments(draft, locale));
      if (result.succeeded()) {
        PostgresHome.rename(draft, home.data());
        return;
      }
      if (!result.output().contains("invalid locale name")) {
        break;
      }
    }
    throw log.explainCreation(result.output());
  }

  private List<String> initArguments(Path draft, String characterLocale) {
    return List.of(
        "--pgdata=" + draft,
        "--username=" + PostgresRoles.SUPERUSER,
        "--pwfile=" + home.passwordFile(PostgresRoles.SUPERUSER),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--lc-ctype=" + characterLocale,
        "--no-instructions");
  }
}
