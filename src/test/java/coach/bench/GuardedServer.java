package coach.bench;

import coach.db.TestDatabase;
import coach.deploy.SignInFlood;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code coach serve} as a host runs it: people sign in, a proxy names their addresses, and the
 * machine is small. With the image's flags on the image's Java.
 */
final class GuardedServer implements AutoCloseable {
  private static final int SECONDS_TO_START = 60;
  private static final Path LOG = Path.of("target", "guarded-server.log");

  private final Process process;
  final URI url;

  GuardedServer(TestDatabase database, boolean image) throws IOException, InterruptedException {
    int port = freePort();
    url = URI.create("http://localhost:" + port);
    List<String> command = new ArrayList<>(image ? SmallServer.javaOfTheImage() : small());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "coach.Main", "serve"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(settings(database, port));
    process = builder.redirectErrorStream(true).redirectOutput(Redirect.to(LOG.toFile())).start();
    await(port);
  }

  private static List<String> small() {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(SmallServer.SMALL);
    return command;
  }

  private Map<String, String> settings(TestDatabase database, int port) {
    return Map.of(
        "DATABASE_URL",
        "postgres://%s:%s@%s"
            .formatted(
                database.user(),
                database.password(),
                database.jdbcUrl().replace("jdbc:postgresql://", "")),
        "PORT",
        Integer.toString(port),
        "MCP_SERVER_URL",
        url.toString(),
        "TRUSTED_PROXY_HEADER",
        SignInFlood.ADDRESS_HEADER,
        "RATE_LIMIT_PER_HOUR",
        "0",
        "LOG_LEVEL",
        "WARN");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void await(int port) throws IOException, InterruptedException {
    for (int tries = 0; tries < SECONDS_TO_START * 10 && process.isAlive(); tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    close();
    throw new IllegalStateException("it does not serve: " + Files.readString(LOG));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory it has held, in MB. */
  long megabytes() throws IOException {
    return SmallServer.peakMegabytes(process);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
