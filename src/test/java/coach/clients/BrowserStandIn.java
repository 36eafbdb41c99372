package coach.clients;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What programs find where they look for the browser of this machine: it reports the address. */
final class BrowserStandIn implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * Under which names it is looked for: macOS has the first, Linux the second or {@code BROWSER}.
   */
  private static final List<String> NAMES = List.of("open", "xdg-open");

  private final Path folder;
  private final ServerSocket reports;

  /**
   * @param folder of its own
   */
  BrowserStandIn(Path folder) throws IOException {
    this.folder = folder;
    reports = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    reports.setSoTimeout(PATIENCE_MILLIS);
    String script =
        "#!/usr/bin/env bash\nprintf '%%s\\n' \"$1\" >/dev/tcp/127.0.0.1/%d\n"
            .formatted(reports.getLocalPort());
    for (String name : NAMES) {
      Path program = Files.writeString(folder.resolve(name), script);
      if (!program.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + program + " a program");
      }
    }
  }

  /** The settings under which programs find it. */
  Map<String, String> environment() {
    return Map.of(
        "PATH", folder + File.pathSeparator + System.getenv("PATH"), "BROWSER", NAMES.get(0));
  }

  /** Where the next program wants its user to be. */
  URI next() throws IOException {
    try (Socket report = reports.accept();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(report.getInputStream(), StandardCharsets.UTF_8))) {
      return URI.create(lines.readLine());
    } catch (SocketTimeoutException nobody) {
      throw new AssertionError("no program opened a browser within a minute", nobody);
    }
  }

  /** Whether no program has asked for it since. */
  boolean isIdle() throws IOException {
    reports.setSoTimeout(1);
    try {
      reports.accept().close();
      return false;
    } catch (SocketTimeoutException nobody) {
      return true;
    } finally {
      reports.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    reports.close();
  }
}
