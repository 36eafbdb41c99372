package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.training.Adherence.State;
import coach.training.Adherence.Workout;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was done of a plan, on weekdays and in turn, with and without the plan's day noted. */
class AdherenceTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
  private static final List<Map<String, Integer>> LINES =
      List.of(Map.of("squat", 3, "bench", 3), Map.of("deadlift", 2, "row", 4));

  private final List<Workout> workouts = new ArrayList<>();

  private static PlanSchedule plan(boolean fixed, PlanSchedule.Move... moves) {
    return new PlanSchedule(
        List.of(
            new PlanSchedule.Day("A", weekday(fixed, DayOfWeek.MONDAY), Optional.empty()),
            new PlanSchedule.Day("B", weekday(fixed, DayOfWeek.THURSDAY), Optional.empty())),
        List.of(),
        2,
        Set.of(2),
        Optional.of(MONDAY),
        Optional.of(MONDAY.plusWeeks(6)),
        List.of(moves));
  }

  private static Optional<DayOfWeek> weekday(boolean fixed, DayOfWeek day) {
    return fixed ? Optional.of(day) : Optional.empty();
  }

  private void did(int day, int place, Map<String, Integer> sets) {
    workouts.add(
        new Workout(
            MONDAY.plusDays(day), place < 0 ? OptionalInt.empty() : OptionalInt.of(place), sets));
  }

  private Adherence until(int day, PlanSchedule plan) {
    List<Map<String, Integer>> light =
        List.of(Map.of("squat", 1, "bench", 1), Map.of("deadlift", 1, "row", 2));
    LocalDate today = MONDAY.plusDays(day);
    return Adherence.of(plan, LINES, light, workouts, MONDAY.minusWeeks(2), today, today);
  }

  private static String states(Adherence adherence) {
    return adherence.count(State.DONE)
        + " done, "
        + adherence.count(State.MOVED)
        + " moved, "
        + adherence.count(State.MISSED)
        + " missed, "
        + adherence.outside()
        + " outside";
  }

  @Test
  void weekdaysAreDoneMovedOrMissed() {
    did(0, 0, LINES.get(0));
    did(4, 1, LINES.get(1));
    did(7, 0, Map.of("squat", 1, "bench", 1));
    assertEquals("2 done, 1 moved, 0 missed, 0 outside", states(until(10, plan(true))));
    assertEquals("2 done, 1 moved, 1 missed, 0 outside", states(until(11, plan(true))));
    Adherence all = until(11, plan(true));
    assertEquals(
        "[squat 4 of 4, bench 4 of 4, deadlift 2 of 3, row 4 of 6]",
        all.exercises().stream()
            .sorted((a, b) -> order(a.id()) - order(b.id()))
            .map(one -> one.id() + " " + one.done() + " of " + one.planned())
            .toList()
            .toString());
  }

  private static int order(String id) {
    return List.of("squat", "bench", "deadlift", "row").indexOf(id);
  }

  @Test
  void aWorkoutWithoutADayIsMatchedByItsExercises() {
    did(0, -1, Map.of("squat", 3, "curl", 3));
    did(1, -1, Map.of("curl", 3));
    assertEquals("1 done, 0 moved, 0 missed, 1 outside", states(until(2, plan(true))));
  }

  @Test
  void aSessionMovedToAnotherDateIsNotMissedBefore() {
    PlanSchedule moved = plan(true, new PlanSchedule.Move(MONDAY.plusDays(3), MONDAY.plusDays(5)));
    did(0, 0, LINES.get(0));
    assertEquals("1 done, 0 moved, 0 missed, 0 outside", states(until(5, moved)));
    assertEquals("1 done, 0 moved, 1 missed, 0 outside", states(until(6, moved)));
    did(5, 1, LINES.get(1));
    assertEquals("1 done, 1 moved, 0 missed, 0 outside", states(until(6, moved)));
  }

  @Test
  void inTurnAWeekCountsAndTheCurrentOneMissesNothing() {
    did(0, 0, LINES.get(0));
    did(8, 1, LINES.get(1));
    did(9, 0, LINES.get(0));
    did(10, 1, LINES.get(1));
    assertEquals("1 done, 0 moved, 0 missed, 0 outside", states(until(6, plan(false))));
    assertEquals("3 done, 0 moved, 1 missed, 1 outside", states(until(12, plan(false))));
  }

  @Test
  void beforeThePlanNothingIsAsked() {
    did(-3, -1, LINES.get(0));
    assertEquals("0 done, 0 moved, 0 missed, 0 outside", states(until(0, plan(true))));
  }
}
