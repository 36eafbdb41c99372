package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.contents.Tools;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else's training does not exist: not as data, and not by the words of a refusal. */
class StrangersTest {
  private static final TrainingLog OTHER = busy();
  private final TrainingLog log = TrainingLog.begin();

  private static TrainingLog busy() {
    TrainingLog other = TrainingLog.begin();
    UUID day = other.activePlan("Secret Plan", "Secret Day", 1);
    UUID bench = other.planned(day, "Barbell Bench Press", 3, 5, 2500);
    other.ownExercise("Secret Lift " + other.user);
    Ask.tool(
        other,
        "log_body_measurement",
        "measurements",
        List.of(Map.of("kind", "waist", "value", 85, "note", "secret girth")));
    for (int week = 8; week >= 0; week--) {
      other
          .session(other.daysAgo(7 * week), day)
          .did(bench, 100 + week, 5, 5, 5)
          .did("Secret Lift " + other.user, 60, 8);
      other
          .noted(other.daysAgo(7 * week + 1), "secret note")
          .did("squat", 140, 5)
          .draft("ohp", 50, 5);
    }
    return other;
  }

  static Stream<String> tools() {
    return Ask.readers();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void everyToolAnswersAsIfTheyWereAlone(String tool) {
    answersAsIfAlone(Tools.named(tool));
  }

  static void answersAsIfAlone(Tool tool) {
    Object[] arguments = Ask.leastArguments(tool.name());
    ToolAnswer answer = Ask.tool(TrainingLog.begin(), tool, arguments);
    String empty = Ask.tool(TrainingLog.begin(), tool, arguments).structured().toString();
    assertEquals(empty, answer.structured().toString());
    assertFalse(answer.text().toLowerCase().contains("secret"), answer.text());
    String busy = Ask.tool(OTHER, tool, arguments).structured().toString();
    assertTrue(tool.name().equals("search_exercises") || !busy.equals(empty), "no data to see");
  }

  @Test
  void notYoursReadsLikeNotThere() {
    String theirs =
        OTHER
            .query(
                "select performed_session_id from public.performed_session where app_user_id = ?",
                OTHER.user)
            .get(0);
    String none = UUID.randomUUID().toString();
    assertEquals(
        Ask.refusal(log, "get_session", "session", none).replace(none, theirs),
        Ask.refusal(log, "get_session", "session", theirs));
  }

  @Test
  void anExerciseOfTheirsIsNotInTheCatalogue() {
    String name = "Secret Lift " + OTHER.user;
    String id =
        OTHER
            .query("select base_exercise_id from public.base_exercise where name = ?", name)
            .get(0);
    for (String asked : new String[] {name, id}) {
      assertTrue(
          Ask.text(OTHER, "get_exercise_history", "exercise", asked)
              .startsWith("\"" + name + "\""));
      String sentence = Ask.refusal(log, "get_exercise_history", "exercise", asked);
      assertTrue(sentence.contains("is not in the catalogue"), sentence);
    }
    assertEquals(
        0, Ask.json(log, "search_exercises", "text", "secret lift").get("total").intValue());
    assertEquals(
        1, Ask.json(OTHER, "search_exercises", "text", "secret lift").get("total").intValue());
  }
}
