package coach.auth.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private static long wait(int pair, int address, int account, boolean known) {
    return new SignInLimit(pair, 0, address, 0, account, known).secondsToWait();
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
    assertEquals(900, wait(0, 5_000, 0, true));
  }

  @Test
  void timeThatHasPassedCounts() {
    assertEquals(1, new SignInLimit(6, 3, 6, 3, 6, false).secondsToWait());
    assertEquals(0, new SignInLimit(6, 4, 6, 4, 6, false).secondsToWait());
  }

  @Test
  void manyAccountsFromOneAddressMakeTheAddressWait() {
    assertEquals(0, wait(0, 19, 0, false));
    assertEquals(2, wait(0, 20, 0, false));
  }

  @Test
  void anAccountUnderAttackKeepsNobodyOut() {
    assertEquals(0, wait(0, 0, 1_000_000, false), "a new address has a try");
    assertEquals(60, wait(1, 1, 1_000_000, false), "and then one a minute");
    assertEquals(120, wait(2, 2, 1_000_000, false));
    assertEquals(0, wait(4, 4, 1_000_000, true), "a known one notices nothing");
  }
}
