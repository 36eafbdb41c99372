package coach.demo;

import coach.store.ExerciseRows;
import coach.store.OwnIds;
import coach.store.Rows;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
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
  private final Map<Lift, UUID> exercises;
  private final ExerciseRows rows;

  /**
   * @param exercises what the lifts are in the catalogue; {@link Lift#CUSTOM} is made here
   */
  DemoRows(DemoYear year, OwnIds ids, Map<Lift, UUID> exercises) {
    this.year = year;
    this.ids = ids;
    this.exercises = exercises;
    this.rows = new ExerciseRows(ids);
  }

  List<ObjectNode> parts() {
    List<ObjectNode> parts = new ArrayList<>();
    parts.add(base());
    List<DemoSession> sessions = year.sessions();
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
    custom(part);
    DemoPlan.ALL.forEach(plan -> plan(part, plan));
    for (BodyLog.Measurement measurement : year.measurements()) {
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

  private void custom(ObjectNode part) {
    ObjectNode row = part.withArray("base_exercise").addObject();
    row.put("base_exercise_id", customId().toString());
    row.put("name", Lift.CUSTOM.spelling());
    row.put("description", "The blue one by the window: chest on the pad, both arms.");
    row.put("level", "beginner").put("mechanic", "compound").put("force", "pull");
    row.put("category", "strength").put("equipment", Lift.CUSTOM.equipment());
    row.putArray("primary_muscles").add("middle back");
    row.putArray("secondary_muscles").add("lats").add("biceps");
  }

  private UUID customId() {
    return ids.of("exercise", Lift.CUSTOM.spelling());
  }

  private UUID exerciseId(Lift lift) {
    return lift == Lift.CUSTOM ? customId() : exercises.get(lift);
  }

  private void plan(ObjectNode part, DemoPlan plan) {
    UUID id = ids.of("plan", plan.name());
    ObjectNode row = part.withArray("user_plan").addObject();
    row.put("user_plan_id", id.toString());
    row.put("name", plan.name()).put("description", plan.description());
    row.put("visibility", "private").put("created_by", "user");
    row.put("created_at", midnight(year.monday(plan.firstWeek())));
    row.put("starts_at", midnight(year.monday(plan.firstWeek())));
    row.put("ends_at", midnight(year.monday(plan.endWeek())));
    row.put("is_active", plan == DemoPlan.UPPER_LOWER);
    if (plan == DemoPlan.UPPER_LOWER) {
      var weeks = row.putObject("data").putArray("deload_weeks");
      Story.deloadPlanWeeks().forEach(weeks::add);
    }
    for (DemoPlan.Day day : plan.days()) {
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

  private void line(ObjectNode part, DemoPlan.Day day, int place) {
    DemoPlan.Line line = day.lines().get(place);
    ObjectNode row = part.withArray("exercise").addObject();
    row.put("exercise_id", lineId(day, place).toString());
    row.put("base_exercise_id", exerciseId(line.lift()).toString());
    row.put("session_schedule_id", dayId(day).toString());
    row.put("reps", line.reps()).put("sets", line.sets());
    row.put("rest", Rows.interval(Duration.ofSeconds(line.rest())));
    row.put("step_increment", line.step()).put("sort_order", place + 1);
    if (line.superset() != null) {
      row.putObject("data").put("superset", line.superset());
    }
  }

  private void session(ObjectNode part, DemoSession session) {
    DemoPlan.Day day = session.slot().day();
    UUID id = ids.of("session", session.startedAt());
    part.withArray("performed_session")
        .addObject()
        .put("performed_session_id", id.toString())
        .put("session_schedule_id", dayId(day).toString())
        .put("started_at", session.startedAt().toString())
        .put("completed_at", session.completedAt().toString())
        .put("note", session.note());
    for (DemoSession.Entry entry : session.entries()) {
      Integer bodyWeight = entry.lift().movesBody() ? session.slot().bodyWeight() : null;
      UUID exercise = exerciseId(entry.lift());
      ObjectNode row =
          rows.add(
              part,
              new ExerciseRows.Performed(
                  id, entry.place(), exercise, entry.exercise(), bodyWeight));
      row.put("exercise_id", lineId(day, entry.place()).toString());
      row.put("started_at", entry.startedAt().toString());
      row.put("performed", !entry.draft());
    }
  }

  private UUID dayId(DemoPlan.Day day) {
    return ids.of("day", "demo", day.name());
  }

  private UUID lineId(DemoPlan.Day day, int place) {
    return ids.of("line", day.name(), place);
  }

  private static String midnight(LocalDate date) {
    return OffsetDateTime.from(date.atStartOfDay(DemoYear.ZONE)).toString();
  }
}
