package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Whoever sends bodies slowly takes some places, but neither all of them nor the calls'. */
@Timeout(60)
@Tag("runtime")
class SlowBodiesTest {
  private static final int MOST = 64;
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

  /** Returns once so many were refused, when the others are in work. */
  private void untilRefused(int forms) throws Exception {
    for (int refused = 0; refused < forms; Thread.sleep(10)) {
      refused = 0;
      for (Socket socket : slow) {
        refused += socket.getInputStream().available() > 0 ? 1 : 0;
      }
    }
  }

  @Test
  void oneAddressTakesAFewPlacesAndNoneOfTheCalls() throws Exception {
    begin(MOST_OF_ONE + 8, "192.0.2.1");
    untilRefused(8);
    HttpResponse<String> refused = ask("/oauth/jwks.json", "192.0.2.1");
    assertEquals(429, refused.statusCode());
    assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
    assertTrue(refused.body().contains("Too many requests from this address"), refused.body());
    assertEquals(401, ask("/mcp", "192.0.2.1").statusCode());
    assertEquals(200, ask("/health", "192.0.2.1").statusCode());
    assertEquals(200, ask("/oauth/jwks.json", "192.0.2.2").statusCode());
  }

  @Test
  void manyAddressesLeaveTheCallsAndTheHealthChecksAlone() throws Exception {
    for (int address = 1; address <= 16; address++) {
      begin(MOST_OF_ONE, "192.0.2." + address);
    }
    untilRefused(MOST);
    HttpResponse<String> refused = ask("/oauth/jwks.json", "192.0.2.99");
    assertEquals(503, refused.statusCode());
    assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
    assertEquals(401, ask("/mcp", "192.0.2.99").statusCode());
    for (String path : List.of("/health", "/healthz", "/ready")) {
      assertEquals(200, ask(path, "192.0.2.99").statusCode(), path);
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
