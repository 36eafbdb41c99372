package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever sends bodies slowly keeps nobody out. */
@Timeout(60)
@Tag("runtime")
class SlowBodiesTest {
  private static final int MOST_OF_ONE = 8;

  private final List<Socket> slow = new ArrayList<>();
  private AuthSite site;

  @BeforeEach
  void serve() {
    site = new AuthSite();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
    site.close();
  }

  /** Begins forms whose last byte is missing. */
  private void begin(int forms, String address) throws IOException {
    String head =
        "POST /token HTTP/1.1\r\nHost: localhost\r\nClient-Address: %s\r\nContent-Length: %d\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    for (int form = 0; form < forms; form++) {
      Socket socket = new Socket("127.0.0.1", site.url.getPort());
      slow.add(socket);
      String bytes = head.formatted(address, 16_000) + "x".repeat(15_999);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private HttpResponse<String> ask(String path, String address) {
    HttpRequest.Builder request = site.to(path).timeout(Duration.ofSeconds(10));
    return site.send(request.header("Client-Address", address).build());
  }

  @Test
  void bodiesThatHaveNotArrivedTakeNoPlace() throws Exception {
    for (int address = 1; address <= 16; address++) {
      begin(MOST_OF_ONE, "192.0.2." + address);
    }
    assertEquals(200, ask("/oauth/jwks.json", "192.0.2.1").statusCode());
    assertEquals(401, ask("/mcp", "192.0.2.1").statusCode());
    for (String path : List.of("/health", "/healthz", "/ready")) {
      assertEquals(200, ask(path, "192.0.2.1").statusCode(), path);
    }
  }

  @Test
  void whoIsDoneLeavesThePlaceToTheNext() throws Exception {
    begin(MOST_OF_ONE, "192.0.2.1");
    for (Socket socket : slow) {
      socket.getOutputStream().write('x');
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 400", new String(answer, StandardCharsets.US_ASCII));
    }
    assertEquals(200, ask("/oauth/jwks.json", "192.0.2.1").statusCode());
  }
}
