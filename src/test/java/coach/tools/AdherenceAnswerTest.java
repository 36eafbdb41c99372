package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The plan's part of a summary. */
class AdherenceAnswerTest {
  private final TrainingLog log = TrainingLog.begin();

  @Test
  void whatWasDoneOfThePlanStandsInTheSummary() {
    String first = log.daysAgo(8).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    String second = log.daysAgo(2).getDayOfWeek().name().toLowerCase(Locale.ROOT);
    Ask.json(
        log,
        "create_workout_plan",
        "name",
        "Mine",
        "sessions",
        PlanToolsTest.twoDays(),
        "weekdays",
        List.of(first, second),
        "starts_on",
        log.daysAgo(8).toString());
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
