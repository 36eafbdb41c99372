package coach.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ways in which exports write a length of time. */
final class Durations {
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:(\\d{1,4})\\s*h(?:rs?|ours?)?)?\\s*(?:(\\d{1,5})\\s*m(?:ins?|inutes?)?)?\\s*(?:(\\d{1,6})\\s*s(?:ecs?|econds?)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):([0-5]\\d):([0-5]\\d)");

  private Durations() {}

  /** Seconds ("3900", "3900.0"), "1h 5m", "45 min" or "1:05:00"; null for anything else. */
  static Duration parse(String text) {
    BigDecimal seconds = Cells.decimal(text);
    if (seconds != null) {
      return seconds(seconds);
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return of(clock);
    }
    Matcher words = WORDS.matcher(text);
    return !text.isBlank() && words.matches() ? of(words) : null;
  }

  private static Duration seconds(BigDecimal seconds) {
    if (seconds.signum() < 0 || seconds.precision() - seconds.scale() > 9) {
      return null;
    }
    return Duration.ofSeconds(seconds.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static Duration of(Matcher parts) {
    return Duration.ofHours(part(parts, 1)).plusMinutes(part(parts, 2)).plusSeconds(part(parts, 3));
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }
}
