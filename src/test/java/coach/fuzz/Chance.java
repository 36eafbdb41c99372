package coach.fuzz;

import java.util.List;
import java.util.Random;

/** Every choice of the fuzzer, repeatable by its seed. */
final class Chance {
  private static final List<String> WORDS =
      List.of("squat", "Bench Press", "last", "today", "2026-01-31", "chest", "kg", "1", "a");

  private static final List<String> STRANGE =
      List.of(
          "",
          " ",
          "\0",
          "\u0007\u001b[31m",
          "tab\tline\nreturn\r",
          "\"'`;--/*",
          "%00%ff%",
          "%s%n{}${x}",
          "<b>&amp;",
          "../../..",
          "=?base64?Zm9v?=",
          "\u202eabc\u200d\ufeff",
          "e\u0301\u0300\u0300",
          "\ud83c\udfcb\ufe0f\u200d",
          "\u2028\u2029\u0085",
          "ﷺ𒐫",
          "2026-07-28",
          "2025-11-25",
          "999999-99-99",
          "NaN",
          "-1e9",
          "null");

  /** JSON that is rare, extreme, or none at all. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-0.0",
          "1.5",
          "1e400",
          "-1e-400",
          "1E+999999999",
          "1e99999999999",
          "9007199254740993",
          "123456789012345678901234567890",
          "1.0000000000000000000000000001",
          "9".repeat(99),
          "9".repeat(200),
          "01",
          "+1",
          ".5",
          "0x10",
          "NaN",
          "Infinity",
          "[]",
          "{}",
          "[[],{}]",
          "{\"\":\"\"}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83c\\udfcb\"",
          "\"\\x\"",
          "'a'",
          "\"open",
          "undefined");

  private final Random random;

  Chance(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many times. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** A plausible word. */
  String word() {
    return of(WORDS);
  }

  /** A text that something may stumble over. */
  String text() {
    if (onceIn(40)) {
      return of(STRANGE).concat("x").repeat(1 + below(20_000));
    }
    return onceIn(2) ? of(STRANGE) : of(STRANGE) + word() + of(STRANGE);
  }

  /** JSON of some value, which may be no JSON at all. */
  String value() {
    if (onceIn(12)) {
      int depth = onceIn(4) ? 1 + below(20_000) : 1 + below(80);
      return onceIn(2)
          ? "[".repeat(depth) + "]".repeat(depth)
          : "{\"a\":".repeat(depth) + "0" + "}".repeat(depth);
    }
    return of(VALUES);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
