package coach.views;

import coach.tools.Ask;
import coach.tools.ToolDatabase;
import coach.tools.TrainingLog;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A lifter with a plan, whose next session is due today. */
final class PlannedLifter {
  private PlannedLifter() {}

  static TrainingLog begin() {
    TrainingLog log = TrainingLog.begin();
    log.session(log.daysAgo(3)).did("squat", 100, 5, 5, 5).did("bench", 60, 12, 12, 12);
    DayOfWeek today = log.daysAgo(0).getDayOfWeek();
    Ask.json(
        log,
        "create_workout_plan",
        "name",
        "Winter",
        "weekdays",
        List.of(name(today), name(today.plus(3))),
        "deload_weeks",
        List.of(4),
        "sessions",
        List.of(
            Map.of(
                "name",
                "Squat Day",
                "exercises",
                List.of(
                    exercise("squat", 3, "5", ""),
                    exercise("bench", 3, "8-12", ""),
                    exercise("barbell curl", 2, "10", "A"),
                    exercise("triceps pushdown", 1, "12", "A"))),
            Map.of(
                "name",
                "Pull Day",
                "exercises",
                List.of(exercise("deadlift", 2, "5", ""), exercise("lat pulldown", 3, "10", "")))));
    return log;
  }

  private static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> exercise(String name, int sets, String reps, String superset) {
    Map<String, Object> all =
        new java.util.LinkedHashMap<>(Map.of("exercise", name, "sets", sets, "reps", reps));
    if (!superset.isEmpty()) {
      all.put("superset", superset);
    }
    return all;
  }

  static ViewHost host(TrainingLog log, String view, String tool) throws IOException {
    return new ViewHost(ToolDatabase.DATABASE, log.caller, "ui://coach/" + view + ".html", tool);
  }
}
