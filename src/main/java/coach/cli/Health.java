package coach.cli;

import coach.Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Asks the server on this machine whether it answers, where no other program could: in an image.
 */
final class Health {
  private static final String GOOD = "{\"status\":\"ok\"}";
  private static final int FEW_BYTES = 1024;

  private Health() {}

  static int run(Terminal terminal, List<String> arguments) {
    Options.none(Command.HEALTH, arguments);
    return run(terminal, Duration.ofSeconds(4));
  }

  static int run(Terminal terminal, Duration patience) {
    int port = Config.read(terminal.environment()).port();
    if (port == 0) {
      throw new Failure("PORT is 0, so the server took any free port. Set PORT to that one.");
    }
    terminal.out().println(ask(port, patience));
    return 0;
  }

  private static String ask(int port, Duration patience) {
    try {
      HttpURLConnection connection = connection(port, (int) patience.toMillis());
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK && body(connection).equals(GOOD)) {
        return "coach answers on port " + port + ".";
      }
      throw new Failure(
          "Something answers on port %d with HTTP %d, but it is not coach. Set PORT to coach's."
              .formatted(port, status));
    } catch (IOException silent) {
      throw new Failure(
          "Nothing answers on port %d within %d ms. Start \"coach serve\", or set PORT to where it listens."
              .formatted(port, patience.toMillis()));
    }
  }

  /** Straight to this machine, whatever proxy is set for the rest of the world. */
  private static HttpURLConnection connection(int port, int patienceMillis) throws IOException {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    URI address =
        URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    HttpURLConnection connection =
        (HttpURLConnection) address.resolve("/health").toURL().openConnection(Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(patienceMillis);
    connection.setReadTimeout(patienceMillis);
    return connection;
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readNBytes(FEW_BYTES), StandardCharsets.UTF_8);
    }
  }
}
