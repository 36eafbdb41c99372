package coach.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("runtime")
class PasswordsTest {
  private static final String PASSWORD = "correct horse battery";

  private final Passwords passwords = new Passwords(1_000, 2, 8);

  @Test
  void onlyTheSamePasswordMatches() {
    String stored = passwords.hash(PASSWORD);
    assertTrue(passwords.matches(PASSWORD, stored));
    assertFalse(passwords.matches(PASSWORD + " ", stored));
    assertFalse(passwords.matches("", stored));
    assertFalse(passwords.matches(PASSWORD.toUpperCase(), stored));
  }

  @Test
  void theSamePasswordIsStoredDifferentlyEachTimeWithItsParameters() {
    String stored = passwords.hash(PASSWORD);
    assertNotEquals(stored, passwords.hash(PASSWORD));
    assertTrue(stored.matches("pbkdf2-sha256\\$1000\\$.{24}\\$.{44}"), stored);
  }

  @Test
  @Proves("oauth21-7.7-3")
  void whatIsStoredTodayTakesSixHundredThousandRounds() {
    Passwords today = new Passwords();
    String stored = today.hash(PASSWORD);
    assertTrue(stored.startsWith("pbkdf2-sha256$600000$"), stored);
    assertTrue(today.matches(PASSWORD, stored));
  }

  @Test
  void aKnownVectorComesOut() {
    // RFC 7914 section 11: the first half of its 64 bytes.
    byte[] hash =
        HexFormat.of().parseHex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    String salt = Base64.getEncoder().encodeToString("salt".getBytes(StandardCharsets.UTF_8));
    String stored = "pbkdf2-sha256$1$" + salt + "$" + Base64.getEncoder().encodeToString(hash);
    assertTrue(passwords.matches("passwd", stored));
  }

  @Test
  void olderParametersStillMatchAndAreOutdated() {
    String old = new Passwords(500, 2, 8).hash(PASSWORD);
    assertTrue(passwords.matches(PASSWORD, old));
    assertTrue(passwords.isOutdated(old));
    assertFalse(passwords.isOutdated(passwords.hash(PASSWORD)));
  }

  @Test
  void bothWaysOfWritingAnAccentAreTheSamePassword() {
    assertTrue(passwords.matches("cre\u0301me bru\u0302le\u0301e", passwords.hash("créme brûlée")));
  }

  @Test
  void comparingWithNobodysPasswordTakesTheSameWork() {
    String stored = passwords.hash(PASSWORD);
    long before = passwords.evaluations();
    assertFalse(passwords.matches("wrong password", stored));
    long forSomebody = passwords.evaluations() - before;
    assertFalse(passwords.matches("wrong password", null));
    assertEquals(forSomebody, passwords.evaluations() - before - forSomebody);
    assertEquals(1, forSomebody);
  }

  @Test
  void oneThatFindsTheQueueFullIsSentAwayAtOnce() throws Exception {
    Passwords one = new Passwords(300_000, 1, 1);
    // The common pool may have a single thread, which the first would keep.
    Executor callers = work -> new Thread(work).start();
    List<CompletableFuture<String>> taken = new ArrayList<>();
    for (int place = 1; place <= 2; place++) {
      taken.add(CompletableFuture.supplyAsync(() -> one.hash(PASSWORD), callers));
      while (one.evaluations() < place) {
        Thread.onSpinWait();
      }
    }
    assertThrows(Passwords.Busy.class, () -> one.matches(PASSWORD, null));
    assertTrue(one.matches(PASSWORD, taken.get(1).get()));
  }

  @Test
  void anUnknownFormIsNoPassword() {
    assertThrows(IllegalStateException.class, () -> passwords.matches(PASSWORD, "plain"));
  }
}
