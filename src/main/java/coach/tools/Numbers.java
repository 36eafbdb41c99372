package coach.tools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Numbers as answers show them: rounded half up, without trailing zeros, in no one's locale. */
public final class Numbers {
  private Numbers() {}

  public static double round(double value, int decimals) {
    // Adding zero turns the negative zero of a tiny negative value into a plain one.
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue() + 0.0;
  }

  /** To one decimal, or null where there is none. */
  public static Double round(OptionalDouble value) {
    return value.isPresent() ? round(value.getAsDouble(), 1) : null;
  }

  /** "2", "2.5": at most this many decimals. */
  public static String plain(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** {@link #plain} with its sign, for changes: "+2.5", "-1", "0". */
  public static String signed(double value, int decimals) {
    String text = plain(value, decimals);
    return text.startsWith("-") || text.equals("0") ? text : "+" + text;
  }

  /** "1 set", "3 sets". */
  public static String count(long number, String noun) {
    return count(String.valueOf(number), noun);
  }

  /** The same for a number as it is shown: "1 week", "1.5 weeks". */
  public static String count(String shown, String noun) {
    return shown + " " + noun + (shown.equals("1") ? "" : "s");
  }
}
