package coach.imports;

import coach.imports.ImportedLog.RowFault;
import coach.training.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    ImportedLog.Counts counts) {
  private static final int SHOWN = 10;

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

  /** A few lines of plain text, for a terminal or a chat. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(format().label() + " export, " + unitsLine());
    lines.add(totalsLine());
    lines.add(exercisesLine());
    addFaults(lines);
    return String.join("\n", lines) + "\n";
  }

  private String unitsLine() {
    String units = units().stream().map(Unit::symbol).sorted().collect(Collectors.joining(" and "));
    return units.isEmpty() ? "no weights" : "weights in " + units;
  }

  private String totalsLine() {
    if (sessions() == 0) {
      return "No workouts to import";
    }
    return "%s, %s, %s to %s"
        .formatted(many(sessions(), "workout"), many(counts().sets(), "set"), first(), last());
  }

  private String exercisesLine() {
    String shown =
        exercises().stream()
            .limit(SHOWN)
            .map(count -> count.name() + " " + count.sets())
            .collect(Collectors.joining(", "));
    String all = many(exercises().size(), "exercise");
    return shown.isEmpty() ? all : all + ", by sets: " + shown + more(exercises().size());
  }

  private void addFaults(List<String> lines) {
    if (counts().emptySessions() > 0) {
      lines.add(many(counts().emptySessions(), "workout") + " without a usable set");
    }
    int faulty = counts().faulty();
    if (faulty > 0) {
      lines.add("Skipped: " + many(faulty, "row") + " with an error");
      add(lines, faults(), faulty);
    }
    if (!notices().isEmpty()) {
      lines.add("Kept, but note:");
      add(lines, notices(), notices().size());
    }
  }

  /** One line for each sentence, with the lines of the file that it is about. */
  private static void add(List<String> lines, List<RowFault> faults, int all) {
    Map<String, List<RowFault>> kinds =
        faults.stream()
            .collect(
                Collectors.groupingBy(RowFault::sentence, LinkedHashMap::new, Collectors.toList()));
    int shown = 0;
    for (List<RowFault> kind : kinds.values().stream().limit(SHOWN).toList()) {
      shown += kind.size();
      String others = kind.size() == 1 ? "" : " (and %d more such)".formatted(kind.size() - 1);
      lines.add("  " + kind.get(0) + others);
    }
    if (all > shown) {
      lines.add("  and %d more".formatted(all - shown));
    }
  }

  private static String more(int all) {
    return all > SHOWN ? " and %d more".formatted(all - SHOWN) : "";
  }

  private static String many(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
