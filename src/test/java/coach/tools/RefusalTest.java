package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Shown;
import coach.tools.contents.Tools;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets wrong comes back as one sentence that says what to send. */
class RefusalTest {
  private final TrainingLog log = TrainingLog.begin();

  static Stream<String> toolsAboutOneExercise() {
    return Stream.of(
        "get_exercise_history", "analyze_progress", "suggest_next_weight", "get_personal_records");
  }

  @ParameterizedTest
  @MethodSource("toolsAboutOneExercise")
  void anUnknownExerciseIsSentToTheSearch(String tool) {
    assertEquals(
        "exercise is \"xyzzy plugh\", which is not in the catalogue. Find its name with"
            + " search_exercises.",
        Ask.refusal(log, tool, "exercise", "xyzzy plugh"));
  }

  @ParameterizedTest
  @MethodSource("toolsAboutOneExercise")
  void anAmbiguousExerciseComesBackWithCandidates(String tool) {
    String sentence = Ask.refusal(log, tool, "exercise", "machine press");
    assertTrue(
        sentence.startsWith("exercise is \"machine press\", which could be several. Send one of"),
        sentence);
    String id = sentence.replaceFirst("(?s).*?\\(([0-9a-f-]{36})\\).*", "$1");
    assertTrue(Ask.text(log, tool, "exercise", id).length() > 20, "the id is taken");
  }

  @ParameterizedTest
  @MethodSource("toolsAboutOneExercise")
  void anUnknownIdIsAnUnknownExercise(String tool) {
    assertTrue(
        Ask.refusal(log, tool, "exercise", UUID.randomUUID().toString())
            .endsWith("which is not in the catalogue. Find its name with search_exercises."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table public.app_user; --",
        "\"quoted\" 100% :exercise $1 ? \\",
        "🏋️‍♀️",
        "%s %d %n",
        "Ⅷ ﬁ ́",
        "${jndi:x}",
        "a' or '1'='1"
      })
  void strangeNamesAreOnlyNames(String name) {
    for (String tool : toolsAboutOneExercise().toList()) {
      String sentence = Ask.refusal(log, tool, "exercise", name);
      assertTrue(sentence.startsWith("exercise is \"" + name + "\", which "), sentence);
    }
    Ask.tool(log, "search_exercises", "text", name);
    Ask.tool(log, "list_sessions", "text", name);
    assertFalse(log.query("select 1 from public.app_user limit 1").isEmpty());
  }

  @Test
  void aSetUnderAStrangeNameIsKeptAsItIs() {
    String name = "Böse'); \"drop\" %s 💪 table--";
    log.ownExercise(name + log.user);
    log.session(log.daysAgo(1)).did(name + log.user, 50, 5);
    assertTrue(Ask.text(log, "get_session").contains(Shown.quoted(name + log.user, 100)));
    assertEquals(
        name + log.user,
        Ask.json(log, "get_exercise_history", "exercise", name + log.user)
            .at("/exercise/name")
            .textValue());
  }

  @Test
  void lookBacksOutOfBoundsAreNamed() {
    assertEquals(
        "days is 0. Send a whole number from 1 to 3650.",
        Ask.refusal(log, "get_exercise_history", "exercise", "bench", "days", 0));
    assertEquals(
        "time_period_days is 5000. Send a whole number from 1 to 3650.",
        Ask.refusal(log, "analyze_progress", "exercise", "bench", "time_period_days", 5000));
    assertEquals(
        "weeks is 53. Send a whole number from 1 to 52.",
        Ask.refusal(log, "get_training_summary", "weeks", 53));
    assertEquals(
        "weeks_analyzed is -1. Send a whole number from 1 to 52.",
        Ask.refusal(log, "suggest_deload", "weeks_analyzed", -1));
    assertEquals(
        "target_reps is 1000. Send a whole number from 1 to 36.",
        Ask.refusal(log, "suggest_next_weight", "exercise", "bench", "target_reps", 1000));
  }

  @Test
  void anUnknownMuscleIsAnsweredWithTheKnownOnes() {
    String sentence = Ask.refusal(log, "check_volume_landmarks", "muscle_group", "pecs");
    assertTrue(
        sentence.startsWith("muscle_group is \"pecs\". Send one of chest, back, "), sentence);
    assertTrue(sentence.contains("lats") && sentence.contains("shoulders"), sentence);
    assertEquals(
        "muscle_group is missing.", sentenceStart(Ask.refusal(log, "check_volume_landmarks")));
  }

  private static String sentenceStart(String sentence) {
    return sentence.substring(0, sentence.indexOf('.') + 1);
  }

  @Test
  void anArgumentThatNobodyKnowsIsRefusedByEveryTool() {
    for (Tool tool : Tools.all()) {
      assertTrue(
          Ask.refusal(log, tool.name(), "user_id", "someone")
              .startsWith("user_id is not a known argument. Send "),
          tool.name());
    }
  }
}
