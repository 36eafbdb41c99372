package coach.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One kept connection that sends what no decent HTTP client would let through. */
final class HttpLine implements AutoCloseable {
  private static final int PATIENCE = 30_000;

  private final int port;
  private Socket socket;
  private InputStream input;

  /**
   * An answer.
   *
   * @param headers by lower-case name
   */
  record Heard(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(isPacked() ? unpacked() : body, StandardCharsets.UTF_8);
    }

    private boolean isPacked() {
      return "gzip".equals(headers.get("content-encoding"));
    }

    private byte[] unpacked() {
      try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return packed.readAllBytes();
      } catch (IOException damaged) {
        return body;
      }
    }
  }

  HttpLine(int port) {
    this.port = port;
  }

  /** Sends once more where the connection had ended since the answer before. */
  Heard send(String method, String path, List<String> headers, byte[] body) throws IOException {
    boolean kept = socket != null;
    try {
      return exchange(method, path, headers, body);
    } catch (SocketException | EOFException ended) {
      close();
      if (!kept) {
        throw ended;
      }
      // A server may end a connection whose last body it refused unread (RFC 9112, section 9.6).
      return exchange(method, path, headers, body);
    }
  }

  private Heard exchange(String method, String path, List<String> headers, byte[] body)
      throws IOException {
    if (socket == null) {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(PATIENCE);
      input = new BufferedInputStream(socket.getInputStream());
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head = "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: %d\r\n\r\n";
    String lines = String.join("\r\n", headers);
    request.writeBytes(
        head.formatted(method, path, lines, body.length).getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    Heard heard = receive();
    if ("close".equals(heard.headers().get("connection"))) {
      close();
    }
    return heard;
  }

  private Heard receive() throws IOException {
    String status = line();
    Map<String, String> headers = new HashMap<>();
    String header;
    while (!(header = line()).isEmpty()) {
      String[] parts = header.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int code = Integer.parseInt(status.split(" ")[1]);
    byte[] body =
        "chunked".equals(headers.get("transfer-encoding"))
            ? chunks()
            : input.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Heard(code, headers, body);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    while ((size = Integer.parseInt(line().split(";")[0].strip(), 16)) > 0) {
      body.writeBytes(input.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read;
    while ((read = input.read()) != '\n') {
      if (read < 0) {
        throw new EOFException("the connection ended after \"" + line + '"');
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
