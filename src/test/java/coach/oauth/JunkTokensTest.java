package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A flood of made-up tokens keeps neither the server nor its database busy. */
class JunkTokensTest {
  private static final int REQUESTS = 2_000;

  /** Sent before the first of their answers is read. */
  private static final int AT_ONCE = 100;

  private static final byte[] REFUSED = "HTTP/1.1 401 ".getBytes(StandardCharsets.US_ASCII);

  private static AuthSite site;
  private final Logger log = (Logger) LoggerFactory.getLogger("coach");
  private final Level before = log.getLevel();

  @BeforeAll
  static void serve() {
    site = new AuthSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void quiet() {
    log.setLevel(Level.WARN);
  }

  @AfterEach
  void loud() {
    log.setLevel(before);
  }

  @Test
  void thousandsOfForgeriesAreRefusedWithoutASingleTripToTheDatabase() throws Exception {
    String good = site.token(site.person(), "read");
    assertEquals(200, site.profile(good).statusCode());
    String forged = good.substring(0, good.length() - 20);
    String[] junk = {"junk", "a.b.c", "x".repeat(2_000), good.replace("eyJ", "eyK"), "e30.e30.e30"};
    int trips = site.road.trips.get();
    long start = System.nanoTime();
    // Every fiftieth comes as far as the signature, and none of them twice.
    assertEquals(
        REQUESTS,
        refusals(n -> n % 50 == 0 ? forged + "%020d".formatted(n) : junk[n % junk.length]));
    long nanos = System.nanoTime() - start;
    assertEquals(trips, site.road.trips.get());
    System.out.printf("%d junk tokens refused, %d a second%n", REQUESTS, perSecond(nanos));
    assertEquals(200, site.profile(good).statusCode());
  }

  @Test
  void thousandsOfMadeUpKeysCostATripEveryFewSecondsAtMost() throws Exception {
    // Older than what the server knows, so that no key could be one that it has yet to hear of.
    site.clock.move(Duration.ofMinutes(-10));
    String[] parts = site.token(site.person(), "read").split("\\.");
    site.clock.move(Duration.ofMinutes(10));
    long start = System.nanoTime();
    int trips = site.road.trips.get();
    assertEquals(REQUESTS, refusals(number -> header(number) + "." + parts[1] + "." + parts[2]));
    long nanos = System.nanoTime() - start;
    int made = site.road.trips.get() - trips;
    System.out.printf("%d unknown keys: %d trips, %d a second%n", REQUESTS, made, perSecond(nanos));
    assertTrue(made <= 1 + nanos / SigningKeys.THROTTLE_NANOS, made + " trips");
  }

  private static long perSecond(long nanos) {
    return REQUESTS * 1_000_000_000L / nanos;
  }

  private static String header(int number) {
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"made up %d\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(header.formatted(number).getBytes(StandardCharsets.UTF_8));
  }

  /** How many of all requests with these tokens are refused, sent over one connection. */
  private static int refusals(IntFunction<String> tokens) throws IOException {
    int refused = 0;
    try (Socket socket = new Socket("127.0.0.1", site.url.getPort())) {
      socket.setSoTimeout(60_000);
      for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
        StringBuilder requests = new StringBuilder();
        for (int number = sent; number < sent + AT_ONCE; number++) {
          requests
              .append("GET /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ")
              .append(tokens.apply(number))
              .append("\r\n\r\n");
        }
        byte[] bytes = requests.toString().getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(bytes);
        refused += countRefused(socket.getInputStream());
      }
    }
    return refused;
  }

  /** Reads until as many are refused as were sent, or the connection ends. */
  private static int countRefused(InputStream answers) throws IOException {
    byte[] block = new byte[64 * 1024];
    int refused = 0;
    int matched = 0;
    while (refused < AT_ONCE) {
      int length = answers.read(block);
      if (length < 0) {
        return refused;
      }
      for (int place = 0; place < length; place++) {
        matched = block[place] == REFUSED[matched] ? matched + 1 : block[place] == 'H' ? 1 : 0;
        if (matched == REFUSED.length) {
          refused++;
          matched = 0;
        }
      }
    }
    return refused;
  }
}
