package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndoTest {
  private final TrainingLog log = TrainingLog.begin();

  private JsonNode undo() {
    return Ask.json(log, "undo_last_change");
  }

  private JsonNode last() {
    return Ask.json(log, "get_session");
  }

  /** Every row of the lifter's sessions, as the database has them. */
  private String rows() {
    String rows =
        String.join(
            "\n",
            log.query(
                """
                select '1' || to_jsonb(s) from public.performed_session s where app_user_id = ?
                union all
                select '2' || to_jsonb(e)
                from public.performed_exercise e
                join public.performed_session s using (performed_session_id) where app_user_id = ?
                union all
                select '3' || to_jsonb(t)
                from public.performed_exercise_set t
                join public.performed_exercise e using (performed_exercise_id)
                join public.performed_session s using (performed_session_id) where app_user_id = ?
                order by 1""",
                log.user,
                log.user,
                log.user));
    assertTrue(rows.contains(log.user.toString()), "there is something to compare");
    return rows;
  }

  @Test
  void anUndoSaysWhatItTakesBackAndOneOfTheLastTenCanBeChosen() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100", "started_at", "yesterday"));
    long first = Ask.json(log, "log_workout", Lifts.log("row", "3x8@70")).get("change").longValue();
    Ask.json(log, "update_settings", "one_rm_formula", "epley");
    JsonNode shown = Ask.json(log, "undo_last_change", "dry_run", true);
    assertEquals(3, shown.get("recent").size());
    assertEquals(first, shown.at("/recent/1/change").longValue());
    assertEquals("one_rm_formula: epley -> default", shown.at("/changes/0").textValue());
    String text = Ask.text(log, "undo_last_change", "change", first);
    assertTrue(text.contains("0 minutes ago, log_workout"), text);
    assertTrue(text.contains("* removed Barbell Row: 3 x 70x8"), text);
    assertTrue(
        Ask.refusal(log, "undo_last_change", "change", first).contains("no change"), "only once");
  }

  @Test
  void anothersChangeIsNotThere() {
    TrainingLog other = TrainingLog.begin();
    long theirs =
        Ask.json(other, "log_workout", Lifts.log("row", "3x8@70")).get("change").longValue();
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100"));
    assertEquals(
        "There is no change of the last 30 days to take back.",
        Ask.refusal(log, "undo_last_change", "change", theirs));
    assertTrue(Ask.json(other, "get_session").has("session"));
    assertTrue(last().has("session"));
  }

  @Test
  void anOldChangeWantsItsNumber() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100"));
    log.run(
        "update coach.change_log set changed_at = changed_at - interval '2 hours'"
            + " where app_user_id = ?",
        log.user);
    JsonNode asked = undo();
    assertTrue(asked.get("dry_run").booleanValue(), asked.toString());
    assertTrue(last().has("session"), "nothing was taken back");
    String text = Ask.text(log, "undo_last_change");
    long change = asked.at("/undone/change").longValue();
    assertTrue(text.contains("2 hours ago") && text.contains("send change " + change), text);
    assertFalse(Ask.json(log, "undo_last_change", "change", change).get("dry_run").booleanValue());
    assertFalse(last().has("session"));
  }

  @Test
  void everyKindOfChangeIsTakenBackOneByOne() {
    log.session(log.daysAgo(3)).sets("squat", TrainingLog.Done.rpe(140, 5, 8)).draft("ohp", 50, 5);
    String original = rows();
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100"));
    String logged = rows();
    Ask.json(log, "edit_workout", "set", -1, "change", Map.of("weight", 80));
    Ask.json(
        log,
        "edit_workout",
        "session",
        log.daysAgo(3).toString(),
        "change",
        Map.of("weight", 150, "reps", 3));
    Ask.json(log, "log_workout", Lifts.log("row", "8@70", "mode", "append"));
    Ask.json(log, "delete_workout", "session", log.daysAgo(3).toString());
    Ask.json(
        log,
        "create_exercise",
        "name",
        "Undone Lift " + log.user,
        "primary_muscles",
        List.of("chest"));
    Ask.json(
        log,
        "log_body_measurement",
        "measurements",
        List.of(Map.of("kind", "waist", "value", 85), Map.of("kind", "hips", "value", 95)));
    Ask.json(log, "update_settings", "unit", "lb");

    assertEquals("update_settings", undo().at("/undone/tool").textValue());
    assertEquals("kg", Ask.json(log, "get_profile").get("unit").textValue());
    assertEquals(2, undo().get("touched_total").intValue());
    assertEquals(0, Ask.json(log, "list_body_measurements").get("total").intValue());
    undo();
    assertEquals(
        0, Ask.json(log, "search_exercises", "text", log.user.toString()).get("total").intValue());
    assertEquals("delete_workout", undo().at("/undone/tool").textValue());
    assertEquals("log_workout", undo().at("/undone/tool").textValue());
    undo();
    undo();
    assertEquals(logged, rows());
    undo();
    assertEquals(original, rows());
    assertTrue(
        Ask.refusal(log, "undo_last_change").startsWith("There is no change of the last 30"));
  }

  /** The kept state of what the last change was about. */
  private String kept() {
    return log.query(
            "select reverse -> 0 ->> 'before' from coach.change_log where app_user_id = ?"
                + " and undone_at is null order by change_id desc limit 1",
            log.user)
        .get(0);
  }

  @Test
  void aChangeKeepsTheRowsThatItChangedAndNoOthers() throws Exception {
    List<Object> exercises = new ArrayList<>();
    for (String name : List.of("bench", "squat", "row", "deadlift", "ohp")) {
      exercises.add(Lifts.exercise(name, "3x5@100 rpe=8,3x5@90 rpe=9"));
    }
    Ask.json(log, "log_workout", "exercises", exercises);
    String before = rows();
    Ask.json(log, "delete_workout", "session", "last");
    String whole = kept();
    undo();
    Object[] edit = {"exercise", "squat", "set", 2, "change", Map.of("weight", 97.5)};
    Ask.json(log, "edit_workout", edit);
    JsonNode kept = Json.MAPPER.readTree(kept());
    assertEquals(1, kept.get("sets").size(), "of thirty");
    assertTrue(kept.get("exercises").size() <= 1, "of five");
    assertTrue(whole.length() > 8 * kept().length(), whole.length() + " : " + kept().length());
    undo();
    assertEquals(before, rows());

    Ask.json(log, "edit_workout", "exercise", "row", "change", Map.of("remove", true));
    undo();
    assertEquals(before, rows());

    Ask.json(log, "edit_workout", edit);
    log.run(
        "update coach.change_log set reverse = jsonb_set(reverse, '{0,before}', ?::jsonb)"
            + " where app_user_id = ? and undone_at is null and tool = 'edit_workout'",
        whole,
        log.user);
    undo();
    assertEquals(before, rows(), "from the whole session, as coach once kept it");

    Ask.json(log, "edit_workout", edit);
    log.run(
        "update public.performed_exercise_set set reps = 6 where weight = 97500 and"
            + " performed_exercise_id in (select performed_exercise_id from public.performed_exercise"
            + " join public.performed_session using (performed_session_id) where app_user_id = ?)",
        log.user);
    assertTrue(Ask.refusal(log, "undo_last_change").contains("was changed since"));
  }

  @Test
  void whatTheAppChangedSinceIsNotLost() {
    String id =
        Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100")).at("/session/id").textValue();
    log.run(
        "update public.performed_exercise set note = 'from the app'"
            + " where performed_session_id = ?::uuid",
        id);
    String refusal = Ask.refusal(log, "undo_last_change");
    assertTrue(refusal.contains("cannot be taken back, because the session of "), refusal);
    assertTrue(refusal.contains(id) && refusal.contains("Nothing was changed."), refusal);
    assertEquals("from the app", last().at("/exercises/0/note").textValue());
  }

  @Test
  void whatTheAppAddedSinceIsNotLost() {
    String id =
        Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100")).at("/session/id").textValue();
    log.run(
        "insert into public.performed_exercise (performed_session_id, name, reps, rest, weight,"
            + " completed_at) values (?::uuid, 'squat', '{5}', '{}', 1, now())",
        id);
    assertTrue(Ask.refusal(log, "undo_last_change").contains("was changed since"));
    assertEquals(2, last().get("exercises").size());
  }

  @Test
  void whatTheAppRemovedIsNotBroughtBackByHalves() {
    String id =
        Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100")).at("/session/id").textValue();
    Ask.json(log, "edit_workout", "change", Map.of("weight", 80));
    log.run("delete from public.performed_session where performed_session_id = ?::uuid", id);
    assertTrue(Ask.refusal(log, "undo_last_change").contains("was removed since"));
    assertFalse(last().has("session"));
  }

  @Test
  void anExerciseInUseIsNotTakenBack() {
    String name = "Used Lift " + log.user;
    Ask.json(log, "create_exercise", "name", name, "primary_muscles", List.of("chest"));
    log.session(log.daysAgo(1)).did(name, 50, 5);
    String refusal = Ask.refusal(log, "undo_last_change");
    assertTrue(
        refusal.startsWith("The last change cannot be taken back: the session of "), refusal);
    assertTrue(refusal.contains(name), refusal);
  }

  @Test
  void aDeletedSessionComesBackWithEveryRow() {
    log.session(log.daysAgo(1))
        .sets("bench", TrainingLog.Done.set("warm-up", 60, 8), TrainingLog.Done.rpe(100, 5, 8.5))
        .didWith("pull up", "{\"assistance_g\": 20000, \"tempo\": \"3010\"}", 0, 8, 8)
        .draft("ohp", 50, 5);
    String before = rows();
    Ask.json(log, "delete_workout", "session", "last");
    assertFalse(last().has("session"));
    undo();
    assertTrue(before.contains("3010"));
    assertEquals(before, rows());
  }

  @Test
  void aPreviewTakesNothingBack() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100"));
    JsonNode preview = Ask.json(log, "undo_last_change", "dry_run", true);
    assertEquals("log_workout", preview.at("/undone/tool").textValue());
    assertEquals(1, last().get("exercises").size());
    undo();
    assertFalse(last().has("session"));
  }

  @Test
  void aRetriedUndoTakesBackOneChange() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100", "started_at", "2026-01-05"));
    Ask.json(log, "log_workout", Lifts.log("squat", "3x5@100", "started_at", "2026-01-06"));
    JsonNode first = Ask.json(log, "undo_last_change", "idempotency_key", "scrap that");
    JsonNode again = Ask.json(log, "undo_last_change", "idempotency_key", "scrap that");
    assertEquals(first, again);
    assertEquals("2026-01-05", last().at("/session/date").textValue());
  }

  @Test
  void afterThirtyDaysAChangeStays() {
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100"));
    log.run(
        "update coach.change_log set changed_at = now() - interval '31 days'"
            + " where app_user_id = ?",
        log.user);
    assertTrue(Ask.refusal(log, "undo_last_change").startsWith("There is no change"));
    Ask.json(log, "log_workout", Lifts.log("bench", "3x5@100", "idempotency_key", "b"));
    assertEquals(
        List.of("log_workout [] true", "log_workout [{ false"),
        log.query(
            "select tool || ' ' || left(reverse::text, 2) || ' ' || (summary = '')"
                + " from coach.change_log where app_user_id = ? order by change_id",
            log.user),
        "that it was made stays, what it was about does not");
    log.run(
        "update coach.change_log set changed_at = now() - interval '401 days'"
            + " where app_user_id = ? and reverse = '[]'",
        log.user);
    Ask.json(log, "log_workout", Lifts.log("squat", "3x5@100", "idempotency_key", "c"));
    assertEquals(
        List.of("2"),
        log.query("select count(*) from coach.change_log where app_user_id = ?", log.user));
  }

  @Test
  void nobodyTakesBackWhatSomeoneElseDid() {
    TrainingLog other = TrainingLog.begin();
    Ask.json(other, "log_workout", Lifts.log("bench", "3x5@100"));
    assertTrue(Ask.refusal(log, "undo_last_change").startsWith("There is no change"));
  }
}
