package coach.imports;

import coach.imports.ImportedLog.RowFault;
import coach.training.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an import would add, for the user who has to agree to it. */
public final class Preview {
  private static final int SHOWN = 10;

  private final ImportedLog log;

  private Preview(ImportedLog log) {
    this.log = log;
  }

  /** A few lines of plain text, for a terminal or a chat. */
  public static String of(ImportedLog log) {
    Preview preview = new Preview(log);
    List<String> lines = new ArrayList<>();
    lines.add(log.format().label() + " export, " + preview.unitsLine());
    lines.add(preview.totalsLine());
    lines.add(preview.exercisesLine());
    preview.addDeloads(lines);
    preview.addFaults(lines);
    return String.join("\n", lines) + "\n";
  }

  private String unitsLine() {
    String units =
        log.units().stream().map(Unit::symbol).sorted().collect(Collectors.joining(" and "));
    return units.isEmpty() ? "no weights" : "weights in " + units;
  }

  private String totalsLine() {
    List<ImportedSession> sessions = log.sessions();
    if (sessions.isEmpty()) {
      return "No workouts to import";
    }
    return "%s, %s, %s to %s"
        .formatted(
            many(sessions.size(), "workout"),
            many(log.counts().sets(), "set"),
            sessions.get(0).startedAt().toLocalDate(),
            sessions.get(sessions.size() - 1).startedAt().toLocalDate());
  }

  private void addDeloads(List<String> lines) {
    List<String> days =
        log.sessions().stream()
            .filter(ImportedSession::isDeload)
            .map(session -> session.startedAt().toLocalDate().toString())
            .toList();
    if (!days.isEmpty()) {
      lines.add(
          "Deloads by title or note, left out of trends and next weights: "
              + String.join(", ", days.subList(0, Math.min(SHOWN, days.size())))
              + (days.size() > SHOWN ? " and %d more".formatted(days.size() - SHOWN) : "")
              + "; edit_workout with deload false takes one in");
    }
  }

  /** By sets, most first, then by name. */
  private String exercisesLine() {
    Map<String, Integer> sets = new TreeMap<>();
    for (ImportedSession session : log.sessions()) {
      for (ImportedExercise exercise : session.exercises()) {
        sets.merge(exercise.name(), exercise.sets().size(), Integer::sum);
      }
    }
    String shown =
        sets.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
    String more = sets.size() > SHOWN ? " and %d more".formatted(sets.size() - SHOWN) : "";
    String all = many(sets.size(), "exercise");
    return shown.isEmpty() ? all : all + ", by sets: " + shown + more;
  }

  private void addFaults(List<String> lines) {
    if (log.counts().emptySessions() > 0) {
      lines.add(many(log.counts().emptySessions(), "workout") + " without a usable set");
    }
    int faulty = log.counts().faulty();
    if (faulty > 0) {
      lines.add("Skipped: " + many(faulty, "row") + " with an error");
      add(lines, log.faults(), faulty);
    }
    if (!log.notices().isEmpty()) {
      lines.add("Kept, but note:");
      add(lines, log.notices(), log.notices().size());
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

  private static String many(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
