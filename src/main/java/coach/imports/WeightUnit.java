package coach.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** The two units that exports write weights in; coach itself stores whole grams. */
public enum WeightUnit {
  KG("kg", "1000"),
  LB("lb", "453.59237");

  private final String symbol;
  private final BigDecimal grams;

  WeightUnit(String symbol, String grams) {
    this.symbol = symbol;
    this.grams = new BigDecimal(grams);
  }

  public String symbol() {
    return symbol;
  }

  /** The unit that an export means by {@code kg}, {@code kgs}, {@code lb} or {@code lbs}. */
  public static Optional<WeightUnit> named(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "kg", "kgs", "kilogram", "kilograms" -> Optional.of(KG);
      case "lb", "lbs", "pound", "pounds" -> Optional.of(LB);
      default -> Optional.empty();
    };
  }

  /** Whole grams, half up; the international pound is exactly 453.59237 g. */
  public BigDecimal toGrams(BigDecimal weight) {
    return weight.multiply(grams).setScale(0, RoundingMode.HALF_UP);
  }

  /** A weight in this unit for people to read: at most three decimals (kg) or two (lb). */
  public BigDecimal fromGrams(long weightGrams) {
    BigDecimal weight =
        BigDecimal.valueOf(weightGrams).divide(grams, this == KG ? 3 : 2, RoundingMode.HALF_UP);
    return weight.signum() == 0 ? BigDecimal.ZERO : weight.stripTrailingZeros();
  }
}
