package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name as typed means what the lifter trains first, and is never silently another exercise. */
class NamesTest {
  private static final String TYPO = "barbel bench pres";

  private final TrainingLog log = TrainingLog.begin();

  private static String firstLine(ToolAnswer answer) {
    return answer.text().lines().findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get_exercise_history",
        "analyze_progress",
        "get_personal_records",
        "suggest_next_weight",
        "show_progress_chart"
      })
  void aReadSaysWhatASimilarNameWasTakenFor(String tool) {
    Ask.tool(log, "log_workout", Lifts.log("bench", "3x5@100"));
    ToolAnswer similar = Ask.tool(log, tool, "exercise", TYPO);
    assertTrue(
        firstLine(similar).contains("\"" + TYPO + "\", taken for Barbell Bench Press"),
        similar.text());
    assertEquals(TYPO, similar.structured().at("/exercise/typed").asText());
    ToolAnswer exact = Ask.tool(log, tool, "exercise", "Barbell bench-press");
    assertFalse(firstLine(exact).contains("taken for"), exact.text());
    assertTrue(exact.structured().at("/exercise/typed").isMissingNode());
  }

  @Test
  void alternativesSayItToo() {
    ToolAnswer answer = Ask.tool(log, "search_exercises", "alternatives_to", TYPO);
    assertTrue(
        firstLine(answer).contains("to \"" + TYPO + "\", taken for Barbell Bench Press"),
        answer.text());
  }

  @Test
  void aWriteSaysItWhereTheNameIsNearAndAsksWhereItIsNot() {
    ToolAnswer near = Ask.tool(log, "log_workout", Lifts.log(TYPO, "3x5@100"));
    assertTrue(
        firstLine(near).startsWith("\"" + TYPO + "\" was taken for Barbell Bench Press. Logged "),
        near.text());
    assertEquals(
        "[{\"asked\":\"barbel bench pres\",\"exercise\":\"Barbell Bench Press\"}]",
        near.structured().get("taken_for").toString());
    JsonNode exact = Ask.json(log, "log_workout", Lifts.log("bench", "3x5@101"));
    assertTrue(exact.path("taken_for").isMissingNode(), exact.toString());

    // The lifter trains it, which is enough for a read and not for a write.
    Ask.tool(log, "log_workout", Lifts.log("Seated Cable Row", "10@50"));
    String typed = "seated row pulley";
    String sentence = Ask.refusal(log, "log_workout", Lifts.log(typed, "3x5@60"));
    assertTrue(sentence.startsWith("exercises[0].exercise is \"" + typed + "\", "), sentence);
    assertTrue(sentence.contains("Seated Cable Row ("), sentence);
  }

  @Test
  void allNamesOfAWorkoutThatAreNotClearComeBackAtOnceAndNothingIsStored() {
    String sentence =
        Ask.refusal(
            log,
            "log_workout",
            "exercises",
            List.of(
                Lifts.exercise("extension", "5@10"),
                Lifts.exercise("bench", "5@100"),
                Lifts.exercise("xyzzy plugh", "5@10"),
                Lifts.exercise("raise", "5@10")));
    assertTrue(
        sentence.startsWith("exercises[2].exercise is \"xyzzy plugh\", which is not in"), sentence);
    assertTrue(sentence.contains(" exercises[0].exercise is \"extension\", which could"), sentence);
    assertTrue(sentence.contains(" exercises[3].exercise is \"raise\", which could"), sentence);
    assertFalse(sentence.contains("exercises[1]"), sentence);
    assertEquals(0, Ask.json(log, "list_sessions").get("total").asInt());
  }

  @Test
  void whatTheLifterTrainsOrPlansGoesBeforeTheRestOfTheCatalogue() {
    String typed = "machine press";
    assertTrue(Ask.refusal(log, "get_exercise_history", "exercise", typed).contains("several"));
    log.planned(log.activePlan("Mine", "Push", 1), "Machine Chest Press", 3, 8, 2500);
    ToolAnswer planned = Ask.tool(log, "get_exercise_history", "exercise", typed);
    assertTrue(firstLine(planned).contains("taken for Machine Chest Press"), planned.text());

    TrainingLog other = TrainingLog.begin();
    Ask.tool(other, "log_workout", Lifts.log("Machine Shoulder Press", "8@40"));
    ToolAnswer trained = Ask.tool(other, "get_exercise_history", "exercise", typed);
    assertTrue(firstLine(trained).contains("taken for Machine Shoulder Press"), trained.text());
    // Enough to look at, not to store under.
    String asked = Ask.refusal(other, "log_workout", Lifts.log(typed, "8@40"));
    assertTrue(asked.contains("could be several") && asked.contains("Machine Shoulder"), asked);
  }

  @Test
  void ofTwoExercisesOfOneNameTheTrainedOneIsMeant() {
    log.ownExercise("Cellar Press");
    UUID trained = log.ownExercise("Cellar press");
    String both = Ask.refusal(log, "get_exercise_history", "exercise", "cellar press");
    assertTrue(both.contains("could be several") && both.contains(trained.toString()), both);
    Ask.tool(log, "log_workout", Lifts.log(trained.toString(), "8@40"));
    JsonNode history = Ask.json(log, "get_exercise_history", "exercise", "cellar press");
    assertEquals(trained.toString(), history.at("/exercise/id").asText());
    assertTrue(history.at("/exercise/typed").isMissingNode());
  }

  @Test
  void aCorrectionSaysItTooAndDoesNotTakeAnotherExerciseOfTheSession() {
    Ask.tool(log, "log_workout", Lifts.log("lying leg curl", "8@40"));
    Map<String, Object> change = Map.of("reps", 9);
    assertTrue(
        Ask.refusal(log, "edit_workout", "exercise", "hammer curl", "change", change)
            .endsWith("and the session has \"Lying Leg Curl\". Send one of them."));
    ToolAnswer words = Ask.tool(log, "edit_workout", "exercise", "leg cur", "change", change);
    assertTrue(
        firstLine(words).startsWith("\"leg cur\" was taken for Lying Leg Curl. "), words.text());
    ToolAnswer alias = Ask.tool(log, "edit_workout", "exercise", "leg curl", "change", change);
    assertFalse(alias.text().contains("taken for"), alias.text());
  }
}
