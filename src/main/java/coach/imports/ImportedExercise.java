package coach.imports;

import java.util.List;

/**
 * One run of sets of one exercise; the same exercise later in the session is another run.
 *
 * @param name as the export spells it, 1 to 200 characters
 * @param supersetGroup a word or number that its partners share; null outside a superset
 * @param note null when none, else up to 10 000 characters
 * @param sets at least one, in the order of the file
 */
public record ImportedExercise(
    String name, String supersetGroup, String note, List<ImportedSet> sets) {

  public ImportedExercise {
    sets = List.copyOf(sets);
  }
}
