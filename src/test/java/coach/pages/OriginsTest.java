package coach.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forms of elsewhere are refused whatever a stranger's program leaves out. */
@Timeout(60)
class OriginsTest {
  @Test
  void aFormOfAnOldProgramThatNamesNoHostIsRefused() throws IOException {
    try (PagesSite site = new PagesSite();
        Socket socket = new Socket("127.0.0.1", site.url.getPort())) {
      String request =
          "POST /signin HTTP/1.0\r\nOrigin: http://localhost:1\r\nContent-Length: 0\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }
  }
}
