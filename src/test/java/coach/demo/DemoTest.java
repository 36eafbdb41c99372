package coach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    LocalDate best = lifter.monday(8);
    assertTrue(plateau.get("stalled").booleanValue(), answer.toString());
    assertEquals(best.toString(), plateau.get("last_best_on").textValue());
    assertEquals(
        ChronoUnit.WEEKS.between(best, lifter.today), plateau.get("weeks_since_best").longValue());
    List<String> missed =
        lifter
            .sets("Bench Press", "case when s.reps < 5 and day >= date '" + best + "' then day end")
            .stream()
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    assertTrue(missed.size() >= 10, missed.toString());
    assertTrue(texts(plateau.get("short_of_target_on")).containsAll(missed), plateau.toString());
  }

  @Test
  void theStandardLookBackSeesTheSquatGrowAndTheBenchStall() {
    JsonNode squat = lifter.ask("analyze_progress", "exercise", "squat");
    assertFalse(squat.get("plateau").get("stalled").booleanValue(), squat.toString());
    assertTrue(squat.get("e1rm_trend").get("per_week").doubleValue() > 0.5, squat.toString());
    assertFalse(squat.get("e1rm_trend").get("data").textValue().equals("little"));
    assertEquals(2, squat.get("left_out").get("drafts").intValue());
    JsonNode bench = lifter.ask("analyze_progress", "exercise", "bench");
    assertTrue(bench.get("plateau").get("stalled").booleanValue(), bench.toString());
  }

  @Test
  void theWholeYearOfSquatsGrowsAndSlowsAndHoldsTheLayoff() {
    JsonNode answer = lifter.ask("analyze_progress", "exercise", "squat", "time_period_days", 365);
    JsonNode layoffs = answer.get("plateau").get("layoffs");
    assertEquals(1, layoffs.size());
    assertEquals(18, layoffs.get(0).get("days").intValue());
    assertEquals(
        lifter.sets("Squat", "day").stream().distinct().count(),
        lifter
            .ask("get_training_summary", "weeks", 52)
            .get("exercises")
            .get(0)
            .get("sessions")
            .longValue());
    double early = perWeek(51, 40);
    double late = perWeek(16, 0);
    assertTrue(early > 3 && late > 0.5 && late < early / 2, early + " and " + late + " kg a week");
  }

  @Test
  void theNextSquatRestsOnWhatWasPerformed() {
    JsonNode answer = lifter.ask("suggest_next_weight", "exercise", "squat");
    assertEquals(2, answer.get("left_out").get("drafts").intValue());
    assertTrue(answer.get("left_out").get("deload").intValue() >= 2, answer.toString());
    List<String> days = lifter.sets("Squat", "day");
    int first = days.indexOf(days.get(days.size() - 1));
    List<String> reps = lifter.sets("Squat", "s.reps");
    boolean reached = reps.subList(first, reps.size()).equals(List.of("5", "5", "5"));
    double last = Double.parseDouble(lifter.sets("Squat", "s.weight_g / 1000.0").get(first));
    assertEquals(reached ? "add_step" : "hold", answer.get("rule").textValue());
    assertEquals(reached ? last + 2.5 : last, answer.get("weight").doubleValue());
    boolean better = reps("Bench Press", 0) > reps("Bench Press", 1);
    assertEquals(
        better ? "hold" : "back_off",
        lifter.ask("suggest_next_weight", "exercise", "bench").get("rule").textValue());
  }

  /** Of a whole workout, 0 the last, 1 the one before. */
  private static int reps(String exercise, int back) {
    List<String> days = lifter.sets(exercise, "day");
    List<String> reps = lifter.sets(exercise, "s.reps");
    List<String> different = days.stream().distinct().toList();
    String day = different.get(different.size() - 1 - back);
    return IntStream.range(0, days.size())
        .filter(set -> days.get(set).equals(day))
        .map(set -> Integer.parseInt(reps.get(set)))
        .sum();
  }

  @Test
  void theWeeksSinceTheDeloadAreThePlantedOnes() {
    LocalDate last = lifter.monday(9).plusDays(4);
    JsonNode signal =
        StreamSupport.stream(lifter.ask("suggest_deload").get("signals").spliterator(), false)
            .filter(one -> one.get("signal").textValue().equals("weeks_since_deload"))
            .findFirst()
            .orElseThrow();
    JsonNode evidence = signal.get("evidence").get(0);
    assertEquals("fired", signal.get("state").textValue());
    assertEquals(last.toString(), evidence.get("since").textValue());
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
        Stream.of(27, 9)
            .flatMap(week -> Stream.of(1, 4).map(day -> lifter.monday(week).plusDays(day)))
            .map(LocalDate::toString)
            .toList();
    assertFalse(marked.isEmpty());
    assertEquals(planted.subList(planted.size() - marked.size(), planted.size()), marked);
  }

  @Test
  void theTotalsAreThoseOfTheLog() {
    for (int weeks : new int[] {4, 20, 52}) {
      JsonNode answer = lifter.ask("get_training_summary", "weeks", weeks);
      JsonNode totals = answer.get("totals");
      assertEquals(
          lifter.column(
              "select count(distinct x.performed_session_id) || ' ' || count(*) || ' '"
                  + " || trunc(sum(s.weight_g::bigint * s.reps) / 1000) from coach.exercise_entry x"
                  + " join coach.performed_set s using (performed_exercise_id)"
                  + " where x.app_user_id = ?::uuid and not x.is_draft and not s.is_warm_up"
                  + " and x.session_started_at >= '%s'".formatted(answer.get("since").textValue())),
          "%d %d %d"
              .formatted(
                  totals.get("sessions").intValue(),
                  totals.get("sets").intValue(),
                  (long) totals.get("volume").doubleValue()));
    }
  }

  @Test
  void thePlanIsActiveAndTheProfileCountsTheYear() {
    JsonNode profile = lifter.ask("get_profile");
    assertEquals("kg", profile.get("unit").textValue());
    assertEquals("Europe/Berlin", profile.get("time_zone").textValue());
    assertEquals("My Upper/Lower", profile.get("active_plan").get("name").textValue());
    assertEquals(35, profile.get("active_plan").get("week").intValue());
    assertEquals(
        DemoAccount.endingOn(lifter.today).sessions(),
        profile.get("data").get("sessions").intValue());
    assertEquals(16, profile.get("data").get("drafts").intValue());
  }

  /** Kilograms that the squat's load grew by in a week, between two weeks of the year. */
  private static double perWeek(int from, int to) {
    String within =
        "case when day between date '%s' and date '%s' then s.weight_g / 1000.0 end"
            .formatted(lifter.monday(from), lifter.monday(to).plusDays(6));
    List<String> loads = lifter.sets("Squat", within).stream().filter(Objects::nonNull).toList();
    double first = Double.parseDouble(loads.get(0));
    return (Double.parseDouble(loads.get(loads.size() - 1)) - first) / (from - to);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
