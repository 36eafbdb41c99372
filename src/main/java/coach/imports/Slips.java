package coach.imports;

import coach.imports.ImportedLog.RowFault;
import coach.training.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds loads that are far above all others of their exercise, as a doubled key makes them. */
final class Slips {
  private static final int FEWEST = 4;

  /** Above warm-ups with the bar, below the ten times of one digit too many. */
  private static final int TIMES = 6;

  private Slips() {}

  static List<RowFault> of(List<ImportedSession> sessions, Set<Unit> units) {
    Map<String, List<ImportedSet>> loaded = new LinkedHashMap<>();
    for (ImportedSession session : sessions) {
      for (ImportedExercise exercise : session.exercises()) {
        List<ImportedSet> sets = loaded.computeIfAbsent(exercise.name(), name -> new ArrayList<>());
        exercise.sets().stream().filter(set -> set.grams() > 0).forEach(sets::add);
      }
    }
    Unit unit = units.equals(Set.of(Unit.LB)) ? Unit.LB : Unit.KG;
    List<RowFault> slips = new ArrayList<>();
    loaded.forEach((name, sets) -> find(name, sets, unit, slips));
    return slips;
  }

  private static void find(String name, List<ImportedSet> sets, Unit unit, List<RowFault> slips) {
    if (sets.size() < FEWEST) {
      return;
    }
    int usual = sets.stream().mapToInt(ImportedSet::grams).sorted().toArray()[sets.size() / 2];
    for (ImportedSet set : sets) {
      if (set.grams() >= (long) TIMES * usual) {
        slips.add(
            new RowFault(
                set.line(),
                "%s for %s, where %s is usual; if it is a slip, correct it with edit_workout."
                    .formatted(shown(set.grams(), unit), name, shown(usual, unit))));
      }
    }
  }

  private static String shown(int grams, Unit unit) {
    return Math.round(unit.fromGrams(grams)) + " " + unit.symbol();
  }
}
