package coach.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads single cells of a row, and refuses what cannot be true of a set. */
final class Cells {
  static final int MAX_NAME = 200;
  static final int MAX_NOTE = 10_000;
  private static final int MAX_DIGITS = 32;
  private static final int MAX_REPS = 999;
  private static final BigDecimal MAX_METERS = new BigDecimal("1000000");
  private static final Duration MAX_TIME = Duration.ofHours(24);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)?");
  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{Cntrl}]+");

  private Cells() {}

  /** Null when empty; a comma or a point may stand before the decimals. */
  static BigDecimal number(Row row, Column column, String expected) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return null;
    }
    BigDecimal number = decimal(text);
    if (number == null || number.signum() < 0) {
      throw BadCell.of(row, column, expected);
    }
    return number;
  }

  /** Null when the text is no plain decimal number. */
  static BigDecimal decimal(String text) {
    if (text.length() > MAX_DIGITS || !NUMBER.matcher(text).matches()) {
      return null;
    }
    return new BigDecimal(text.replace(',', '.'));
  }

  /** 0 when empty, and for a missed set. */
  static int reps(Row row) {
    String expected = "a whole number from 0 to " + MAX_REPS;
    BigDecimal reps = number(row, Column.REPS, expected);
    if (reps == null || reps.signum() == 0) {
      return 0;
    }
    BigDecimal whole = reps.stripTrailingZeros();
    if (whole.scale() > 0 || whole.compareTo(BigDecimal.valueOf(MAX_REPS)) > 0) {
      throw BadCell.of(row, Column.REPS, expected);
    }
    return whole.intValue();
  }

  /** Null when empty or 0, which the apps write for "not rated". */
  static Double rpe(Row row) {
    String expected = "nothing or 1 to 10 in steps of 0.5";
    BigDecimal rpe = number(row, Column.RPE, expected);
    if (rpe == null || rpe.signum() == 0) {
      return null;
    }
    BigDecimal halves = rpe.multiply(BigDecimal.valueOf(2)).stripTrailingZeros();
    if (halves.scale() > 0
        || rpe.compareTo(BigDecimal.ONE) < 0
        || rpe.compareTo(BigDecimal.TEN) > 0) {
      throw BadCell.of(row, Column.RPE, expected);
    }
    return rpe.doubleValue();
  }

  /** Null when empty or 0. */
  static Duration time(Row row, Column column) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return null;
    }
    Duration time = Durations.parse(text);
    if (time == null || time.compareTo(MAX_TIME) > 0) {
      throw BadCell.of(row, column, "seconds, 1h 5m or H:mm:ss, up to 24 hours");
    }
    return time.isZero() ? null : time;
  }

  /** Whole meters; null when empty, 0, or of an unknown unit. */
  static Long meters(Row row) {
    String expected = "a distance from 0 to 1000 km";
    BigDecimal distance = number(row, Column.DISTANCE, expected);
    if (distance == null || distance.signum() == 0) {
      return null;
    }
    BigDecimal factor = metersPerUnit(row);
    if (factor == null) {
      return null;
    }
    BigDecimal meters = distance.multiply(factor);
    if (meters.compareTo(MAX_METERS) > 0) {
      throw BadCell.of(row, Column.DISTANCE, expected);
    }
    return meters.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static BigDecimal metersPerUnit(Row row) {
    if (row.text(Column.DISTANCE_UNIT).isEmpty()) {
      return factor(row.header().lastWord(Column.DISTANCE).orElse(""));
    }
    BigDecimal factor = factor(HeaderNames.plain(row.text(Column.DISTANCE_UNIT)));
    if (factor == null) {
      throw BadCell.of(row, Column.DISTANCE_UNIT, "m, km, mi, ft or yd");
    }
    return factor;
  }

  private static BigDecimal factor(String unit) {
    return switch (unit) {
      case "m", "meter", "meters", "metres" -> BigDecimal.ONE;
      case "km", "kms", "kilometers", "kilometres" -> new BigDecimal("1000");
      case "mi", "mile", "miles" -> new BigDecimal("1609.344");
      case "ft", "feet" -> new BigDecimal("0.3048");
      case "yd", "yds", "yards" -> new BigDecimal("0.9144");
      default -> null;
    };
  }

  /** One line, runs of spaces joined; "" when empty. */
  static String name(Row row, Column column) {
    String name = SPACE.matcher(row.text(column)).replaceAll(" ").strip();
    if (name.length() > MAX_NAME) {
      throw BadCell.of(row, column, "at most " + MAX_NAME + " characters");
    }
    return name;
  }

  /** Null when empty; line breaks become {@code \n}. */
  static String note(Row row, Column column) {
    String note = row.text(column).replace("\r\n", "\n").replace('\r', '\n');
    if (note.length() > MAX_NOTE) {
      throw BadCell.of(row, column, "at most " + MAX_NOTE + " characters");
    }
    return note.isEmpty() ? null : note;
  }
}
