package coach.store;

import coach.imports.ImportedExercise;
import coach.imports.ImportedSession;
import coach.imports.Labels;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns imported workouts into rows. */
final class WorkoutRows {
  private final OwnIds ids;
  private final String source;
  private final Map<String, NameMatch.Known> exercises;
  private final Map<String, String> days;
  private final ExerciseRows rows;

  /**
   * @param days of workouts that a file corrects and that stay on their day, by their keys
   */
  WorkoutRows(
      OwnIds ids, String source, Map<String, NameMatch.Known> exercises, Map<String, String> days) {
    this.days = days;
    this.ids = ids;
    this.source = source;
    this.exercises = exercises;
    this.rows = new ExerciseRows(ids);
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
    row.put(
        "session_schedule_id", days.getOrDefault(session.key(), dayId(session.title()).toString()));
    row.put("local_started_at", session.startedAt().toString());
    row.put("local_completed_at", session.lastKnown().toString());
    session.outline().forEach(row.putArray("outline")::add);
    row.put("note", session.note());
    data(row.putObject("data"), session).put("import_fingerprint", fingerprint);
    int position = 0;
    for (ImportedExercise exercise : session.exercises()) {
      NameMatch.Known known = exercises.get(exercise.name());
      ExerciseRows.Help help = help(session, exercise.name(), known.name());
      rows.add(part, new ExerciseRows.Performed(id, position++, known.id(), help, exercise, null));
    }
  }

  private ObjectNode data(ObjectNode data, ImportedSession session) {
    data.put("source", source).put("import_key", session.key());
    ImportedSession.Own own = session.own();
    if (own != null && !own.id().isEmpty()) {
      data.put("workout_id", own.id());
    }
    if (own != null && own.zone() != null) {
      data.put("time_zone", own.zone().getId());
    }
    if (session.isDeload()) {
      data.put("deload", true);
    }
    if (!session.timeKnown()) {
      data.put("time_known", false);
    }
    return data;
  }

  /** In coach's own export the sign says it; an assisted lift without a weight is still helped. */
  private static ExerciseRows.Help help(ImportedSession session, String written, String known) {
    boolean assisted = ExerciseRows.isAssisted(written) || ExerciseRows.isAssisted(known);
    if (!assisted) {
      return ExerciseRows.Help.NEGATIVE;
    }
    return session.own() == null ? ExerciseRows.Help.ALL : ExerciseRows.Help.NOT_POSITIVE;
  }
}
