package coach.training;

/** Range checks in one wording: the field, its value, what to send. */
final class Require {
  private Require() {}

  static void atLeast(String field, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(field + " is " + value + ". Send " + least + " or more.");
    }
  }

  static void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + " is " + value + ". Send " + least + " to " + most + ".");
    }
  }

  /** Refuses NaN and infinities too. */
  static void notNegative(String field, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(field + " is " + value + ". Send 0 or more.");
    }
  }
}
