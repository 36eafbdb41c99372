package coach.demo;

import coach.imports.ImportedExercise;
import coach.imports.ImportedSet;
import coach.imports.ImportedSetType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * One session of the log, performed or only prepared by the app.
 *
 * @param slot the planned day that it belongs to
 * @param startedAt UTC
 * @param completedAt UTC; equal to the start where nothing was performed
 * @param note null when none
 * @param entries in the order of the day
 */
record DemoSession(
    Slot slot,
    LocalDateTime startedAt,
    LocalDateTime completedAt,
    String note,
    List<Entry> entries) {

  /**
   * One exercise of a session.
   *
   * @param line of the plan
   * @param lift what was really trained
   * @param place of the line within the day, from 0
   * @param startedAt UTC
   * @param draft true when it was prepared with its next weight, and never performed
   */
  record Entry(
      DemoPlan.Line line,
      Lift lift,
      int place,
      LocalDateTime startedAt,
      boolean draft,
      ImportedExercise exercise) {

    List<ImportedSet> workSets() {
      return exercise.sets().stream().filter(set -> set.type() != ImportedSetType.WARM_UP).toList();
    }
  }

  LocalDate date() {
    return slot.date();
  }

  List<Entry> performed() {
    return entries.stream().filter(entry -> !entry.draft()).toList();
  }

  List<Entry> drafts() {
    return entries.stream().filter(Entry::draft).toList();
  }

  /** Whether anything was trained at all. */
  boolean trained() {
    return entries.stream().anyMatch(entry -> !entry.draft());
  }

  /** Whether this was performed. */
  boolean has(Lift lift) {
    return performed().stream().anyMatch(entry -> entry.lift() == lift);
  }
}
