package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.accounts.SignInTrouble;
import coach.accounts.SupabaseAuth;
import coach.db.Database;
import coach.mcp.TestCatalog;
import coach.oauth.DocumentSource.Unavailable;
import coach.oauth.ExternalIssuer;
import coach.security.Proves;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whomever coach asks over https, it tells nothing to a server that cannot prove its name. */
@Tag("runtime")
class StrangersCertificateTest {
  private static final AtomicInteger ASKED = new AtomicInteger();

  @TempDir private static Path folder;
  private static SSLContext secure;
  private static HttpsServer server;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    secure = TestCertificate.create(folder, "dns:localhost");
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
            TestCatalog.create().dispatcher(),
            base -> ExternalIssuer.open(base, issuer, person -> {}, Clock.systemUTC()),
            new Database(new UnreachableRoad()));
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
