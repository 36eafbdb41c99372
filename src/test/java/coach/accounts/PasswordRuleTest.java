package coach.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
  private static final String EMAIL = "jo.lifter@example.com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "PASSWORD!!!!",
        "1234567890",
        "2026-11-22 12",
        "aaaaaaaaaaaa",
        "abababababab",
        "QwertyUiop1",
        "12iloveyou!",
        "passwordpassword",
        "squat squat",
        "jo.lifter1234",
        "jo.lifter@example.com"
      })
  void firstGuessesAreRefused(String password) {
    assertTrue(PasswordRule.fault(password, EMAIL).isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "five plates by june",
        "zu viele Köche!",
        "пароль длинный",
        "7h!s-1s-l0ng",
        "🏋️🏋🏽‍♀️ squats at dawn"
      })
  void longOnesThatNobodyGuessesAreTaken(String password) {
    assertEquals(Optional.empty(), PasswordRule.fault(password, EMAIL));
  }

  @Test
  void tooShortAndTooLongSayHowLong() {
    assertEquals(
        "The password has 9 characters. Choose one of at least 10; a few words in a row are easy to remember.",
        PasswordRule.fault("nine char", EMAIL).orElseThrow());
    assertEquals(
        "The password has 201 characters. Choose one of at most 200.",
        PasswordRule.fault("ab cd ef gh".repeat(20).substring(0, 201), EMAIL).orElseThrow());
    assertEquals(
        Optional.empty(), PasswordRule.fault("ab cd ef gh".repeat(20).substring(0, 200), EMAIL));
  }
}
