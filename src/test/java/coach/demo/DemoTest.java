package coach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.imports.ImportedSet;
import coach.imports.ImportedSetType;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tools find what was planted, on a real database and on whatever day this runs. */
class DemoTest {
  private static DemoLifter lifter;

  @BeforeAll
  static void stored() {
    lifter = new DemoLifter();
  }

  @AfterAll
  static void closed() {
    lifter.close();
  }

  @Test
  void thePlateauIsFoundWithItsDateAndItsMissedReps() {
    JsonNode answer = lifter.ask("analyze_progress", "exercise", "bench", "time_period_days", 120);
    JsonNode plateau = answer.get("plateau");
    LocalDate best = lifter.year.monday(Story.PLATEAU_SINCE);
    assertTrue(plateau.get("stalled").booleanValue(), answer.toString());
    assertEquals(best.toString(), plateau.get("last_best_on").textValue());
    assertEquals(
        ChronoUnit.WEEKS.between(best, lifter.today), plateau.get("weeks_since_best").longValue());
    List<String> missed =
        lifter.year.with(Lift.BENCH).stream()
            .filter(session -> !session.date().isBefore(best))
            .filter(session -> isShort(session, Lift.BENCH))
            .map(session -> session.date().toString())
            .toList();
    assertTrue(missed.size() >= 10, missed.toString());
    assertTrue(texts(plateau.get("short_of_target_on")).containsAll(missed), plateau.toString());
  }

  @Test
  void theStandardLookBackSeesTheSquatGrowAndTheBenchStall() {
    JsonNode squat = lifter.ask("analyze_progress", "exercise", "squat");
    assertFalse(squat.get("plateau").get("stalled").booleanValue(), squat.toString());
    assertTrue(squat.get("e1rm_trend").get("per_week").doubleValue() > 0.5, squat.toString());
    assertFalse(squat.get("e1rm_trend").get("confidence").textValue().equals("insufficient"));
    assertEquals(2, squat.get("left_out").get("drafts").intValue());
    JsonNode bench = lifter.ask("analyze_progress", "exercise", "bench");
    assertTrue(bench.get("plateau").get("stalled").booleanValue(), bench.toString());
  }

  @Test
  void theWholeYearOfSquatsGrowsAndSlowsAndHoldsTheLayoff() {
    JsonNode answer = lifter.ask("analyze_progress", "exercise", "squat", "time_period_days", 365);
    List<DemoSession> squats = lifter.year.with(Lift.SQUAT);
    JsonNode layoffs = answer.get("plateau").get("layoffs");
    assertEquals(1, layoffs.size());
    assertEquals(18, layoffs.get(0).get("days").intValue());
    assertEquals(
        squats.size(),
        lifter
            .ask("get_training_summary", "weeks", 52)
            .get("exercises")
            .get(0)
            .get("sessions")
            .intValue());
    double early = perWeek(squats, 51, 40);
    double late = perWeek(squats, 16, 0);
    assertTrue(early > 3 && late > 0.5 && late < early / 2, early + " and " + late + " kg a week");
  }

  @Test
  void theNextSquatRestsOnWhatWasPerformed() {
    JsonNode answer = lifter.ask("suggest_next_weight", "exercise", "squat");
    assertEquals(2, answer.get("left_out").get("drafts").intValue());
    assertTrue(answer.get("left_out").get("deload").intValue() >= 2, answer.toString());
    List<DemoSession.Entry> squats = lifter.year.performed(Lift.SQUAT);
    double last = kilograms(squats.get(squats.size() - 1));
    boolean reached = !isShort(lifter.year.with(Lift.SQUAT).get(squats.size() - 1), Lift.SQUAT);
    assertEquals(reached ? "add_step" : "hold", answer.get("rule").textValue());
    assertEquals(reached ? last + 2.5 : last, answer.get("weight").doubleValue());
    assertTrue(
        lifter
            .ask("suggest_next_weight", "exercise", "bench")
            .get("rule")
            .textValue()
            .equals("back_off"));
  }

  @Test
  void theWeeksSinceTheDeloadAreThePlantedOnes() {
    LocalDate last =
        lifter.year.sessions().stream()
            .filter(session -> session.slot().how() == Story.Day.DELOAD)
            .map(DemoSession::date)
            .reduce((one, other) -> other)
            .orElseThrow();
    JsonNode signal =
        StreamSupport.stream(lifter.ask("suggest_deload").get("signals").spliterator(), false)
            .filter(one -> one.get("signal").textValue().equals("weeks_since_deload"))
            .findFirst()
            .orElseThrow();
    JsonNode evidence = signal.get("evidence").get(0);
    assertEquals("fired", signal.get("state").textValue());
    assertEquals(last.toString(), evidence.get("from").textValue());
    double weeks = ChronoUnit.DAYS.between(last, lifter.today) / 7.0;
    assertEquals(weeks, evidence.get("value").doubleValue(), 0.05);
  }

  @Test
  void theHistoryMarksTheDeloads() {
    JsonNode sessions =
        lifter
            .ask("get_exercise_history", "exercise", "squat", "days", 365, "limit", 100)
            .get("sessions");
    List<String> marked = new ArrayList<>();
    for (JsonNode session : sessions) {
      if (session.get("deload").booleanValue()) {
        marked.add(0, session.get("date").textValue());
      }
    }
    List<String> planted =
        lifter.year.with(Lift.SQUAT).stream()
            .filter(session -> session.slot().how() == Story.Day.DELOAD)
            .map(session -> session.date().toString())
            .toList();
    assertEquals(planted.subList(planted.size() - marked.size(), planted.size()), marked);
    assertTrue(marked.size() >= 2);
  }

  @Test
  void theTotalsAreThoseOfTheLog() {
    for (int weeks : new int[] {4, 20, 52}) {
      JsonNode answer = lifter.ask("get_training_summary", "weeks", weeks);
      LocalDate from = LocalDate.parse(answer.get("from").textValue());
      List<DemoSession> trained =
          lifter.year.trained().stream().filter(s -> !s.date().isBefore(from)).toList();
      List<ImportedSet> sets =
          trained.stream()
              .flatMap(session -> session.performed().stream())
              .filter(entry -> entry.lift().kind() != Lift.Kind.ASSISTED)
              .flatMap(entry -> entry.workSets().stream())
              .toList();
      List<ImportedSet> assisted =
          trained.stream()
              .flatMap(session -> session.performed().stream())
              .filter(entry -> entry.lift().kind() == Lift.Kind.ASSISTED)
              .flatMap(entry -> entry.workSets().stream())
              .toList();
      long volume = sets.stream().mapToLong(set -> (long) set.weightGrams() * set.reps()).sum();
      JsonNode totals = answer.get("totals");
      assertEquals(trained.size(), totals.get("sessions").intValue());
      assertEquals(sets.size() + assisted.size(), totals.get("sets").intValue());
      assertEquals(volume / 1000.0, totals.get("volume").doubleValue(), 0.005);
    }
  }

  @Test
  void thePlanIsActiveAndTheProfileCountsTheYear() {
    JsonNode profile = lifter.ask("get_profile");
    assertEquals("kg", profile.get("unit").textValue());
    assertEquals("Europe/Berlin", profile.get("time_zone").textValue());
    assertEquals(DemoPlan.UPPER_LOWER.name(), profile.get("active_plan").get("name").textValue());
    assertEquals(35, profile.get("active_plan").get("week").intValue());
    assertEquals(lifter.year.trained().size(), profile.get("data").get("sessions").intValue());
    assertEquals(16, profile.get("data").get("drafts").intValue());
  }

  private static boolean isShort(DemoSession session, Lift lift) {
    return session.performed().stream()
        .filter(entry -> entry.lift() == lift)
        .anyMatch(e -> e.workSets().stream().anyMatch(set -> set.reps() < e.line().reps()));
  }

  private static double perWeek(List<DemoSession> squats, int from, int to) {
    List<Double> loads =
        squats.stream()
            .filter(session -> session.slot().week() <= from && session.slot().week() >= to)
            .flatMap(session -> session.performed().stream())
            .filter(entry -> entry.lift() == Lift.SQUAT)
            .map(DemoTest::kilograms)
            .toList();
    return (loads.get(loads.size() - 1) - loads.get(0)) / (from - to);
  }

  private static double kilograms(DemoSession.Entry entry) {
    return entry.workSets().stream()
            .filter(set -> set.type() == ImportedSetType.REGULAR)
            .mapToInt(ImportedSet::weightGrams)
            .max()
            .orElseThrow()
        / 1000.0;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
