package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.oauth.DocumentSource.Document;
import coach.oauth.DocumentSource.Unavailable;
import coach.security.Proves;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a real https server on this machine, which only tests may reach. */
@Tag("runtime")
class HttpDocumentsTest {
  @TempDir private static Path folder;
  private static HostileWeb web;
  private static final AtomicReference<Headers> ASKED = new AtomicReference<>();

  @BeforeAll
  static void serve() throws Exception {
    web = new HostileWeb(folder);
    answer("/client.json", "application/json", Map.of("Cache-Control", "max-age=600"));
    answer("/plus", "application/cimd+json", Map.of());
  }

  private static void answer(String path, String type, Map<String, String> more) {
    web.serve(
        path,
        exchange -> {
          ASKED.set(exchange.getRequestHeaders());
          exchange.getResponseHeaders().set("Content-Type", type);
          more.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
  }

  @AfterAll
  static void end() {
    web.close();
  }

  private static HttpDocuments patient() {
    return new HttpDocuments(address -> true, web::trust, Duration.ofSeconds(60));
  }

  private static Document fetch(String path) throws Unavailable {
    return new HttpDocuments(address -> true, web::trust, Duration.ofSeconds(20))
        .fetch(web.at(path));
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
    assertEquals(List.of("coach"), sent.get("User-Agent"));
    for (String name : List.of("Cookie", "Authorization", "Accept-Encoding")) {
      assertNull(sent.get(name), name);
    }
  }

  @Test
  @Proves("cimd-5-2")
  void aRedirectIsAnswerEnough() throws Exception {
    assertEquals(302, fetch("/moved/302").status());
    assertEquals(0, web.secretsRead.get());
  }

  @Test
  @Proves("cimd-8.7-1")
  void aGigabyteIsCutOffAtItsBeginning() {
    assertThrows(Unavailable.class, () -> fetch("/endless"));
  }

  @Test
  void aServerThatSaysNothingIsLeft() {
    HttpDocuments hasty = new HttpDocuments(address -> true, web::trust, Duration.ofMillis(300));
    assertThrows(Unavailable.class, () -> hasty.fetch(web.at("/silent")));
  }

  @Test
  void aStrangersCertificateIsNotBelieved() {
    HttpDocuments strict =
        new HttpDocuments(address -> true, SslContextFactory.Client::new, Duration.ofSeconds(20));
    assertThrows(Unavailable.class, () -> strict.fetch(web.at("/secret")));
    assertEquals(0, web.secretsRead.get());
  }

  @Test
  void fourSlowDocumentsAtOnceAreEnoughAndLaterThereIsRoomAgain() throws Exception {
    HttpDocuments documents = patient();
    Executor threads = task -> new Thread(task, "slow document").start();
    List<CompletableFuture<Integer>> slow = new ArrayList<>();
    for (int started = 0; started < 4; started++) {
      slow.add(CompletableFuture.supplyAsync(() -> status(documents, "/held"), threads));
    }
    assertTrue(web.holding.tryAcquire(4, 60, TimeUnit.SECONDS));
    Unavailable refused =
        assertThrows(Unavailable.class, () -> documents.fetch(web.at("/client.json")));
    assertEquals("too many at once", refused.getMessage());
    web.letGo.release(4);
    for (CompletableFuture<Integer> one : slow) {
      assertEquals(200, one.get(60, TimeUnit.SECONDS));
    }
    assertEquals(200, status(documents, "/client.json"));
  }

  private static int status(HttpDocuments documents, String path) {
    try {
      return documents.fetch(web.at(path)).status();
    } catch (Unavailable unavailable) {
      throw new AssertionError(path, unavailable);
    }
  }
}
