package coach.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

  private final PostgresHome home;
  private final PostgresCommand command;
  private final ServerLog log;
  private final Consumer<String> progress;

  PostgresCluster(PostgresHome home, PostgresCommand command, Consumer<String> progress) {
    this.home = home;
    this.command = command;
    this.log = new ServerLog(home);
    this.progress = progress;
  }

  /** Starts the server, making the data folder first where there is none; returns its port. */
  int start() throws IOException, EmbeddedPostgresException {
    if (!Files.exists(home.data())) {
      create();
    } else if (!Files.exists(home.data().resolve("PG_VERSION"))) {
      throw new EmbeddedPostgresException(
          "%s is not a PostgreSQL folder (it has no PG_VERSION): put back a copy of it, or move it away to begin anew."
              .formatted(home.data()));
    }
    if (PostmasterPid.read(home.data()).filter(PostmasterPid::isMisleading).isPresent()) {
      // Safe: PostgreSQL also looks for a living server through its shared memory.
      Files.delete(PostmasterPid.file(home.data()));
    }
    log.rotate();
    int port = usablePort();
    long deadline = System.nanoTime() + CRASH_PATIENCE.toNanos();
    for (int attempt = 1; ; ) {
      writeSettings(port);
      log.mark();
      PostgresCommand.Result result = command.pgCtl(startArguments());
      if (result.succeeded()) {
        return port;
      }
      if (log.says("pre-existing shared memory block") && System.nanoTime() < deadline) {
        // The killed server's children are still ending.
        Pause.millis(100);
      } else if (log.says("could not bind") && attempt++ < PORT_ATTEMPTS) {
        port = freePort();
      } else {
        throw log.explain(result.output());
      }
    }
  }

  /** Stops the server and waits; does nothing when none runs. */
  void stop() throws IOException, EmbeddedPostgresException {
    PostgresCommand.Result result =
        command.pgCtl(
            List.of("stop", "-m", "fast", "-w", "-t", START_SECONDS, "-D", home.data().toString()));
    if (!result.succeeded() && Files.exists(PostmasterPid.file(home.data()))) {
      throw log.explain(result.output());
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
    PostgresCommand.Result result = null;
    for (String locale : CHARACTER_LOCALES) {
      PostgresHome.delete(home.newData());
      result = command.initdb(initArguments(locale));
      if (result.succeeded()) {
        Files.writeString(
            home.newData().resolve("postgresql.conf"),
            "\ninclude 'coach.conf'\n# Your own settings go below this line.\n",
            StandardOpenOption.APPEND);
        PostgresHome.rename(home.newData(), home.data());
        return;
      }
      if (!result.output().contains("invalid locale name")) {
        break;
      }
    }
    throw log.explain(result.output());
  }

  private List<String> initArguments(String characterLocale) {
    return List.of(
        "--pgdata=" + home.newData(),
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

  private void writeSettings(int port) throws IOException {
    home.write(settings(), SETTINGS.formatted(port));
  }

  private int usablePort() throws IOException {
    Matcher port = PORT.matcher(Files.exists(settings()) ? Files.readString(settings()) : "");
    if (port.find()) {
      int kept = Integer.parseInt(port.group(1));
      if (isFree(kept)) {
        return kept;
      }
    }
    return freePort();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Path settings() {
    return home.data().resolve("coach.conf");
  }

  /** One lifter's database beside an assistant: durable first, small second, fast third. */
  private static final String SETTINGS =
      """
      # Written by coach at every start; your own settings go to the end of postgresql.conf.
      cluster_name = 'coach'
      port = %d
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 30
      password_encryption = 'scram-sha-256'

      fsync = on
      synchronous_commit = on
      full_page_writes = on

      shared_buffers = '32MB'
      maintenance_work_mem = '32MB'
      min_wal_size = '32MB'
      max_wal_size = '256MB'
      io_method = 'sync'
      jit = off
      max_parallel_workers_per_gather = 0
      max_logical_replication_workers = 0
      max_wal_senders = 0
      autovacuum_max_workers = 1

      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      log_checkpoints = off
      # The server's own events only: the error of a statement could quote what the lifter wrote.
      log_min_messages = 'log'
      log_min_error_statement = 'panic'
      """;
}
