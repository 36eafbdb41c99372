package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.accounts.SupabaseAuth;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither a Supabase that hangs nor a visitor who keeps setting off holds up anybody else. */
@Timeout(120)
class SupabaseTroubleTest {
  private final CountDownLatch latch = new CountDownLatch(1);
  private SupabaseStandIn supabase;
  private PagesSite site;

  @BeforeEach
  void start() throws Exception {
    supabase = new SupabaseStandIn();
    site =
        new PagesSite(new SupabaseAuth(supabase.url(), SupabaseStandIn.KEY, Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() {
    latch.countDown();
    site.close();
    supabase.close();
  }

  private int signIn(String password) throws Exception {
    Surfer surfer = site.surfer();
    surfer.get("/signin");
    surfer.fill("/signin", "email", SupabaseStandIn.EMAIL, "password", password);
    return surfer.last.statusCode();
  }

  @Test
  void refusedPasswordsShareOneConnection() throws Exception {
    supabase.padding = 200_000;
    for (int attempt = 0; attempt < 4; attempt++) {
      assertEquals(422, signIn("wrong"));
    }
    assertEquals(1, supabase.connections.size());
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() throws Exception {
    assertEquals(303, signIn(SupabaseStandIn.PASSWORD));
    supabase.held = latch;
    Surfer ann = site.surfer();
    ann.get("/signin");
    ann.fill("/signin", "email", SupabaseStandIn.EMAIL, "password", SupabaseStandIn.PASSWORD);
    assertEquals(503, ann.last.statusCode());
    assertTrue(ann.last.body().contains("Supabase cannot be reached"), ann.last.body());
  }

  @Test
  void aProjectThatHangsKeepsOneVisitorWaitingAndNobodyElse() throws Exception {
    supabase.held = latch;
    CompletableFuture<HttpResponse<String>> waiting =
        HttpClient.newHttpClient()
            .sendAsync(site.surfer().request("/signin").build(), BodyHandlers.ofString());
    while (supabase.looks.get() == 0) {
      Thread.onSpinWait();
    }
    for (int visitor = 0; visitor < 3; visitor++) {
      String page = site.surfer().get("/signin").body();
      assertFalse(page.contains("Sign in with"), page);
    }
    assertEquals(200, waiting.join().statusCode());
    for (int visitor = 0; visitor < 3; visitor++) {
      assertEquals(200, site.surfer().get("/signin").statusCode());
    }
    assertEquals(1, supabase.looks.get(), "a failure is remembered");
    assertEquals(503, site.surfer().get("/signin/supabase?provider=google").statusCode());
  }

  private List<String> rows() {
    return site.database.column(
        "select relname || ' ' || (xpath('/row/n/text()', query_to_xml("
            + "format('select count(*) as n from coach_auth.%I', relname), false, true, '')))[1]"
            + " from pg_class where relnamespace = 'coach_auth'::regnamespace and relkind = 'r'"
            + " order by 1");
  }

  @Test
  void settingOffLeavesNothingBehind() throws Exception {
    List<String> before = rows();
    assertTrue(before.size() > 5, before.toString());
    for (int journey = 0; journey < 3; journey++) {
      site.surfer().get("/signin/supabase?provider=google");
    }
    assertEquals(before, rows());
  }

  @Test
  void whatTheBrowserTakesAlongIsInNoAddress() throws Exception {
    Surfer ann = site.surfer();
    ann.get("/signin/supabase?provider=google&next=%2Fauthorize%3Fscope%3Da%2Cb%3Bc%22");
    String cookie = ann.last.headers().firstValue("Set-Cookie").orElseThrow();
    String secret = cookie.replaceFirst("coach-away=([^/;]*).*", "$1");
    assertEquals(43, secret.length());
    assertFalse(ann.location().contains(secret), ann.location());
    assertFalse(ann.location().contains(new ReturnCookie(secret, "/").verifier()), ann.location());
    assertTrue(ann.location().contains(new ReturnCookie(secret, "/").challenge()), ann.location());
    ann.get(ann.location());
    ann.get(ann.location());
    assertEquals("/authorize?scope=a%2Cb%3Bc%22", ann.location(), ann.last.body());
  }

  @Test
  void aTargetThatNoCookieHoldsIsLeftOut() throws Exception {
    Surfer ann = site.surfer();
    ann.get("/signin/supabase?provider=google&next=%2Fauthorize%3Fstate%3D" + "x".repeat(5000));
    ann.get(ann.location());
    ann.get(ann.location());
    assertEquals("/account", ann.location(), ann.last.body());
  }
}
