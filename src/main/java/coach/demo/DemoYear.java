package coach.demo;

import coach.imports.ImportedSet;
import coach.training.SetType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * The lifter's year, dated: what {@link DemoFile} read, as far as it lies before {@code today}.
 *
 * @param plans in the order of the file; one that ends in the future is the active one
 * @param sessions oldest first, those that were only prepared included
 * @param planted with their placeholders
 */
record DemoYear(
    LocalDate today,
    List<OwnExercise> own,
    List<Plan> plans,
    List<Session> sessions,
    List<Measurement> measurements,
    List<Planted> planted) {

  /** Where the lifter lives. */
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** A custom exercise. */
  record OwnExercise(
      String name,
      String equipment,
      String level,
      String mechanic,
      String force,
      List<String> primary,
      List<String> secondary,
      String description) {}

  /**
   * A plan of the lifter's own, which the sessions follow.
   *
   * @param deloads the weeks of the plan that are deloads, from 1
   */
  record Plan(
      String name,
      String description,
      LocalDate from,
      LocalDate to,
      List<Integer> deloads,
      List<Day> days) {}

  record Day(String name, List<Line> lines) {}

  /**
   * One prescribed exercise.
   *
   * @param step the increment in grams
   * @param superset its group within the day; null outside a superset
   */
  record Line(String exercise, int sets, int reps, Duration rest, int step, Integer superset) {}

  /**
   * One session of the log, performed or only prepared by the app.
   *
   * @param startedAt UTC
   * @param completedAt UTC; equal to the start where nothing was performed
   * @param note null when none
   * @param bodyWeight grams, as last weighed
   */
  record Session(
      Day day,
      LocalDate date,
      LocalDateTime startedAt,
      LocalDateTime completedAt,
      String note,
      int bodyWeight,
      List<Entry> entries) {}

  /**
   * One exercise of a session.
   *
   * @param place of the line within the day, from 0
   * @param draft true when it was prepared with its next weight, and never performed
   * @param movesBody whether the lifter's own weight is part of the load
   */
  record Entry(Line line, int place, boolean draft, boolean movesBody, List<ImportedSet> sets) {

    ImportedSet firstWorkSet() {
      return sets.stream().filter(set -> set.type() != SetType.WARM_UP).findFirst().orElseThrow();
    }

    /** Whether a set missed the repetitions of the plan. */
    boolean isShort() {
      return sets.stream()
          .anyMatch(set -> set.type() == SetType.REGULAR && set.reps() < line.reps());
    }
  }

  /**
   * One measurement.
   *
   * @param value grams for body_weight, millimetres for waist
   */
  record Measurement(String kind, LocalDate date, int value) {}

  /** Sessions in which something was performed. */
  long trained() {
    return sessions.stream().filter(s -> s.entries().stream().anyMatch(e -> !e.draft())).count();
  }
}
