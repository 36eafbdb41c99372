package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.PlanSchedule.Day;
import coach.training.PlanSchedule.Move;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When days are due, and what sessions and weeks come to. */
class PlanScheduleTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

  private static PlanSchedule plan(List<DayOfWeek> weekdays, List<Move> moves, Day... days) {
    return new PlanSchedule(
        List.of(days), weekdays, 3, Set.of(4), Optional.of(MONDAY), Optional.empty(), moves);
  }

  private static Day day(String name, DayOfWeek weekday, int last) {
    return new Day(
        name,
        Optional.ofNullable(weekday),
        last < 0 ? Optional.empty() : Optional.of(MONDAY.plusDays(last)));
  }

  private static String next(PlanSchedule plan, int day) {
    PlanSchedule.Due due = plan.next(MONDAY.plusDays(day));
    return plan.days().get(due.day().orElseThrow()).name() + " " + due.date();
  }

  @Test
  void aWeekdayIsDueOnItsDateUnlessItWasTrainedThisWeek() {
    Day thursday = day("B", DayOfWeek.THURSDAY, 1);
    PlanSchedule plan = plan(List.of(), List.of(), day("A", DayOfWeek.MONDAY, 0), thursday);
    assertEquals("A 2026-11-09", next(plan, 0), "both were trained in this week");
    assertEquals("B 2026-11-12", next(plan, 8));
    assertEquals("[]", plan.missed(MONDAY.plusDays(6)).toString());
    assertEquals(1, plan.missed(MONDAY.plusDays(9)).size());
  }

  @Test
  void aMovedSessionIsDueOnItsNewDateOnly() {
    Day thursday = day("B", DayOfWeek.THURSDAY, -1);
    List<Move> moves = List.of(new Move(MONDAY.plusDays(3), MONDAY.plusDays(8)));
    PlanSchedule plan = plan(List.of(), moves, thursday);
    assertEquals("B 2026-11-10", next(plan, 0));
    assertTrue(plan.next(MONDAY).isMoved());
    PlanSchedule trained = plan(List.of(), moves, day("B", DayOfWeek.THURSDAY, 8));
    assertEquals("B 2026-11-12", next(trained, 9), "the week's own session is still due");
  }

  @Test
  void daysInTurnFollowTheLastOne() {
    assertEquals(
        "A 2026-11-02",
        next(plan(List.of(), List.of(), day("A", null, -1), day("B", null, -1)), 0));
    PlanSchedule begun = plan(List.of(), List.of(), day("A", null, 0), day("B", null, -1));
    assertEquals("B 2026-11-03", next(begun, 0));
    assertEquals("B 2026-11-05", next(begun, 3));
    PlanSchedule onDays =
        plan(
            List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(),
            day("A", null, 0),
            day("B", null, -1));
    assertEquals("B 2026-11-06", next(onDays, 1));
  }

  @Test
  void weeksAreCountedFromTheStart() {
    PlanSchedule plan = plan(List.of(), List.of(), day("A", null, -1));
    assertEquals(Optional.of(4), plan.week(MONDAY.plusDays(21)));
    assertTrue(plan.isDeload(MONDAY.plusDays(27)));
    assertEquals(Optional.empty(), plan.week(MONDAY.minusDays(1)));
  }

  @Test
  void whatIsNotMainGoesFirstWhereTimeIsShort() {
    List<SessionTime.Part> parts =
        List.of(
            new SessionTime.Part(4, 180, true, false),
            new SessionTime.Part(3, 90, false, false),
            new SessionTime.Part(3, 90, false, true));
    assertEquals(29, SessionTime.minutes(parts));
    assertEquals("[4, 3, 2]", SessionTime.fitted(parts, 28).toString());
    assertEquals("[4, 2, 0]", SessionTime.fitted(parts, 22).toString());
    assertEquals("[2, 0, 0]", SessionTime.fitted(parts, 10).toString());
  }

  @Test
  void aProjectionAddsAStepAWeekAndNothingInADeload() {
    Loadable bar = Plates.standard(Unit.KG);
    assertEquals(
        "[100000, 102500, 102500, 105000]",
        Projection.weights(100_000, Prescription.of(3, 5), 2500, 4, Set.of(3), bar).toString());
    assertEquals(
        "[60000, 60000, 60000, 62500]",
        Projection.weights(60_000, Prescription.range(8, 10), 2500, 4, Set.of(), bar).toString());
  }
}
