package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.Token;
import coach.oauth.DocumentSource.Busy;
import coach.oauth.DocumentSource.Document;
import coach.oauth.DocumentSource.Unavailable;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow documents that one person has looked up keep nobody else from connecting an app. */
@Timeout(60)
class DocumentQueueTest {
  private static final String CALLBACK = "https://app.example/cb";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private volatile boolean busy;
  private final PagesSite site = new PagesSite(this::fetch);

  private Document fetch(URI address) throws Unavailable {
    if (busy) {
      throw new Busy();
    }
    if (address.getPath().equals("/slow")) {
      asked.countDown();
      try {
        go.await();
      } catch (InterruptedException stopping) {
        throw new Unavailable("interrupted");
      }
    }
    String json =
        "{\"client_id\":\"%s\",\"client_name\":\"App\",\"redirect_uris\":[\"%s\"]}"
            .formatted(address, CALLBACK);
    return new Document(200, "application/json", null, json.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    go.countDown();
    site.close();
  }

  private HttpResponse<String> ask(String path, String address) {
    Map<String, String> asking = new LinkedHashMap<>();
    asking.put("client_id", "https://documents.example" + path);
    asking.put("redirect_uri", CALLBACK);
    asking.put("response_type", "code");
    asking.put("code_challenge", Token.hash("verifier"));
    asking.put("code_challenge_method", "S256");
    try {
      return site.surfer().from(address).get("/authorize?" + Surfer.encode(asking));
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void oneAddressHasOneDocumentFetchedAtATime() throws Exception {
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(
            () -> ask("/slow", "198.51.100.7"), task -> new Thread(task).start());
    asked.await();
    HttpResponse<String> second = ask("/quick", "198.51.100.7");
    assertEquals(429, second.statusCode(), second.body());
    assertEquals("5", second.headers().firstValue("Retry-After").orElse(""));
    assertTrue(second.body().contains("Try again in a few seconds."), second.body());
    assertEquals(303, ask("/quick", "198.51.100.8").statusCode());
    assertEquals(303, ask("/quick", "198.51.100.7").statusCode(), "which is known by now");
    go.countDown();
    assertEquals(303, first.join().statusCode());
    assertEquals(303, ask("/other", "198.51.100.7").statusCode());
  }

  @Test
  void soHasOneSitesNetwork() throws Exception {
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(
            () -> ask("/slow", "2001:db8:7:1::1"), task -> new Thread(task).start());
    asked.await();
    assertEquals(429, ask("/quick", "2001:db8:7:2::1").statusCode());
    assertEquals(303, ask("/quick", "2001:db8:8:1::1").statusCode());
    go.countDown();
    assertEquals(303, first.join().statusCode());
  }

  @Test
  void whereAllPlacesAreTakenThatIsSaidAndNotHeldAgainstTheApp() {
    busy = true;
    HttpResponse<String> answer = ask("/app", "198.51.100.7");
    assertEquals(503, answer.statusCode(), answer.body());
    assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
    assertTrue(answer.body().contains("Try again in a few seconds."), answer.body());
    busy = false;
    assertEquals(303, ask("/app", "198.51.100.7").statusCode());
  }

  @Test
  void tooManyLookUpsAreAnsweredWithWhenToComeAgain() {
    for (int number = 0; number < 20; number++) {
      assertEquals(303, ask("/app" + number, "198.51.100.7").statusCode());
    }
    HttpResponse<String> answer = ask("/one-more", "198.51.100.7");
    assertEquals(429, answer.statusCode(), answer.body());
    assertEquals("3600", answer.headers().firstValue("Retry-After").orElse(""));
  }
}
