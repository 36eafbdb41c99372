package coach.auth.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
