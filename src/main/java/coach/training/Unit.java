package coach.training;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The units that lifters speak in; everything stored or computed stays in grams. */
public enum Unit {
  /** Kilograms: 1000 g, shown to 0.01. */
  KG("kg", "1000", 2),
  /** International avoirdupois pounds: 453.59237 g exactly, shown to 0.1. */
  LB("lb", "453.59237", 1);

  /** Loads this close are the same load: conversions and imports round, plates do not. */
  static final int SAME_LOAD_GRAMS = 50;

  private static final double POUNDS_PER_KILOGRAM = 2.20462;

  /** Real jumps of this size are rare, and plates make converted weights a little rounder. */
  private static final double TOLERANCE = 0.08;

  private final String symbol;
  private final BigDecimal gramsPerUnit;
  private final int decimals;

  Unit(String symbol, String gramsPerUnit, int decimals) {
    this.symbol = symbol;
    this.gramsPerUnit = new BigDecimal(gramsPerUnit);
    this.decimals = decimals;
  }

  /** The unit of this name, in any case: kg(s), kilo(s), kilogram(s), lb(s), pound(s). */
  public static Unit parse(String text) {
    String name = text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    return switch (name) {
      case "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes" -> KG;
      case "lb", "lbs", "pound", "pounds" -> LB;
      default ->
          throw new IllegalArgumentException("unit is \"" + text + "\". Send \"kg\" or \"lb\".");
    };
  }

  /** True when two weights in grams differ by no more than rounding does (50 g). */
  public static boolean sameLoad(int grams, int otherGrams) {
    return Math.abs((long) grams - otherGrams) <= SAME_LOAD_GRAMS;
  }

  public String symbol() {
    return symbol;
  }

  /** {@code amount} of this unit in whole grams, half up; 0 to about 2 million kilograms. */
  public int toGrams(double amount) {
    if (!Double.isFinite(amount) || amount < 0 || amount > 2_000_000) {
      throw new IllegalArgumentException(
          "weight is " + amount + " " + symbol + ". Send 0 or more, up to 2000000.");
    }
    return BigDecimal.valueOf(amount)
        .multiply(gramsPerUnit)
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /** {@code grams} (also negative, for differences) in this unit, unrounded. */
  public double fromGrams(double grams) {
    return grams / gramsPerUnit.doubleValue();
  }

  /** {@code grams} in this unit, rounded half up as it is shown: kg to 0.01, lb to 0.1. */
  public double round(double grams) {
    // Whole grams and kilograms, nearly always: ten grams to the hundredth, half up.
    boolean isSimple = this == KG && grams >= 0 && grams == (int) grams;
    return isSimple ? ((int) grams + 5L) / 10 / 100.0 : shown(grams).doubleValue();
  }

  /** {@link #round} as text without trailing zeros: 100000 g is "100" or "220.5". */
  public String format(double grams) {
    return shown(grams).toPlainString();
  }

  /** {@link #format} with the unit's symbol: "102.5 kg". */
  public String display(double grams) {
    return format(grams) + " " + symbol;
  }

  private BigDecimal shown(double grams) {
    if (!Double.isFinite(grams)) {
      throw new IllegalArgumentException("grams is " + grams + ". Send a finite number.");
    }
    BigDecimal amount =
        BigDecimal.valueOf(grams).divide(gramsPerUnit, decimals, RoundingMode.HALF_UP);
    // A zero keeps its scale in stripTrailingZeros on some inputs ("0.00"): plain zero instead.
    return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  /**
   * True where one weight is about 2.2 times the other, as if it had been given in the other unit:
   * the most common slip of a log, because both numbers are plausible on their own.
   *
   * @param grams the weight in question, 0 or more
   * @param usualGrams what the lifter used before, 0 or more
   */
  public static boolean isSlip(int grams, int usualGrams) {
    Require.atLeast("weight in grams", grams, 0);
    Require.atLeast("weight before in grams", usualGrams, 0);
    if (grams == 0 || usualGrams == 0) {
      return false;
    }
    double ratio = Math.max(grams, usualGrams) / (double) Math.min(grams, usualGrams);
    return Math.abs(ratio / POUNDS_PER_KILOGRAM - 1) <= TOLERANCE;
  }
}
