package coach.store;

import coach.Shown;
import coach.imports.ImportError;
import coach.imports.ImportedExercise;
import coach.imports.ImportedLog;
import coach.imports.ImportedSession;
import coach.imports.ImportedSet;
import coach.imports.Labels;
import coach.training.Unit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an import will store once the lifter agrees: every workout, which exercise each name means,
 * and which names become exercises of their own.
 *
 * @param log the file
 * @param matches what every name of the file means
 * @param chosen what the lifter said about names that coach could not tell
 */
public record ImportPlan(
    ImportedLog log, List<NameMatch> matches, Map<String, NameMatch.Known> chosen) {

  private static final int SHOWN = 60;

  public ImportPlan {
    chosen = Map.copyOf(chosen);
    matches = apart(matches, chosen);
  }

  /**
   * The plan for a file that was looked up.
   *
   * @param wanted the exercises that the lifter wants for names of the file
   * @throws ImportError that names everything in {@code wanted} that cannot be
   */
  public static ImportPlan of(ImportedLog log, ImportLookup known, Map<String, String> wanted) {
    List<String> names = names(log);
    Map<String, NameMatch.Known> chosen = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (name, exercise) -> {
          NameMatch meant = known.names().get(exercise);
          if (!names.contains(name)) {
            problems.add(Shown.quoted(name, SHOWN) + " is no exercise of the file.");
          } else if (meant.exercise().isEmpty()) {
            problems.add(
                "coach does not know the exercise %s.%s"
                    .formatted(Shown.quoted(exercise, SHOWN), meant.proposed(" Did you mean %s?")));
          } else {
            chosen.put(name, meant.exercise().get());
          }
        });
    if (!problems.isEmpty()) {
      throw new ImportError(String.join(" ", problems));
    }
    return new ImportPlan(log, names.stream().map(known.names()::get).toList(), chosen);
  }

  /**
   * Names of one file that would fall together stay apart, because variants carry other loads: the
   * first that spells the exercise keeps it, unless the lifter has said otherwise.
   */
  private static List<NameMatch> apart(List<NameMatch> matches, Map<String, ?> chosen) {
    Map<UUID, NameMatch> kept = new LinkedHashMap<>();
    for (NameMatch match : matches) {
      match.exercise().ifPresent(known -> kept.merge(known.id(), match, ImportPlan::nearer));
    }
    return matches.stream()
        .map(
            match -> {
              NameMatch first = match.exercise().map(known -> kept.get(known.id())).orElse(match);
              boolean free = match.remembered() || chosen.containsKey(match.name());
              return free || words(first.name()).equals(words(match.name())) || isExact(match)
                  ? match
                  : match.apart();
            })
        .toList();
  }

  /** The one with fewer words that the exercise lacks; of two such the first. */
  private static NameMatch nearer(NameMatch one, NameMatch other) {
    return foreignWords(other) < foreignWords(one) ? other : one;
  }

  private static int foreignWords(NameMatch match) {
    Set<String> foreign = new HashSet<>(words(match.name()));
    foreign.removeAll(words(match.exercise().orElseThrow().name()));
    return foreign.size();
  }

  private static boolean isExact(NameMatch match) {
    return match
        .exercise()
        .filter(known -> words(known.name()).equals(words(match.name())))
        .isPresent();
  }

  private static Set<String> words(String name) {
    return Set.copyOf(List.of(Labels.normalize(name).split(" ")));
  }

  /** What each known name was taken for where they differ, those without a common word first. */
  public List<String> taken() {
    List<String> doubtful = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (NameMatch match : matches) {
      known(match)
          .filter(known -> !words(known.name()).equals(words(match.name())))
          .ifPresent(
              known -> {
                boolean alike = !Collections.disjoint(words(known.name()), words(match.name()));
                (alike ? others : doubtful).add(match.name() + " = " + known.name());
              });
    }
    doubtful.addAll(others);
    return doubtful;
  }

  /** Every exercise name of the file, in order of first use. */
  public static List<String> names(ImportedLog log) {
    return log.sessions().stream()
        .flatMap(session -> session.exercises().stream())
        .map(ImportedExercise::name)
        .distinct()
        .toList();
  }

  /** Names that neither coach nor the lifter knows: each becomes a custom exercise. */
  public List<NameMatch> unknown() {
    return matches.stream()
        .filter(match -> match.exercise().isEmpty() && !chosen.containsKey(match.name()))
        .toList();
  }

  /** The same, a line each, with the muscles that they train and what they may be instead. */
  public List<String> own() {
    return unknown().stream()
        .map(
            match ->
                match.name()
                    + (match.primary().isEmpty()
                        ? "  no muscles, so in no muscle's volume"
                        : "  trains " + String.join(", ", match.primary()))
                    + match.proposed("  (perhaps %s)"))
        .toList();
  }

  /** Sets that the statistics of some workout apps cannot count, a line each; they divide by 37. */
  public List<String> longSets() {
    List<String> lines = new ArrayList<>();
    for (ImportedSession session : log.sessions()) {
      for (ImportedExercise exercise : session.exercises()) {
        for (ImportedSet set : exercise.sets()) {
          if (set.reps() == 37 || set.reps() > 37 && set.grams() > 0) {
            lines.add(
                "%s %s: %d reps"
                    .formatted(session.startedAt().toLocalDate(), exercise.name(), set.reps()));
          }
        }
      }
    }
    return lines;
  }

  private Optional<NameMatch.Known> known(NameMatch match) {
    return Optional.ofNullable(chosen.get(match.name())).or(match::exercise);
  }

  /** The rows of the whole file for this lifter, in parts. */
  public List<ObjectNode> parts(OwnIds ids) {
    return parts(ids, Map.of(), log.sessions());
  }

  /** The rows to store, in parts: without workouts of coach's own export that are there already. */
  public List<ObjectNode> parts(ImportLookup known) {
    List<ImportedSession> sessions =
        log.sessions().stream().filter(one -> !known.kept().contains(one.key())).toList();
    return parts(known.ids(), known.days(), sessions);
  }

  private List<ObjectNode> parts(
      OwnIds ids, Map<String, String> days, List<ImportedSession> sessions) {
    Map<String, NameMatch.Known> exercises = new LinkedHashMap<>();
    for (NameMatch match : matches) {
      UUID own = ids.of("exercise", Labels.normalize(match.name()));
      exercises.put(
          match.name(), known(match).orElseGet(() -> new NameMatch.Known(own, match.name())));
    }
    List<ObjectNode> parts = new ArrayList<>();
    parts.add(firstPart(ids));
    WorkoutRows rows = new WorkoutRows(ids, log.format().source(), exercises, days);
    for (int from = 0; from < sessions.size(); from += Storage.SESSIONS_PER_PART) {
      int to = Math.min(sessions.size(), from + Storage.SESSIONS_PER_PART);
      parts.add(rows.part(sessions.subList(from, to)));
    }
    return parts;
  }

  /** The zones of coach's own export; empty in files of others. */
  private List<String> zones() {
    return log.sessions().stream()
        .filter(session -> session.own() != null && session.own().zone() != null)
        .map(session -> session.own().zone().getId())
        .distinct()
        .toList();
  }

  private ObjectNode firstPart(OwnIds ids) {
    ObjectNode part = Rows.object();
    for (NameMatch match : unknown()) {
      ObjectNode own = part.withArray("base_exercise").addObject();
      own.put("base_exercise_id", ids.of("exercise", Labels.normalize(match.name())).toString());
      own.put("name", match.name());
      match.primary().forEach(own.withArray("primary_muscles")::add);
      match.secondary().forEach(own.withArray("secondary_muscles")::add);
    }
    // For a lifter without a unit or a zone of their own; what they have set stays.
    if (log.units().equals(Set.of(Unit.LB))) {
      part.withObject("default_settings").put("unit", "lb");
    }
    List<String> zones = zones();
    if (zones.size() == 1 && !zones.get(0).equals("UTC")) {
      part.withObject("default_settings").put("time_zone", zones.get(0));
    }
    chosen.forEach(
        (name, known) ->
            part.withArray("import_mapping")
                .addObject()
                .put("name", name)
                .put("base_exercise_id", known.id().toString())
                .put("chosen", true));
    ObjectNode plan = part.withArray("user_plan").addObject();
    plan.put("user_plan_id", ids.of("plan", "imported").toString());
    plan.put("name", "Imported").put("visibility", "private").put("created_by", "user");
    plan.putObject("data").put("kind", "imported");
    return part;
  }
}
