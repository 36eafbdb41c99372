package coach.training;

import java.util.Locale;

/** How sets are counted per muscle. */
public enum Counting {
  /** One per set for primary muscles: how the source of the landmarks counts. */
  DIRECT,
  /** Also one half per set for secondary muscles: not comparable with the landmarks. */
  FRACTIONAL;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
