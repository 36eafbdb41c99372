package coach.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the embedded server, among them the port, which is kept while it is free. */
final class ClusterSettings {
  private static final String FILE = "coach.conf";
  private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

  /** One lifter's database beside an assistant: durable first, small second, fast third. */
  private static final String TEXT =
      """
      # Written by coach at every start; your own settings go to the end of postgresql.conf.
      cluster_name = '%s'
      port = %d
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 30
      password_encryption = 'scram-sha-256'
      # More would only slow every start: passwords made at random cannot be guessed.
      scram_iterations = 1

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
      shared_preload_libraries = 'pg_stat_statements'
      pg_stat_statements.max = 500

      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      # The server's own events only: the error of a statement could quote what the lifter wrote.
      log_min_messages = 'log'
      log_min_error_statement = 'panic'
      log_checkpoints = off
      """;

  /** After a crash, one call instead of one for each of a thousand files: 0.4 s instead of 2 s. */
  private static final String LINUX_TEXT = "recovery_init_sync_method = 'syncfs'\n";

  private final PostgresHome home;

  ClusterSettings(PostgresHome home) {
    this.home = home;
  }

  /**
   * What the server of this folder calls itself to all who may log in: another server on its port,
   * even one that takes any password, has another name.
   */
  static String name(PostgresHome home) throws IOException {
    String folder = home.data().toRealPath().toString();
    return "coach " + UUID.nameUUIDFromBytes(folder.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes PostgreSQL read these settings; its own file stays the user's. */
  void include() throws IOException {
    Path file = home.data().resolve("postgresql.conf");
    String include = "include '" + FILE + "'";
    String text = Files.readString(file);
    if (text.lines().noneMatch(include::equals)) {
      home.write(file, text + "\n" + include + "\n# Your own settings go below this line.\n");
    }
  }

  void write(int port) throws IOException {
    home.write(
        home.data().resolve(FILE),
        TEXT.formatted(name(home), port) + (PostgresCommand.LINUX ? LINUX_TEXT : ""));
  }

  /** The port of last time, or a new one where that is taken. */
  int usablePort() throws IOException {
    Path file = home.data().resolve(FILE);
    Matcher port = PORT.matcher(Files.exists(file) ? Files.readString(file) : "");
    if (port.find() && isFree(Integer.parseInt(port.group(1)))) {
      return Integer.parseInt(port.group(1));
    }
    return freePort();
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, loopback())) {
      return probe.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, loopback())) {
      return probe.isBound();
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
