package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Weeks;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plan's part of a summary. */
class AdherenceAnswerTest {
  private final TrainingLog log = TrainingLog.begin();

  /** The plan asked for two sessions a week then, and for one more from this week on. */
  @Test
  void thePastIsJudgedByWhatThePlanWasThen() {
    LocalDate monday = Weeks.mondayOf(log.today()).minusWeeks(3);
    PlanToolsTest.plan(
        log, "weekdays", List.of("monday", "thursday"), "starts_on", monday.toString());
    for (LocalDate day = monday; !day.isAfter(log.today()); day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
        log.session(day).did("squat", 100, 5, 5, 5).did("bench", 60, 8, 8, 8);
      } else if (day.getDayOfWeek() == DayOfWeek.THURSDAY) {
        log.session(day).did("deadlift", 120, 5, 5).did("lat pulldown", 50, 10, 10, 10);
      }
    }
    JsonNode before = Ask.json(log, "get_training_summary").get("adherence");
    assertEquals(0, before.get("missed").intValue(), before.toString());
    Ask.json(
        log,
        "modify_user_plan",
        "sessions",
        List.of(PlanToolsTest.day("Arm Day", PlanToolsTest.exercise("barbell curl", 3, "10"))),
        "weekdays",
        List.of("monday", "thursday", "saturday"),
        "swaps",
        List.of(Map.of("from", "squat", "to", "leg press")));
    ToolAnswer summary = Ask.tool(log, "get_training_summary");
    JsonNode after = summary.structured().get("adherence");
    assertEquals(before.get("done"), after.get("done"), after.toString());
    boolean over = log.today().getDayOfWeek() == DayOfWeek.SUNDAY;
    assertEquals(over ? 1 : 0, after.get("missed").intValue(), after.toString());
    assertTrue(after.get("planned_sets").intValue() >= 33, "those of then: " + after);
    assertFalse(summary.text().contains("Arm Day\" of " + monday.plusDays(5)), summary.text());
  }

  @Test
  void whatWasDoneOfThePlanStandsInTheSummary() {
    String first = log.daysAgo(8).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    String second = log.daysAgo(2).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    PlanToolsTest.plan(
        log, "weekdays", List.of(first, second), "starts_on", log.daysAgo(8).toString());
    log.session(log.daysAgo(8)).did("squat", 100, 5, 5, 5).did("bench", 60, 10, 10);
    log.session(log.daysAgo(1)).did("plank", 0, 1);
    ToolAnswer summary = Ask.tool(log, "get_training_summary");
    JsonNode plan = summary.structured().get("adherence");
    assertEquals(1, plan.get("done").intValue(), plan.toString());
    assertEquals(1, plan.get("outside").intValue(), plan.toString());
    assertTrue(plan.get("missed").intValue() >= 1, plan.toString());
    assertTrue(plan.get("short").toString().contains("Barbell Bench Press"), plan.toString());
    assertTrue(summary.text().contains("Plan \"Mine\" since " + log.daysAgo(8)), summary.text());
    assertTrue(summary.text().contains("Missed: "), summary.text());
    Ask.json(log, "modify_user_plan", "archive", true);
    assertFalse(Ask.json(log, "get_training_summary").has("adherence"));
  }
}
