package coach.demo;

import coach.imports.ImportedExercise;
import coach.store.ExerciseRows;
import coach.store.OwnIds;
import coach.store.Rows;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns the year into rows, in the parts that {@link coach.store.Storage} stores. */
final class DemoRows {
  /** Small enough to show progress. */
  private static final int SESSIONS_PER_PART = 20;

  private final DemoYear year;
  private final OwnIds ids;
  private final Map<String, UUID> exercises;
  private final ExerciseRows rows;

  /**
   * @param exercises what the names mean in the catalogue; the lifter's own are made here
   */
  DemoRows(DemoYear year, OwnIds ids, Map<String, UUID> exercises) {
    this.year = year;
    this.ids = ids;
    this.exercises = exercises;
    this.rows = new ExerciseRows(ids);
  }

  List<ObjectNode> parts() {
    List<ObjectNode> parts = new ArrayList<>();
    parts.add(base());
    List<DemoYear.Session> sessions = year.sessions();
    for (int from = 0; from < sessions.size(); from += SESSIONS_PER_PART) {
      ObjectNode part = Rows.object();
      int to = Math.min(sessions.size(), from + SESSIONS_PER_PART);
      sessions.subList(from, to).forEach(session -> session(part, session));
      parts.add(part);
    }
    return parts;
  }

  private ObjectNode base() {
    ObjectNode part = Rows.object();
    part.putObject("settings").put("unit", "kg").put("time_zone", DemoYear.ZONE.getId());
    year.own().forEach(own -> own(part, own));
    year.plans().forEach(plan -> plan(part, plan));
    for (DemoYear.Measurement measurement : year.measurements()) {
      UUID id = ids.of("measurement", measurement.kind(), measurement.date());
      part.withArray("body_measurement")
          .addObject()
          .put("body_measurement_id", id.toString())
          .put("kind", measurement.kind())
          .put("measured_on", measurement.date().toString())
          .put("value", measurement.value());
    }
    return part;
  }

  private void own(ObjectNode part, DemoYear.OwnExercise own) {
    ObjectNode row = part.withArray("base_exercise").addObject();
    row.put("base_exercise_id", ids.of("exercise", own.name()).toString());
    row.put("name", own.name()).put("description", own.description());
    row.put("level", own.level()).put("mechanic", own.mechanic()).put("force", own.force());
    row.put("category", "strength").put("equipment", own.equipment());
    own.primary().forEach(row.putArray("primary_muscles")::add);
    own.secondary().forEach(row.putArray("secondary_muscles")::add);
  }

  private UUID exerciseId(DemoYear.Line line) {
    UUID known = exercises.get(line.exercise());
    return known == null ? ids.of("exercise", line.exercise()) : known;
  }

  private void plan(ObjectNode part, DemoYear.Plan plan) {
    UUID id = ids.of("plan", plan.name());
    ObjectNode row = part.withArray("user_plan").addObject();
    row.put("user_plan_id", id.toString());
    row.put("name", plan.name()).put("description", plan.description());
    row.put("visibility", "private").put("created_by", "user");
    row.put("created_at", midnight(plan.from()));
    row.put("starts_at", midnight(plan.from()));
    row.put("ends_at", midnight(plan.to()));
    row.put("is_active", plan.to().isAfter(year.today()));
    if (!plan.deloads().isEmpty()) {
      plan.deloads().forEach(row.putObject("data").putArray("deload_weeks")::add);
    }
    for (DemoYear.Day day : plan.days()) {
      part.withArray("session_schedule")
          .addObject()
          .put("session_schedule_id", dayId(day).toString())
          .put("user_plan_id", id.toString())
          .put("name", day.name());
      for (int place = 0; place < day.lines().size(); place++) {
        line(part, day, place);
      }
    }
  }

  private void line(ObjectNode part, DemoYear.Day day, int place) {
    DemoYear.Line line = day.lines().get(place);
    ObjectNode row = part.withArray("exercise").addObject();
    row.put("exercise_id", lineId(day, place).toString());
    row.put("base_exercise_id", exerciseId(line).toString());
    row.put("session_schedule_id", dayId(day).toString());
    row.put("reps", line.reps()).put("sets", line.sets());
    row.put("rest", Rows.interval(line.rest()));
    row.put("step_increment", line.step()).put("sort_order", place + 1);
    if (line.superset() != null) {
      row.putObject("data").put("superset", line.superset());
    }
  }

  private void session(ObjectNode part, DemoYear.Session session) {
    UUID id = ids.of("session", session.startedAt());
    part.withArray("performed_session")
        .addObject()
        .put("performed_session_id", id.toString())
        .put("session_schedule_id", dayId(session.day()).toString())
        .put("started_at", session.startedAt().toString())
        .put("completed_at", session.completedAt().toString())
        .put("note", session.note());
    for (DemoYear.Entry entry : session.entries()) {
      ObjectNode row = rows.add(part, performed(id, session, entry));
      row.put("exercise_id", lineId(session.day(), entry.place()).toString());
      row.put("started_at", startedAt(session, entry).toString());
      row.put("performed", !entry.draft());
    }
  }

  private ExerciseRows.Performed performed(
      UUID session, DemoYear.Session of, DemoYear.Entry entry) {
    DemoYear.Line line = entry.line();
    String superset = line.superset() == null ? null : line.superset().toString();
    return new ExerciseRows.Performed(
        session,
        entry.place(),
        exerciseId(line),
        ExerciseRows.Help.of(line.exercise()),
        new ImportedExercise(line.exercise(), superset, null, entry.sets()),
        entry.movesBody() ? of.bodyWeight() : null);
  }

  /** The session's time in equal shares: the file does not say when each exercise began. */
  private static LocalDateTime startedAt(DemoYear.Session session, DemoYear.Entry entry) {
    Duration all = Duration.between(session.startedAt(), session.completedAt());
    long seconds = all.toSeconds() * entry.place() / session.day().lines().size();
    return session.startedAt().plusSeconds(entry.draft() ? 0 : seconds);
  }

  private UUID dayId(DemoYear.Day day) {
    return ids.of("day", "demo", day.name());
  }

  private UUID lineId(DemoYear.Day day, int place) {
    return ids.of("line", day.name(), place);
  }

  private static String midnight(LocalDate date) {
    return OffsetDateTime.from(date.atStartOfDay(DemoYear.ZONE)).toString();
  }
}
