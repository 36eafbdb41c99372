package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.testing.CoachDatabase;
import coach.testing.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that could be several exercises is chosen from, and the call goes on with the choice. */
@Tag("slow")
class ExerciseChoiceTest {
  /** A name of several exercises of the catalogue. */
  private static final String UNCLEAR = "extension";

  private static CoachDatabase database;
  private static Instance coach;

  private Caller lifter;
  private Dialog dialog;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
    coach = Instance.on(database);
  }

  @AfterAll
  static void close() {
    coach.close();
    database.close();
  }

  @BeforeEach
  void arrive() {
    lifter = database.account("Ann");
    dialog = Dialog.with(coach.dispatcher(), lifter);
  }

  private static Object done(String exercise, int weight) {
    return Map.of("exercise", exercise, "sets", List.of(Map.of("weight", weight, "reps", 8)));
  }

  /** What can be chosen, without the last choice, which is none. */
  private static List<JsonNode> options(JsonNode question) {
    List<JsonNode> options = new ArrayList<>();
    question.at("/requestedSchema/properties/exercise/oneOf").forEach(options::add);
    JsonNode none = options.remove(options.size() - 1);
    assertEquals("{\"const\":\"none\",\"title\":\"None of these\"}", none.toString());
    return options;
  }

  private int sessions() {
    return database
        .column(
            "select 1 from public.performed_session where app_user_id = ?::uuid",
            lifter.user().toString())
        .size();
  }

  @ParameterizedTest
  @CsvSource({
    "get_exercise_history, exercise, /structuredContent/exercise/id",
    "analyze_progress, exercise, /structuredContent/exercise/id",
    "get_personal_records, exercise, ",
    "suggest_next_weight, exercise, /structuredContent/exercise/id",
    "search_exercises, alternatives_to, /structuredContent/alternatives_to/id"
  })
  void theCandidatesAreOfferedAndTheChoiceIsTaken(String tool, String argument, String place) {
    Talk.Heard asked = dialog.tool(tool, argument, UNCLEAR);
    assertEquals(argument, Dialog.key(asked));
    JsonNode question = Dialog.question(asked);
    assertEquals("Which exercise is \"extension\"?", question.path("message").asText());
    List<JsonNode> options = options(question);
    assertTrue(options.size() >= 2 && options.size() <= 10, question.toString());
    JsonNode chosen = options.get(options.size() - 1);
    Talk.Heard answer = dialog.accept(asked, "exercise", chosen.path("const").asText());
    assertFalse(Dialog.isQuestion(answer), answer.json().toString());
    assertFalse(Dialog.failed(answer), Dialog.text(answer));
    if (place != null) {
      assertEquals(chosen.path("const"), answer.result().at(place));
    }
  }

  @Test
  void legacyClientsGetTheCandidatesAsAnError() {
    String params =
        "{\"name\":\"analyze_progress\",\"arguments\":{\"exercise\":\"%s\"}}".formatted(UNCLEAR);
    Talk.Heard legacy =
        Talk.say(coach.dispatcher(), Talk.legacy(1, "tools/call", params), null, lifter);
    assertTrue(Dialog.failed(legacy));
    String sentence = Dialog.text(legacy);
    assertTrue(sentence.startsWith("exercise is \"extension\", which could be several."), sentence);
    Dialog without = Dialog.with(coach.dispatcher(), lifter, "{\"elicitation\":{\"url\":{}}}");
    assertEquals(sentence, Dialog.text(without.tool("analyze_progress", "exercise", UNCLEAR)));
    for (JsonNode option :
        options(Dialog.question(dialog.tool("analyze_progress", "exercise", UNCLEAR)))) {
      assertTrue(sentence.contains(option.path("const").asText()), sentence);
      assertTrue(sentence.contains(option.path("title").asText()), sentence);
    }
  }

  @Test
  void aNameWithoutCandidatesStaysAnError() {
    Talk.Heard answer = dialog.tool("analyze_progress", "exercise", "flying carpet");
    assertTrue(Dialog.failed(answer));
    assertTrue(Dialog.text(answer).contains("not in the catalogue"), Dialog.text(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "decline", "cancel"})
  void whoChoosesNoneIsToldWhatToDo(String answer) {
    Talk.Heard asked = dialog.tool("analyze_progress", "exercise", UNCLEAR);
    Talk.Heard told =
        answer.equals("none")
            ? dialog.accept(asked, "exercise", "none")
            : dialog.refuse(asked, answer);
    assertTrue(Dialog.failed(told), told.json().toString());
    assertTrue(Dialog.text(told).contains("the lifter chose none"), Dialog.text(told));
  }

  @Test
  void anExerciseThatWasNotOfferedIsAskedForAgain() {
    Talk.Heard asked = dialog.tool("analyze_progress", "exercise", UNCLEAR);
    String squat =
        database
            .column("select base_exercise_id from public.base_exercise where name like '%Squat'")
            .get(0);
    Talk.Heard again = dialog.accept(asked, "exercise", squat);
    assertTrue(Dialog.isQuestion(again), again.json().toString());
    String message = Dialog.question(again).path("message").asText();
    assertTrue(message.startsWith("Please answer again: exercise must be one of"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "append"})
  void allNamesOfAWorkoutAreAskedForAtOnceAndStoredOnce(String mode) {
    List<Object> exercises =
        List.of(done(UNCLEAR, 30), done("squat", 100), done("raise", 10), done(UNCLEAR, 20));
    Talk.Heard asked = dialog.tool("log_workout", "exercises", exercises, "mode", mode);
    JsonNode requests = asked.result().path("inputRequests");
    List<String> keys = new ArrayList<>();
    requests.fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of("exercises[0].exercise", "exercises[2].exercise", "exercises[3].exercise"), keys);
    assertEquals(0, sessions());

    Map<String, Object> responses = new HashMap<>();
    List<String> chosen = new ArrayList<>();
    for (String key : keys) {
      List<JsonNode> options = options(requests.path(key).path("params"));
      JsonNode option = options.get(key.contains("3") ? 1 : 0);
      chosen.add(option.path("title").asText());
      responses.put(
          key,
          Map.of("action", "accept", "content", Map.of("exercise", option.path("const").asText())));
    }
    Talk.Heard stored = dialog.again(Dialog.state(asked), responses);
    assertFalse(Dialog.failed(stored), Dialog.text(stored));
    List<String> names = new ArrayList<>();
    exercises(stored).forEach(e -> names.add(e.path("name").asText()));
    assertEquals(List.of(chosen.get(0), "Barbell Back Squat", chosen.get(1), chosen.get(2)), names);

    Talk.Heard again = dialog.again(Dialog.state(asked), responses);
    assertEquals(
        stored.result().at("/structuredContent/session/id"),
        again.result().at("/structuredContent/session/id"));
    assertEquals(1, sessions());
    JsonNode whole = exercises(dialog.tool("get_session", "session", "last"));
    assertEquals(4, whole.size());
    whole.forEach(exercise -> assertEquals(1, exercise.path("sets").size(), exercise.toString()));
  }

  private static JsonNode exercises(Talk.Heard answer) {
    return Tables.records(answer.result().at("/structuredContent/exercises"));
  }

  @Test
  void aWorkoutWithAnUnknownNameIsAnErrorBeforeAnythingIsAsked() {
    Talk.Heard answer =
        dialog.tool(
            "log_workout", "exercises", List.of(done(UNCLEAR, 30), done("flying carpet", 10)));
    assertTrue(Dialog.failed(answer), answer.json().toString());
    assertTrue(Dialog.text(answer).startsWith("exercises[1].exercise is \"flying carpet\""));
    assertEquals(0, sessions());
  }

  @Test
  void aWorkoutOfNothingButUnclearNamesFitsIntoOneRound() {
    List<Object> exercises = new ArrayList<>();
    for (int place = 0; place < 40; place++) {
      exercises.add(done(UNCLEAR, 30 + place));
    }
    Talk.Heard asked = dialog.tool("log_workout", "exercises", exercises);
    JsonNode requests = asked.result().path("inputRequests");
    assertEquals(40, requests.size());
    Map<String, Object> responses = new HashMap<>();
    for (var request : requests.properties()) {
      String first = options(request.getValue().path("params")).get(0).path("const").asText();
      responses.put(
          request.getKey(), Map.of("action", "accept", "content", Map.of("exercise", first)));
    }
    Talk.Heard stored = dialog.again(Dialog.state(asked), responses);
    assertFalse(Dialog.failed(stored), Dialog.text(stored));
    assertEquals(1, sessions());
  }

  @Test
  void halfOfTheChoicesAreNotEnough() {
    Talk.Heard asked =
        dialog.tool("log_workout", "exercises", List.of(done(UNCLEAR, 30), done("raise", 10)));
    JsonNode first = asked.result().at("/inputRequests/exercises[0].exercise/params");
    Talk.Heard half =
        dialog.again(
            Dialog.state(asked),
            Map.of(
                "exercises[0].exercise",
                Map.of(
                    "action",
                    "accept",
                    "content",
                    Map.of("exercise", options(first).get(0).path("const").asText()))));
    assertEquals("exercises[1].exercise", Dialog.key(half));
    String raise = options(Dialog.question(half)).get(0).path("const").asText();
    Talk.Heard stored = dialog.accept(half, "exercise", raise);
    assertEquals(2, exercises(stored).size());
    assertEquals(1, sessions());
  }

  @Test
  void theExerciseThatACorrectionNamesIsChosenToo() {
    dialog.tool("log_workout", "exercises", List.of(done("squat", 100)));
    Talk.Heard asked = dialog.tool("edit_workout", "change", Map.of("exercise", UNCLEAR));
    assertEquals("change.exercise", Dialog.key(asked));
    JsonNode option = options(Dialog.question(asked)).get(0);
    Talk.Heard changed = dialog.accept(asked, "exercise", option.path("const").asText());
    JsonNode exercises = Tables.records(changed.result().at("/structuredContent/exercises"));
    assertEquals(option.path("title"), exercises.at("/0/name"));
  }

  @Test
  void promptsAndDocumentsAskToo() {
    ObjectNode prompt = Talk.JSON.createObjectNode().put("name", "plateau_breaker");
    prompt.putObject("arguments").put("exercise", UNCLEAR);
    Talk.Heard asked = dialog.call("prompts/get", prompt);
    JsonNode option = options(Dialog.question(asked)).get(0);
    JsonNode message = dialog.accept(asked, "exercise", option.path("const").asText()).result();
    String text = message.at("/messages/0/content/text").asText();
    assertTrue(text.startsWith("Has this exercise stalled"), message.toString());
    assertTrue(text.contains("first: \"" + option.path("title").asText() + "\"?"), text);

    asked = dialog.read("workout://performance/history/" + UNCLEAR);
    option = options(Dialog.question(asked)).get(0);
    JsonNode read = dialog.accept(asked, "exercise", option.path("const").asText()).result();
    JsonNode document = Talk.parse(read.at("/contents/0/text").asText());
    assertEquals(option.path("const"), document.at("/exercise/id"));
  }
}
