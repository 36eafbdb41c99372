package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guessing is slowed down, and nobody can use that to keep somebody else out. */
@Timeout(120)
class SignInAttemptsTest {
  private static PagesSite site;

  @BeforeAll
  static void start() {
    site = new PagesSite();
    site.account("ann@example.com");
    site.account("bob@example.com");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void forget() {
    site.database.execute("delete from coach_auth.attempt");
  }

  private static int attempt(String address, String email, String password) throws Exception {
    Surfer surfer = site.surfer().from(address);
    surfer.get("/signin");
    return surfer.fill("/signin", "email", email, "password", password).statusCode();
  }

  @Test
  @Proves({"oauth21-7.7-1", "oauth21-7.7-3"})
  void afterFiveFailuresTheAddressWaitsAndIsToldHowLong() throws Exception {
    for (int failure = 0; failure < 5; failure++) {
      assertEquals(422, attempt("192.0.2.10", "ann@example.com", "wrong password"));
    }
    long before = site.passwords.evaluations();
    Surfer again = site.surfer().from("192.0.2.10");
    again.get("/signin");
    again.fill("/signin", "email", "ann@example.com", "password", PagesSite.PASSWORD);
    assertEquals(429, again.last.statusCode());
    assertTrue(again.last.headers().firstValue("Retry-After").orElse("").matches("[12]"));
    assertEquals(before, site.passwords.evaluations());
    assertEquals(303, attempt("192.0.2.11", "ann@example.com", PagesSite.PASSWORD));
  }

  @Test
  void anUnknownEmailIsSlowedDownLikeAKnownOne() throws Exception {
    for (int failure = 0; failure < 5; failure++) {
      assertEquals(422, attempt("192.0.2.20", "nobody@example.com", "wrong password"));
    }
    assertEquals(429, attempt("192.0.2.20", "nobody@example.com", "wrong password"));
  }

  @Test
  void aGuesserOfManyAddressesKeepsTheOwnerOutNowhere() throws Exception {
    assertEquals(303, attempt("198.51.100.1", "bob@example.com", PagesSite.PASSWORD));
    for (int guess = 0; guess < 20; guess++) {
      assertEquals(422, attempt("203.0.113." + guess, "bob@example.com", "wrong password"));
    }
    assertEquals(429, attempt("203.0.113.0", "bob@example.com", "wrong password"));
    assertEquals(422, attempt("198.51.100.1", "bob@example.com", "a typing error"));
    assertEquals(303, attempt("198.51.100.1", "bob@example.com", PagesSite.PASSWORD));
    assertEquals(303, attempt("198.51.100.99", "bob@example.com", PagesSite.PASSWORD));
  }

  @Test
  void successIsNotCountedAsFailure() throws Exception {
    for (int time = 0; time < 7; time++) {
      assertEquals(303, attempt("192.0.2.30", "ann@example.com", PagesSite.PASSWORD));
    }
  }

  @Test
  void ofFiftyAtOnceNoMoreAreLookedAtThanOneAfterTheOther() throws Exception {
    Surfer surfer = site.surfer().from("192.0.2.40");
    surfer.get("/signin");
    Map<String, String> form = surfer.hidden("/signin");
    form.put("email", "ann@example.com");
    form.put("password", "wrong password");
    HttpRequest post = surfer.posting("/signin", form).build();
    long before = site.passwords.evaluations();
    List<CompletableFuture<Integer>> racing = new ArrayList<>();
    for (int guess = 0; guess < 50; guess++) {
      racing.add(surfer.later(post));
    }
    List<Integer> statuses = racing.stream().map(CompletableFuture::join).toList();
    long looked = site.passwords.evaluations() - before;
    assertTrue(looked >= 5 && looked <= 8, "five, and one after 2, 4 and 8 seconds: " + statuses);
    assertEquals(looked, statuses.stream().filter(status -> status == 422).count());
  }

  @Test
  void manySpellingsFromEightAddressesAtOnceCountAgainstOneAccount() throws Exception {
    site.account("vivi@example.com");
    long before = site.passwords.evaluations();
    List<CompletableFuture<Integer>> racing = new ArrayList<>();
    for (int address = 0; address < 8; address++) {
      Surfer surfer = site.surfer().from("203.0.113.10" + address);
      surfer.get("/signin");
      Map<String, String> form = surfer.hidden("/signin");
      form.put("password", "wrong password");
      for (int guess = 0; guess < 16; guess++) {
        form.put("email", spelling(guess) + "@example.com");
        racing.add(surfer.later(surfer.posting("/signin", form).build()));
      }
    }
    List<Integer> statuses = racing.stream().map(CompletableFuture::join).toList();
    long looked = site.passwords.evaluations() - before;
    assertTrue(looked >= 20 && looked <= 27, "20, and one of each other address: " + looked);
    assertEquals(looked, statuses.stream().filter(status -> status == 422).count());
    assertEquals(128 - looked, statuses.stream().filter(status -> status == 429).count());
  }

  /** Of vivi: PostgreSQL takes the Turkish capital for an i, Java for an i with another dot. */
  private static String spelling(int number) {
    String[] first = {"vi", "Vi", "v\u0130", "V\u0130"};
    return first[number % 4] + first[number / 4];
  }

  @Test
  void aSitesNetworkCountsAsOneThatTriesManyAccounts() throws Exception {
    for (int guess = 0; guess < 100; guess++) {
      String address = "2001:db8:7:%x::1".formatted(guess);
      assertEquals(422, attempt(address, "nobody" + guess + "@example.com", "wrong password"));
    }
    assertEquals(429, attempt("2001:db8:7:ff::1", "dora@example.com", "wrong password"));
    assertEquals(422, attempt("2001:db8:8::1", "dora@example.com", "wrong password"));
  }

  @Test
  void whatOthersBehindTheAddressDoIsNotHeldAgainstAnOwner() throws Exception {
    assertEquals(303, attempt("192.0.2.50", "ann@example.com", PagesSite.PASSWORD));
    for (int guess = 0; guess < 20; guess++) {
      assertEquals(422, attempt("192.0.2.50", "nobody" + guess + "@example.com", "wrong"));
    }
    assertEquals(429, attempt("192.0.2.50", "bob@example.com", PagesSite.PASSWORD));
    assertEquals(303, attempt("192.0.2.50", "ann@example.com", PagesSite.PASSWORD));
  }

  @Test
  void behindAProxyThatNobodyNamedMoreIsFree() throws Exception {
    for (int guess = 0; guess < 21; guess++) {
      assertEquals(422, attempt(null, "dora@example.com", "wrong password"));
    }
    assertEquals(303, attempt(null, "ann@example.com", PagesSite.PASSWORD));
  }

  @Test
  void theOwnerSeesThatSomebodyTriedOncePerAddress() throws Exception {
    String eve = site.account("eve@example.com");
    for (int guess = 0; guess < 13; guess++) {
      attempt("198.51.100." + guess, "eve@example.com", "wrong password");
      attempt("198.51.100.0", "eve@example.com", "wrong password");
    }
    List<String> failed =
        site.database.column(
            "select 1 from coach_auth.event where app_user_id = ?::uuid and kind = 'sign_in_failed'",
            eve);
    assertEquals(10, failed.size(), "and at most ten an hour");
    Surfer surfer = site.surfer().from("203.0.113.77");
    surfer.get("/signin");
    surfer.fill("/signin", "email", "eve@example.com", "password", PagesSite.PASSWORD);
    assertTrue(surfer.get("/account").body().contains("<td>Sign-in failed</td>"));
  }

  @Test
  void attemptsAreForgottenOnceTheyDoNotCount() throws Exception {
    attempt("192.0.2.60", "ann@example.com", "wrong password");
    site.database.execute(
        "update coach_auth.attempt set at = at - interval '3 hours' where key like 'sign_in %'");
    attempt("192.0.2.61", "nobody@example.com", "wrong password");
    assertEquals(
        List.of("3"), site.database.column("select count(*)::text from coach_auth.attempt"));
  }
}
