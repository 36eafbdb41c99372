package coach.imports;

import coach.training.Unit;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What the person sending a file says about it, and how much of it coach accepts.
 *
 * @param unit the unit of weights whose file names none; null when not said
 * @param latest the last day that a workout may have: today where the day begins first
 * @param maxBytes files above this size are refused
 * @param maxRows files with more rows are refused
 */
public record ReadOptions(Unit unit, LocalDate latest, long maxBytes, int maxRows) {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final int MAX_ROWS = 1_000_000;

  /** No unit said; 64 MiB and a million rows at most. */
  public static ReadOptions standard() {
    LocalDate latest = LocalDate.now(ZoneOffset.ofHours(14));
    return new ReadOptions(null, latest, MAX_BYTES, MAX_ROWS);
  }

  /** For a table that coach itself has written. */
  public static ReadOptions anything() {
    return new ReadOptions(null, LocalDate.MAX, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  public ReadOptions withUnit(Unit newUnit) {
    return new ReadOptions(newUnit, latest, maxBytes, maxRows);
  }
}
