package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What takes data away shows it first and waits for a yes, which counts once and for that alone.
 */
class ConfirmationTest {
  private static CoachDatabase database;
  private static Instance left;
  private static Instance right;

  private Caller lifter;
  private Dialog dialog;
  private String session;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
    left = Instance.on(database);
    right = Instance.on(database);
  }

  @AfterAll
  static void close() {
    left.close();
    right.close();
    database.close();
  }

  @BeforeEach
  void train() {
    lifter = database.account("Ann");
    dialog = Dialog.with(left.dispatcher(), lifter);
    session = log("bench press", 80, "2026-01-31T18:30");
  }

  private String log(String exercise, int weight, String startedAt) {
    Map<String, Object> entry =
        Map.of("exercise", exercise, "sets", List.of(Map.of("weight", weight, "reps", 5)));
    Map<String, Object> squat =
        Map.of("exercise", "squat", "sets", List.of(Map.of("weight", 120, "reps", 3, "count", 2)));
    Talk.Heard logged =
        plain("log_workout", "exercises", List.of(entry, squat), "started_at", startedAt);
    return logged.result().at("/structuredContent/session/id").textValue();
  }

  /** By a client that shows no forms. */
  private Talk.Heard plain(String tool, Object... arguments) {
    Talk.Heard heard = Dialog.with(left.dispatcher(), lifter, "{}").tool(tool, arguments);
    assertFalse(Dialog.isQuestion(heard), heard.json().toString());
    assertFalse(Dialog.failed(heard), heard.json().toString());
    return heard;
  }

  private Talk.Heard delete(String selector) {
    return dialog.tool("delete_workout", "session", selector);
  }

  private List<String> stored() {
    return database.column(
        "select performed_session_id from public.performed_session where app_user_id = ?::uuid"
            + " order by started_at",
        lifter.user().toString());
  }

  private int changes() {
    return database
        .column(
            "select change_id from coach.change_log where app_user_id = ?::uuid",
            lifter.user().toString())
        .size();
  }

  @Test
  void whatWouldGoIsShownAndNothingIsGoneYet() {
    Talk.Heard asked = delete("last");
    assertEquals("confirm", Dialog.key(asked));
    assertEquals(
        """
        Delete this workout?
        - 2026-01-31 18:30  "Workout" of "Freestyle" (%s), weights in kg
        - Barbell Bench Press: 80x5
        - Barbell Back Squat: 2 x 120x3"""
            .formatted(session),
        Dialog.question(asked).path("message").asText());
    assertEquals(List.of(session), stored());
  }

  @Test
  void aYesDeletesAndUndoBringsItBack() {
    Talk.Heard gone = dialog.accept(delete("last"), "confirm", true);
    assertFalse(Dialog.failed(gone));
    assertTrue(Dialog.text(gone).startsWith("Deleted 2026-01-31"), Dialog.text(gone));
    assertEquals(List.of(), stored());
    plain("undo_last_change");
    assertEquals(List.of(session), stored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"decline", "cancel"})
  void aNoIsAnAnswerAndNothingIsGone(String action) {
    int before = changes();
    assertNothingGone(dialog.refuse(delete(session), action), before);
  }

  @Test
  void aFormThatIsSentWithoutAYesIsANo() {
    int before = changes();
    assertNothingGone(dialog.accept(delete(session), "confirm", false), before);
  }

  private void assertNothingGone(Talk.Heard answer, int changesBefore) {
    assertFalse(Dialog.failed(answer), answer.json().toString());
    String text = Dialog.text(answer);
    assertTrue(text.startsWith("Nothing was deleted, because the lifter did not agree"), text);
    JsonNode structured = answer.result().path("structuredContent");
    assertTrue(structured.path("dry_run").booleanValue());
    assertFalse(structured.has("change"));
    OutputSchema.check(
        Tools.all().stream().filter(t -> t.name().equals("delete_workout")).findFirst().get(),
        structured);
    assertEquals(List.of(session), stored());
    assertEquals(changesBefore, changes());
  }

  @Test
  void aYesThatComesAgainDeletesNothingMore() {
    Talk.Heard asked = delete("last");
    Talk.Heard first = dialog.accept(asked, "confirm", true);
    String other = log("deadlift", 140, "2026-02-03T18:30");
    int changes = changes();
    Dialog elsewhere =
        Dialog.with(right.dispatcher(), lifter).continuing("delete_workout", "session", "last");
    for (Dialog either : List.of(dialog, elsewhere)) {
      Talk.Heard again = either.accept(asked, "confirm", true);
      assertEquals(first.result(), again.result());
    }
    assertEquals(List.of(other), stored());
    assertEquals(changes, changes());
  }

  @Test
  void aYesThatComesAgainAfterUndoDeletesNothing() {
    Talk.Heard asked = delete(session);
    dialog.accept(asked, "confirm", true);
    plain("undo_last_change");
    dialog.accept(asked, "confirm", true);
    assertEquals(List.of(session), stored());
  }

  @Test
  void twoInstancesThatHearTheSameYesDeleteOnce() {
    Talk.Heard asked = delete(session);
    int before = changes();
    List<CompletableFuture<Talk.Heard>> both =
        Stream.of(left, right)
            .map(
                instance ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          Dialog one = Dialog.with(instance.dispatcher(), lifter);
                          return one.continuing("delete_workout", "session", session)
                              .accept(asked, "confirm", true);
                        }))
            .toList();
    assertEquals(both.get(0).join().result(), both.get(1).join().result());
    assertEquals(List.of(), stored());
    assertEquals(before + 1, changes());
  }

  @Test
  void whatHasChangedSinceIsShownAgain() {
    Talk.Heard asked = delete(session);
    plain(
        "edit_workout",
        "session",
        session,
        "exercise",
        "bench press",
        "change",
        Map.of("weight", 82.5));
    Talk.Heard again = dialog.accept(asked, "confirm", true);
    assertTrue(Dialog.isQuestion(again), again.json().toString());
    String message = Dialog.question(again).path("message").asText();
    assertTrue(message.startsWith("It has changed since. Delete this workout?"), message);
    assertTrue(message.contains("82.5"), message);
    assertEquals(List.of(session), stored());
    assertFalse(Dialog.failed(dialog.accept(again, "confirm", true)));
    assertEquals(List.of(), stored());
  }

  @Test
  void aYesToTheLastWorkoutIsNotForALaterOne() {
    Talk.Heard asked = delete("last");
    String later = log("deadlift", 140, "2026-02-03T18:30");
    Talk.Heard again = dialog.accept(asked, "confirm", true);
    assertTrue(Dialog.question(again).path("message").asText().contains(later));
    assertEquals(List.of(session, later), stored());
  }

  @Test
  void aWorkoutThatIsGoneByThenIsAnError() {
    Talk.Heard asked = delete(session);
    plain("delete_workout", "session", session);
    Talk.Heard answer = dialog.accept(asked, "confirm", true);
    assertTrue(Dialog.failed(answer));
    assertTrue(Dialog.text(answer).contains("there is no such session"), Dialog.text(answer));
  }

  @Test
  void aYesIsOfOneLifter() {
    Talk.Heard asked = delete(session);
    Dialog stranger =
        Dialog.with(left.dispatcher(), database.account("Bob"))
            .continuing("delete_workout", "session", session);
    assertEquals(-32602, stranger.accept(asked, "confirm", true).code());
    assertEquals(List.of(session), stored());
  }

  @Test
  void aYesIsOfOneWorkout() {
    String other = log("deadlift", 140, "2026-02-03T18:30");
    Talk.Heard asked = delete(session);
    dialog.continuing("delete_workout", "session", other);
    assertEquals(-32602, dialog.accept(asked, "confirm", true).code());
    assertEquals(List.of(session, other), stored());
  }

  @Test
  void aClientThatNoLongerShowsFormsIsHeardButNotAskedAgain() {
    Talk.Heard asked = delete(session);
    Dialog without =
        Dialog.with(left.dispatcher(), lifter, "{}")
            .continuing("delete_workout", "session", session);
    without.refuse(asked, "decline");
    assertEquals(List.of(session), stored());

    plain("edit_workout", "session", session, "change", Map.of("note", "heavy"));
    Talk.Heard answer = without.accept(asked, "confirm", true);
    assertTrue(Dialog.failed(answer), answer.json().toString());
    assertTrue(Dialog.text(answer).contains("it has changed since the question"));
    assertEquals(List.of(session), stored());
  }

  @Test
  void aPreviewNeverAsks() {
    Talk.Heard preview = dialog.tool("delete_workout", "session", session, "dry_run", true);
    assertTrue(Dialog.text(preview).startsWith("Preview"), preview.json().toString());
    assertEquals(List.of(session), stored());
  }

  @Test
  void theClientsOwnKeyHoldsThroughTheRounds() {
    Object[] arguments = {"session", "last", "idempotency_key", "k1"};
    Talk.Heard gone = dialog.accept(dialog.tool("delete_workout", arguments), "confirm", true);
    assertFalse(Dialog.failed(gone));
    log("deadlift", 140, "2026-02-03T18:30");
    // The retry of a call whose answer was lost is not a new deletion, so nobody is asked.
    assertEquals(gone.result(), dialog.tool("delete_workout", arguments).result());
    assertEquals(1, stored().size());
  }

  @Test
  void removingAnExerciseAsksAndRemovingASetDoesNot() {
    Object[] exercise = {"session", session, "exercise", "squat", "change", Map.of("remove", true)};
    Talk.Heard asked = dialog.tool("edit_workout", exercise);
    String message = Dialog.question(asked).path("message").asText();
    assertTrue(
        message.startsWith("Remove this exercise?\n- Barbell Back Squat: 2 x 120x3"), message);
    assertTrue(message.contains("Squat") && !message.contains("Bench"), message);
    String no = Dialog.text(dialog.refuse(asked, "decline"));
    assertTrue(no.startsWith("Nothing was removed, because"), no);
    assertFalse(Dialog.failed(dialog.accept(asked, "confirm", true)));
    String left = Dialog.text(plain("get_session", "session", session));
    assertFalse(left.contains("Squat"), left);

    Talk.Heard set =
        dialog.tool("edit_workout", "session", session, "set", 1, "change", Map.of("reps", 6));
    assertFalse(Dialog.isQuestion(set));
  }

  @Test
  void undoShowsWhatItTakesBack() {
    Talk.Heard asked = dialog.tool("undo_last_change");
    String message = Dialog.question(asked).path("message").asText();
    assertTrue(
        message.startsWith("Take back the last change?\n- Would take back: Logged"), message);
    String no = Dialog.text(dialog.refuse(asked, "cancel"));
    assertTrue(no.startsWith("Nothing was taken back, because"), no);
    assertEquals(List.of(session), stored());

    String later = log("deadlift", 140, "2026-02-03T18:30");
    Talk.Heard again = dialog.accept(asked, "confirm", true);
    assertTrue(Dialog.question(again).path("message").asText().contains(later));
    assertEquals(List.of(session, later), stored());

    Talk.Heard undone = dialog.accept(again, "confirm", true);
    assertEquals(List.of(session), stored());
    assertEquals(undone.result(), dialog.accept(again, "confirm", true).result());
    assertEquals(List.of(session), stored());
  }

  @Test
  void aLongWorkoutIsShownInPart() {
    List<Object> many = new ArrayList<>();
    for (int place = 0; place < 30; place++) {
      many.add(
          Map.of(
              "exercise", place % 2 == 0 ? "squat" : "deadlift",
              "note", "n".repeat(400),
              "sets", List.of(Map.of("weight", 100 + place, "reps", 5))));
    }
    String id =
        plain("log_workout", "exercises", many, "started_at", "2026-02-05T18:30")
            .result()
            .at("/structuredContent/session/id")
            .textValue();
    String message = Dialog.question(delete(id)).path("message").asText();
    assertTrue(message.endsWith("\n- and 16 more"), message);
    assertTrue(message.length() < 3_000, message);
    assertNotEquals(session, id);
  }
}
