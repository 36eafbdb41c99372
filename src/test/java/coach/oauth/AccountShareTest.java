package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.http.FloodLimits;
import coach.mcp.Talk;
import coach.testing.LockedTable;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From however many addresses one account calls, others find a place among the calls. */
class AccountShareTest {
  @Test
  @Timeout(120)
  void anAccountWithItsShareInWorkIsRefusedAndOthersAreServed() throws Exception {
    try (AuthSite site = new AuthSite(new FloodLimits(Optional.empty(), 20, 100, 2))) {
      String greedy = site.token(site.person(), "read", "write");
      String other = site.token(site.person(), "read");
      List<CompletableFuture<HttpResponse<String>>> waiting;
      try (LockedTable held = new LockedTable(site.database.server(), "public.performed_session")) {
        waiting =
            Stream.of(1, 2)
                .map(
                    call ->
                        CompletableFuture.supplyAsync(
                            () -> site.profile(greedy), task -> new Thread(task).start()))
                .toList();
        held.awaitWaiting(2);
        HttpResponse<String> refused = site.call(greedy, Talk.legacy(1, "ping", "{}"));
        assertEquals(429, refused.statusCode());
        assertTrue(
            refused
                .body()
                .contains(
                    "Too many requests of this account are in progress. Try again in 1 second."),
            refused.body());
        assertEquals(200, site.call(other, Talk.legacy(1, "ping", "{}")).statusCode());
      }
      for (CompletableFuture<HttpResponse<String>> answer : waiting) {
        assertEquals(200, answer.join().statusCode());
      }
      assertEquals(200, site.call(greedy, Talk.legacy(1, "ping", "{}")).statusCode());
    }
  }
}
