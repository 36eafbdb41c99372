package coach.training;

import java.util.Locale;

/** A constant with a code in answers: its name in lower case. */
public interface Coded {
  /** Every enum has one. */
  String name();

  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
