package coach.training;

import java.util.Locale;

/** How much an answer rests on. */
public enum Data {
  /** Nothing, or fewer than two sessions, or a layoff in between. */
  LITTLE,
  SOME,
  PLENTY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
