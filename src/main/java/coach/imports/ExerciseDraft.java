package coach.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One run of sets of an exercise while its rows are still being read. */
final class ExerciseDraft {
  private final String name;
  private final String supersetGroup;
  private final SessionDraft.Notes notes = new SessionDraft.Notes();
  private final List<ImportedSet> sets = new ArrayList<>(4);
  private int lastOrder = -1;

  ExerciseDraft(String name, String supersetGroup) {
    this.name = name;
    this.supersetGroup = supersetGroup;
  }

  String name() {
    return name;
  }

  /** A row belongs here unless its set number starts over: that is the exercise done again. */
  boolean takes(String otherName, String otherGroup, int order) {
    boolean startsOver = order >= 0 && order <= lastOrder;
    return name.equals(otherName) && Objects.equals(supersetGroup, otherGroup) && !startsOver;
  }

  void noteOrder(int order) {
    lastOrder = Math.max(lastOrder, order);
  }

  void addNote(Row row, Column column) {
    notes.add(row, column);
  }

  void add(ImportedSet set) {
    sets.add(set);
  }

  void replaceLast(ImportedSet set) {
    sets.set(sets.size() - 1, set);
  }

  ImportedSet last() {
    return sets.get(sets.size() - 1);
  }

  boolean isEmpty() {
    return sets.isEmpty();
  }

  ImportedExercise finished() {
    return new ImportedExercise(name, supersetGroup, notes.joined(), sets);
  }
}
