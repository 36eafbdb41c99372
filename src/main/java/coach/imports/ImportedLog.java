package coach.imports;

import coach.training.Unit;
import java.util.List;
import java.util.Set;

/**
 * Everything that one export file holds, ready to be shown, matched and stored.
 *
 * @param units the units that the weights were written in: empty when the file has no weights, both
 *     when its rows mix them
 * @param sessions by start time, oldest first
 * @param faults rows that were skipped, at most {@link #KEPT_FAULTS} of them; {@code counts} has
 *     the true number
 * @param notices rows that were kept while something beside the set was left out, such as an
 *     unreadable duration; at most {@link #KEPT_FAULTS} of them
 */
public record ImportedLog(
    Format format,
    Set<Unit> units,
    List<ImportedSession> sessions,
    List<RowFault> faults,
    List<RowFault> notices,
    Counts counts) {

  /** The most faults, and the most notices, kept with their sentence. */
  public static final int KEPT_FAULTS = 1_000;

  public ImportedLog {
    units = Set.copyOf(units);
    sessions = List.copyOf(sessions);
    faults = List.copyOf(faults);
    notices = List.copyOf(notices);
  }

  /**
   * Where every row of the file went: rows = sets + attached + faulty, but for rows of several
   * sets.
   *
   * @param rows rows with any content, the header not counted
   * @param attached rest timers and notes, which belong to another row's set or exercise
   * @param emptySessions sessions left out because none of their rows became a set
   */
  public record Counts(int rows, int sets, int attached, int faulty, int emptySessions) {}

  /**
   * Something in one row that could not be taken over.
   *
   * @param line where the row starts in the file, from 1
   * @param sentence which column, which value, and what is expected
   */
  public record RowFault(int line, String sentence) {

    @Override
    public String toString() {
      return "line " + line + ": " + sentence;
    }
  }
}
