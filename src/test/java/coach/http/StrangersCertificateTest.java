package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.Run;
import coach.auth.DocumentSource.Unavailable;
import coach.auth.IssuerDoor;
import coach.auth.accounts.SignInTrouble;
import coach.auth.accounts.SupabaseAuth;
import coach.mcp.TestOffer;
import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whomever coach asks over https, it tells nothing to a server that cannot prove its name. */
class StrangersCertificateTest {
  private static final String MADE =
      "-genkeypair -alias test -keyalg EC -validity 30 -dname CN=localhost"
          + " -ext san=dns:localhost -storepass changeit -storetype PKCS12 -keystore";

  private static final AtomicInteger ASKED = new AtomicInteger();

  @TempDir private static Path folder;
  private static SSLContext secure;
  private static HttpsServer server;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    secure = certificate();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(secure));
    server.createContext(
        "/",
        exchange -> {
          ASKED.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    url = "https://localhost:" + server.getAddress().getPort();
  }

  private static SSLContext certificate() throws Exception {
    Path store = folder.resolve("store.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(MADE.split(" ")));
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
    server.stop(0);
  }

  @BeforeEach
  void reached() throws Exception {
    HttpClient believing = HttpClient.newBuilder().sslContext(secure).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    assertEquals(204, believing.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    ASKED.set(0);
  }

  private static HttpDocuments documents(boolean believed) {
    return new HttpDocuments(
        address -> true,
        () -> {
          SslContextFactory.Client trust = new SslContextFactory.Client();
          if (believed) {
            trust.setSslContext(secure);
          }
          return trust;
        },
        Duration.ofSeconds(20));
  }

  @Test
  @Proves("oauth21-1.5-3")
  void anAppsDocumentIsNotReadFromAServerThatOnlySaysThatItIsTheApps() throws Exception {
    String path = "/client.json";
    assertThrows(Unavailable.class, () -> documents(false).fetch(URI.create(url + path)));
    String otherName = url.replace("localhost", "127.0.0.1");
    assertThrows(Unavailable.class, () -> documents(true).fetch(URI.create(otherName + path)));
    assertEquals(0, ASKED.get());
    assertEquals(204, documents(true).fetch(URI.create(url + path)).status());
  }

  @Test
  @Proves("oauth21-1.5-3")
  void nobodyIsLetInOnTheWordOfAnIssuerWithoutItsName() throws Exception {
    Config.Issuer issuer = new Config.Issuer(url, "coach");
    WebServer coach =
        WebServer.guarded(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            TestOffer.create().dispatcher(),
            base -> IssuerDoor.open(base, issuer, Clock.systemUTC()),
            new UnreachableDatabase());
    coach.start();
    try {
      String token = JWT.create().withKeyId("k").withIssuer(url).sign(Algorithm.HMAC256("x"));
      HttpRequest request =
          HttpRequest.newBuilder(coach.url().resolve("/mcp"))
              .header("Authorization", "Bearer " + token)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(503, answer.statusCode(), answer.body());
    } finally {
      coach.stop();
    }
    assertEquals(0, ASKED.get());
  }

  @Test
  @Proves("oauth21-1.5-3")
  void noPasswordIsSentToAServerThatOnlySaysThatItIsSupabase() {
    SupabaseAuth supabase = new SupabaseAuth(url, "key");
    SignInTrouble trouble =
        assertThrows(SignInTrouble.class, () -> supabase.password("ann@example.com", "secret"));
    assertTrue(trouble.isPassing());
    assertEquals(0, ASKED.get());
  }
}
