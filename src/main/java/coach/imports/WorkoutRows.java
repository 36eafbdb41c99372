package coach.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Turns imported workouts into rows.
 *
 * <p>Straight sets that differ in nothing but reps and rest stay in their performed exercise; sets
 * that differ get rows of their own, and the performed exercise above them then holds every set's
 * reps and the top weight, so that an app that reads only it still shows something true.
 */
final class WorkoutRows {
  private final OwnIds ids;
  private final String source;
  private final Map<String, UUID> exercises;

  WorkoutRows(OwnIds ids, String source, Map<String, UUID> exercises) {
    this.ids = ids;
    this.source = source;
    this.exercises = exercises;
  }

  ObjectNode part(List<ImportedSession> sessions) {
    ObjectNode part = Rows.object();
    sessions.stream().map(ImportedSession::title).distinct().forEach(title -> day(part, title));
    sessions.forEach(session -> session(part, session));
    return part;
  }

  private UUID dayId(String title) {
    return ids.of("day", "imported", Labels.normalize(title));
  }

  private void day(ObjectNode part, String title) {
    part.withArray("session_schedule")
        .addObject()
        .put("session_schedule_id", dayId(title).toString())
        .put("user_plan_id", ids.of("plan", "imported").toString())
        .put("name", title);
  }

  private void session(ObjectNode part, ImportedSession session) {
    String fingerprint = session.fingerprint();
    UUID id = ids.of("session", fingerprint);
    ObjectNode row = part.withArray("performed_session").addObject();
    row.put("performed_session_id", id.toString());
    row.put("session_schedule_id", dayId(session.title()).toString());
    row.put("local_started_at", session.startedAt().toString());
    row.put(
        "local_completed_at",
        Objects.requireNonNullElse(session.endedAt(), session.startedAt()).toString());
    row.put("note", session.note());
    ObjectNode data = row.putObject("data");
    data.put("import_fingerprint", fingerprint).put("source", source);
    if (!session.timeKnown()) {
      data.put("time_known", false);
    }
    int position = 0;
    for (ImportedExercise exercise : session.exercises()) {
      exercise(part, id, position++, exercise);
    }
  }

  private void exercise(ObjectNode part, UUID session, int position, ImportedExercise exercise) {
    UUID id = ids.of("performed exercise", session, position);
    boolean assisted = isAssisted(exercise.name());
    List<ImportedSet> sets = exercise.sets();
    boolean straight = !assisted && isStraight(sets);
    ObjectNode row = part.withArray("performed_exercise").addObject();
    row.put("performed_exercise_id", id.toString());
    row.put("performed_session_id", session.toString());
    row.put("name", exercise.name());
    row.put("performed", true);
    row.put("note", exercise.note());
    ArrayNode reps = row.putArray("reps");
    ArrayNode rest = row.putArray("rest");
    int top = 0;
    for (ImportedSet set : sets) {
      reps.add(set.reps());
      rest.add(Rows.interval(set.rest()));
      top = Math.max(top, assisted ? 0 : grams(set));
    }
    row.put("weight", top);
    ObjectNode data = row.putObject("data");
    data.put("base_exercise_id", exercises.get(exercise.name()).toString());
    data.put("position", position);
    if (exercise.supersetGroup() != null) {
      data.put("superset", exercise.supersetGroup());
    }
    if (straight && sets.get(0).rpe() != null) {
      data.put("rpe", sets.get(0).rpe());
    }
    if (!straight) {
      for (int number = 1; number <= sets.size(); number++) {
        set(part, id, number, sets.get(number - 1), assisted);
      }
    }
  }

  private void set(ObjectNode part, UUID exercise, int number, ImportedSet set, boolean assisted) {
    ObjectNode row = part.withArray("performed_exercise_set").addObject();
    row.put("performed_exercise_set_id", ids.of("set", exercise, number).toString());
    row.put("performed_exercise_id", exercise.toString());
    row.put("exercise_set_type", set.type().databaseName());
    row.put("weight", assisted ? 0 : grams(set));
    row.put("reps", set.reps());
    row.put("rest", Rows.interval(set.rest()));
    row.put("order", number);
    row.put("note", set.note());
    ObjectNode data = Rows.object();
    if (assisted) {
      data.put("assistance_g", grams(set));
    }
    if (set.rpe() != null) {
      data.put("rpe", set.rpe());
    }
    if (set.rest() == null) {
      // The column demands a rest; what is not known must not read as a minute.
      data.put("rest_unknown", true);
    }
    if (set.toFailure()) {
      data.put("to_failure", true);
    }
    if (set.distanceMeters() != null) {
      data.put("distance_m", set.distanceMeters());
    }
    if (set.duration() != null) {
      data.put("duration_s", set.duration().toSeconds());
    }
    row.set("data", Rows.orNull(data));
  }

  /** Apps write an assisted lift's help as its weight; coach keeps it apart from the load. */
  private static boolean isAssisted(String name) {
    return List.of(Labels.normalize(name).split(" ")).contains("assisted");
  }

  private static boolean isStraight(List<ImportedSet> sets) {
    ImportedSet first = sets.get(0);
    return sets.stream()
        .allMatch(
            set ->
                set.type() == SetType.REGULAR
                    && grams(set) == grams(first)
                    && Objects.equals(set.rpe(), first.rpe())
                    && set.note() == null
                    && !set.toFailure()
                    && set.distanceMeters() == null
                    && set.duration() == null);
  }

  private static int grams(ImportedSet set) {
    return set.weightGrams() == null ? 0 : set.weightGrams();
  }
}
