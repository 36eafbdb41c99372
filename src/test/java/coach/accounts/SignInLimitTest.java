package coach.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.testing.CoachDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private static CoachDatabase database;

  @BeforeAll
  static void create() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static int wait(int pair, int address, int account, boolean known) {
    return wait(pair, 0, address, 0, 0, account, known, false);
  }

  private static int wait(
      int pair,
      int pairAgo,
      int address,
      int addressAgo,
      int network,
      int account,
      boolean known,
      boolean everybody) {
    String call =
        "select coach_auth.sign_in_wait(%d, %d, %d, %d, %d, 0, %d, %s, %s)"
            .formatted(pair, pairAgo, address, addressAgo, network, account, known, everybody);
    return Integer.parseInt(database.column(call).get(0));
  }

  @Test
  void fiveTypingErrorsCostNothingAndTheWaitDoublesFromThere() {
    assertEquals(0, wait(4, 4, 4, false));
    assertEquals(2, wait(5, 5, 5, false));
    assertEquals(4, wait(6, 6, 6, false));
    assertEquals(8, wait(7, 7, 7, true));
  }

  @Test
  void nobodyWaitsLongerThanAQuarterOfAnHour() {
    assertEquals(900, wait(15, 15, 15, false));
    assertEquals(900, wait(5_000, 0, 0, false));
    assertEquals(900, wait(0, 5_000, 0, false));
  }

  @Test
  void timeThatHasPassedCounts() {
    assertEquals(1, wait(6, 3, 6, 3, 6, 6, false, false));
    assertEquals(0, wait(6, 4, 6, 4, 6, 6, false, false));
    assertEquals(0, wait(6, 5_000, 30, 5_000, 30, 6, false, false));
  }

  @Test
  void manyAccountsFromOneAddressMakeTheAddressWaitWhereItIsNotKnown() {
    assertEquals(0, wait(0, 19, 0, false));
    assertEquals(2, wait(0, 20, 0, false));
    assertEquals(0, wait(0, 5_000, 0, true), "what neighbours do is not held against an owner");
  }

  @Test
  void aSitesManyAddressesCountTogetherButNotAgainstAKnownOne() {
    assertEquals(0, wait(0, 0, 0, 0, 99, 99, true, false));
    assertEquals(0, wait(0, 0, 0, 0, 99, 0, false, false));
    assertEquals(2, wait(0, 0, 0, 0, 100, 0, false, false));
    assertEquals(0, wait(0, 0, 0, 0, 5_000, 0, true, false));
  }

  @Test
  void anAccountUnderAttackKeepsNobodyOut() {
    assertEquals(0, wait(0, 0, 1_000_000, false), "a new address has a try");
    assertEquals(60, wait(1, 1, 1_000_000, false), "and then one a minute");
    assertEquals(120, wait(2, 2, 1_000_000, false));
    assertEquals(0, wait(4, 4, 1_000_000, true), "a known one notices nothing");
  }

  @Test
  void moreIsFreeWhereAnAddressStandsForEverybody() {
    assertEquals(0, wait(99, 0, 399, 0, 0, 1_000_000, false, true));
    assertEquals(2, wait(100, 0, 100, 0, 0, 100, false, true));
    assertEquals(2, wait(0, 0, 400, 0, 0, 0, false, true));
  }
}
