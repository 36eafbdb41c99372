package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.contents.Tools;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A lifter who has just begun gets help from every tool, not an error. */
class EmptyAccountTest {
  static Stream<String> tools() {
    return Ask.readers();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void everyToolAnswersWithoutData(String tool) {
    answersWithoutData(Tools.named(tool));
  }

  static void answersWithoutData(Tool tool) {
    String text = Ask.tool(TrainingLog.begin(), tool, Ask.leastArguments(tool.name())).text();
    assertTrue(text.matches("(?s).*\\w+ \\w+.*"), tool.name() + " has no words: " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "get_profile, Import a Strong",
    "get_exercise_history, Ask for more days",
    "list_sessions, 0 sessions from",
    "get_session, No performed session",
    "get_training_summary, Ask for more weeks",
    "analyze_progress, Ask for more days",
    "get_personal_records, no records yet",
    "suggest_next_weight, no weight to suggest",
    "calculate_weekly_volume, Ask for more weeks",
    "check_volume_landmarks, no full week to judge",
    "suggest_deload, little to go on",
  })
  void theTextSaysWhatToDo(String tool, String words) {
    String text = Ask.text(TrainingLog.begin(), tool, Ask.leastArguments(tool));
    assertTrue(text.contains(words), text);
  }

  @Test
  void noSignalFiresAndNoneIsTakenForNo() {
    for (var signal : Ask.json(TrainingLog.begin(), "suggest_deload").get("signals")) {
      assertEquals("not_enough_data", signal.get("state").textValue());
    }
  }

  @Test
  void aDayWithoutTrainingIsNoMistake() {
    String text = Ask.text(TrainingLog.begin(), "get_session", "session", "today");
    assertTrue(text.startsWith("No session today"), text);
  }
}
