package coach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.oauth.DocumentSource.Busy;
import coach.oauth.DocumentSource.Unavailable;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes while all places are taken waits a little, and is told so where that is too long. */
@Timeout(60)
class BusyDocumentsTest {
  private final CountDownLatch looked = new CountDownLatch(4);
  private final CountDownLatch go = new CountDownLatch(1);
  private final HttpDocuments documents =
      new HttpDocuments(this::isAllowed, SslContextFactory.Client::new, Duration.ofSeconds(40));

  /** Whether an address may be asked, which is when a place is taken. */
  private boolean isAllowed(InetAddress address) {
    looked.countDown();
    try {
      go.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private Unavailable fetch() {
    return assertThrows(
        Unavailable.class, () -> documents.fetch(URI.create("https://127.0.0.1:9/client.json")));
  }

  private CompletableFuture<Unavailable> fetching() {
    return CompletableFuture.supplyAsync(this::fetch, task -> new Thread(task).start());
  }

  @Test
  void aPlaceIsWaitedForButNotForLong() throws Exception {
    List<CompletableFuture<Unavailable>> slow = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      slow.add(fetching());
    }
    looked.await();
    assertEquals(Busy.class, fetch().getClass());
    CompletableFuture<Unavailable> waiting = fetching();
    // Whether it waits by then or not, it finds a place.
    Thread.sleep(200);
    go.countDown();
    assertEquals("SecurityException", waiting.join().getMessage());
    for (CompletableFuture<Unavailable> one : slow) {
      assertEquals("SecurityException", one.join().getMessage());
    }
  }
}
