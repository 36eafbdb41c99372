package coach.training;

import java.util.Locale;

/** How far a number can be trusted, in the four words that answers use. */
public enum Confidence {
  INSUFFICIENT,
  LOW,
  MODERATE,
  HIGH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
