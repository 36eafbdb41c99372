package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.Run;
import coach.auth.DocumentSource.Document;
import coach.auth.DocumentSource.Unavailable;
import coach.auth.PublicAddresses;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches from a real https server on this machine, which only these tests may reach. */
class HttpDocumentsTest {
  @TempDir private static Path folder;
  private static HttpsServer server;
  private static SSLContext secure;
  private static final CountDownLatch END = new CountDownLatch(1);
  private static final AtomicInteger SECRETS_READ = new AtomicInteger();
  private static final AtomicReference<Headers> ASKED = new AtomicReference<>();

  @BeforeAll
  static void serve() throws Exception {
    secure = certificate();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(secure));
    server.setExecutor(Executors.newCachedThreadPool());
    answer("/client.json", "application/json", Map.of("Cache-Control", "max-age=600"), "{}");
    answer("/plus", "application/cimd+json", Map.of(), "{}");
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "https://localhost/secret");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/secret",
        exchange -> {
          SECRETS_READ.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.createContext("/endless", exchange -> endless(exchange.getResponseBody(), exchange));
    server.createContext("/silent", exchange -> silent());
    server.start();
  }

  private static void endless(OutputStream body, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    byte[] block = new byte[64 * 1024];
    for (int sent = 0; sent < 16 * 1024; sent++) {
      body.write(block);
    }
    exchange.close();
  }

  private static void silent() {
    try {
      END.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(String path, String type, Map<String, String> more, String body) {
    server.createContext(
        path,
        exchange -> {
          ASKED.set(exchange.getRequestHeaders());
          exchange.getResponseHeaders().set("Content-Type", type);
          more.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
  }

  private static SSLContext certificate() throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String words =
        "-genkeypair -alias test -keyalg EC -validity 30 -dname CN=localhost -ext"
            + " san=dns:localhost -storepass changeit -storetype PKCS12 -keystore ";
    List<String> command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of(words.strip().split(" ")));
    command.add(store.toString());
    Run made = Run.of(folder, Map.of(), "", command);
    assertEquals(0, made.code(), made.out() + made.err());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, "changeit".toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, "changeit".toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @AfterAll
  static void end() {
    END.countDown();
    server.stop(0);
  }

  private static SslContextFactory.Client trust() {
    SslContextFactory.Client trust = new SslContextFactory.Client();
    trust.setSslContext(secure);
    return trust;
  }

  private static Document fetch(String path) throws Unavailable {
    return new HttpDocuments(address -> true, HttpDocumentsTest::trust, Duration.ofSeconds(20))
        .fetch(URI.create("https://localhost:" + server.getAddress().getPort() + path));
  }

  @Test
  void aDocumentComesAsItIsServed() throws Exception {
    Document fetched = fetch("/client.json");
    assertEquals(200, fetched.status());
    assertEquals("{}", new String(fetched.body(), StandardCharsets.UTF_8));
    assertEquals("application/json", fetched.contentType());
    assertEquals("max-age=600", fetched.cacheControl());
    assertNull(fetch("/plus").cacheControl());
    assertEquals(404, fetch("/nowhere").status());
  }

  @Test
  void nothingOfOursIsSentAlong() throws Exception {
    fetch("/client.json");
    Headers sent = ASKED.get();
    assertEquals(List.of("application/json"), sent.get("Accept"));
    for (String name : List.of("Cookie", "Authorization", "User-Agent", "Accept-Encoding")) {
      assertNull(sent.get(name), name);
    }
  }

  @Test
  void aRedirectIsAnswerEnough() throws Exception {
    assertEquals(302, fetch("/moved").status());
    assertEquals(0, SECRETS_READ.get());
  }

  @Test
  void aGigabyteIsCutOffAtItsBeginning() {
    assertThrows(Unavailable.class, () -> fetch("/endless"));
  }

  @Test
  void aServerThatSaysNothingIsLeft() {
    HttpDocuments hasty =
        new HttpDocuments(address -> true, HttpDocumentsTest::trust, Duration.ofMillis(300));
    URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/silent");
    assertThrows(Unavailable.class, () -> hasty.fetch(address));
  }

  @Test
  void aStrangersCertificateIsNotBelieved() {
    HttpDocuments strict =
        new HttpDocuments(address -> true, SslContextFactory.Client::new, Duration.ofSeconds(20));
    URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/secret");
    assertThrows(Unavailable.class, () -> strict.fetch(address));
    assertEquals(0, SECRETS_READ.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"})
  void nothingOfThisMachineIsReached(String host) {
    HttpDocuments guarded =
        new HttpDocuments(
            PublicAddresses::isPublic, HttpDocumentsTest::trust, Duration.ofSeconds(20));
    URI address = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/secret");
    assertThrows(Unavailable.class, () -> guarded.fetch(address));
    assertEquals(0, SECRETS_READ.get());
  }

  @Test
  void theMetadataServiceOfACloudIsNotAsked() {
    HttpDocuments guarded = new HttpDocuments();
    for (String address :
        List.of(
            "https://169.254.169.254/latest/meta-data/client.json",
            "https://[fd00:ec2::254]/latest/client.json")) {
      assertThrows(Unavailable.class, () -> guarded.fetch(URI.create(address)));
    }
  }
}
