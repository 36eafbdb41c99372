package coach.deploy;

import coach.pages.Surfer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Wrong passwords from many addresses at once, and what others hear of the server meanwhile. */
public final class SignInFlood {
  /** The header in which the server is told of these addresses. */
  public static final String ADDRESS_HEADER = "Client-Address";

  private static final List<String> QUICK =
      List.of("/health", "/.well-known/oauth-authorization-server", "/oauth/jwks.json");

  private final Surfer attacker;
  private final Surfer others;
  private int other;
  private int attempts;
  private final Map<String, String> form;

  public SignInFlood(URI server) throws Exception {
    attacker = new Surfer(server).from("198.51.100.1");
    attacker.get("/signin");
    form = attacker.hidden("/signin");
    form.put("password", "wrong password");
    others = new Surfer(server);
    answersOthers();
  }

  /**
   * How things went.
   *
   * @param statuses of all attempts
   * @param rounds in which everything quick was answered before the last attempt was
   */
  public record Report(List<Integer> statuses, int rounds) {
    long count(int status) {
      return statuses.stream().filter(one -> one == status).count();
    }
  }

  /**
   * Sends so many attempts at once, each from another address and for another account; fails where
   * others are kept waiting.
   */
  public Report attempt(int times) throws Exception {
    List<CompletableFuture<Integer>> sent = new ArrayList<>();
    for (int number = 0; number < times; number++) {
      Map<String, String> mine = new HashMap<>(form);
      mine.put("email", "nobody" + attempts + "@example.com");
      Surfer sender =
          attacker.from("198.18.%d.%d".formatted(attempts / 256 % 256, attempts++ % 256));
      sent.add(sender.later(sender.posting("/signin", mine).build()));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0]));
    int rounds = 0;
    while (!all.isDone()) {
      answersOthers();
      rounds += all.isDone() ? 0 : 1;
    }
    return new Report(sent.stream().map(CompletableFuture::join).toList(), rounds);
  }

  /** Each time from another address, because nothing else limits how often this asks. */
  private void answersOthers() throws Exception {
    Surfer asking = others.from("203.0.%d.%d".formatted(other / 256 % 256, other++ % 256));
    for (String path : QUICK) {
      expect(200, asking.get(path).statusCode(), path);
    }
    Map<String, String> refresh =
        Map.of("grant_type", "refresh_token", "client_id", "none", "refresh_token", "made up");
    HttpRequest request = asking.posting("/token", refresh).build();
    expect(401, asking.send(request).statusCode(), "/token");
  }

  private static void expect(int status, int answered, String path) {
    if (status != answered) {
      throw new AssertionError(path + " answered " + answered);
    }
  }
}
