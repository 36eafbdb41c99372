package coach.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real PgBouncer before a server, where the program is installed. */
public final class Pooler implements AutoCloseable {
  private static final String PORT = ".*:(\\d+)/.*";

  private final Process process;
  private final int port;

  private Pooler(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Nothing where PgBouncer is not installed.
   *
   * @param jdbcUrl of a database on the server
   * @param mode {@code session} or {@code transaction}
   * @param more further lines of its settings
   */
  public static Optional<Pooler> before(
      String jdbcUrl, String user, String password, String mode, String... more)
      throws IOException, InterruptedException {
    Optional<Path> program =
        Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
            .map(folder -> Path.of(folder, "pgbouncer"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Path folder = Files.createTempDirectory("coach-pooler");
    Path users = folder.resolve("users.txt");
    Files.writeString(users, "\"%s\" \"%s\"\n".formatted(user, password));
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = plain
        auth_file = %s
        pool_mode = %s
        ignore_startup_parameters = extra_float_digits
        %s
        """
            .formatted(jdbcUrl.replaceAll(PORT, "$1"), port, users, mode, String.join("\n", more)));
    List<String> command = new ArrayList<>(List.of(program.get().toString(), settings.toString()));
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root, and its files must then be readable to whom it becomes.
      command.addAll(List.of("-u", "nobody"));
      folder.toFile().setExecutable(true, false);
      folder.toFile().setReadable(true, false);
      users.toFile().setReadable(true, false);
      settings.toFile().setReadable(true, false);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Pooler pooler = new Pooler(process, port);
    pooler.await();
    return Optional.of(pooler);
  }

  /** The same for a test, which is skipped without PgBouncer; in CI it fails. */
  public static Pooler given(
      String jdbcUrl, String user, String password, String mode, String... more)
      throws IOException, InterruptedException {
    Optional<Pooler> pooler = before(jdbcUrl, user, password, mode, more);
    needs(pooler.isPresent(), "PgBouncer is not installed");
    return pooler.orElseThrow();
  }

  /** Skips a test whose program is missing; in CI, where bin/check installs it, the test fails. */
  public static void needs(boolean there, String reason) {
    Assumptions.assumeTrue(there || "true".equals(System.getenv("CI")), reason);
    Assertions.assertTrue(there, reason + "; in CI nothing may be left out.");
  }

  private void await() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new IOException("PgBouncer does not listen");
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Where it listens, on the loopback address. */
  public int port() {
    return port;
  }

  /** The address of the same database through it. */
  public String through(String jdbcUrl) {
    return jdbcUrl.replaceFirst(":\\d+/", ":" + port + "/");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
