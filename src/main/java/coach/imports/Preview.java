package coach.imports;

import coach.training.Unit;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an import would add, for the user who has to agree to it.
 *
 * @param first day of the oldest session; null when there is none
 * @param last day of the newest session; null when there is none
 * @param exercises by sets, most first, then by name
 */
public record Preview(
    Format format,
    Set<Unit> units,
    int sessions,
    LocalDate first,
    LocalDate last,
    List<ExerciseCount> exercises,
    List<RowFault> faults,
    List<RowFault> notices,
    List<UnsupportedSets> unsupported,
    ImportedLog.Counts counts) {

  /** A name as the export spells it, and how many sets it has. */
  public record ExerciseCount(String name, int sets) {}

  public static Preview of(ImportedLog log) {
    List<ImportedSession> sessions = log.sessions();
    boolean none = sessions.isEmpty();
    return new Preview(
        log.format(),
        log.units(),
        sessions.size(),
        none ? null : sessions.get(0).startedAt().toLocalDate(),
        none ? null : sessions.get(sessions.size() - 1).startedAt().toLocalDate(),
        count(sessions),
        log.faults(),
        log.notices(),
        log.unsupported(),
        log.counts());
  }

  private static List<ExerciseCount> count(List<ImportedSession> sessions) {
    Map<String, Integer> sets = new HashMap<>();
    for (ImportedSession session : sessions) {
      for (ImportedExercise exercise : session.exercises()) {
        sets.merge(exercise.name(), exercise.sets().size(), Integer::sum);
      }
    }
    return sets.entrySet().stream()
        .map(entry -> new ExerciseCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(ExerciseCount::sets)
                .reversed()
                .thenComparing(ExerciseCount::name))
        .toList();
  }

  /** A few lines of plain text. */
  public String text() {
    return PreviewText.of(this);
  }
}
