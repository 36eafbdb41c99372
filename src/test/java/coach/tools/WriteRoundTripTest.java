package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.store.Backup;
import coach.store.Restore;
import coach.store.Storage;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was logged reads back the same, also after a back-up was taken into an empty database. */
class WriteRoundTripTest {
  private final TrainingLog log = TrainingLog.begin().settings("{\"time_zone\": \"Europe/Rome\"}");

  private static JsonNode session(Caller caller, CoachDatabase database) {
    Tool tool = Tools.named("get_session");
    Arguments arguments = Arguments.read(tool.params(), Ask.object("session", "2026-01-31"));
    return Ask.reread(
        tool.handler()
            .answer(new ToolCall(tool, caller, arguments, database.coach()))
            .structured());
  }

  private ObjectNode backup() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Backup.write(ToolDatabase.DATABASE, log.caller, out, (done, total) -> {});
    return Backup.read(new ByteArrayInputStream(out.toByteArray()));
  }

  @Test
  void everyDetailSurvivesTheWayOutAndIn() throws Exception {
    Ask.json(
        log,
        "log_workout",
        "started_at",
        "2026-01-31 18:30",
        "ended_at",
        "19:45",
        "name",
        "Everything",
        "note",
        "long day",
        "exercises",
        List.of(
            Lifts.exercise("bench", "3x5@100.25 rpe=8.5 rest_seconds=180"),
            Lifts.exercise("squat", "5@140, 8@100 type=drop-set rpe=9, 10@80 type=drop-set"),
            Lifts.exercise("row", "A", "2x8@70"),
            Lifts.exercise("curl", "A", "12@20, 10@20 note=slow"),
            Lifts.exercise("pull up", "8 assistance=20 body_weight=80, 6 assistance=25")));
    JsonNode here = Ask.json(log, "get_session", "session", "2026-01-31");
    assertEquals(5, here.get("exercises").size());
    assertEquals("A", here.at("/exercises/3/superset").textValue());
    assertEquals("slow", here.at("/exercises/3/sets/1/note").textValue());
    assertEquals(25, here.at("/exercises/4/sets/1/assistance").intValue());

    try (CoachDatabase other = new CoachDatabase()) {
      other.execute(
          "insert into public.app_user (app_user_id, name, email) values (?::uuid, 'Ann', 'a@b.c')",
          log.user.toString());
      ObjectNode document = backup();
      Storage.Stored stored =
          Storage.store(
              other.coach(),
              log.caller,
              Restore.parts(other.coach(), log.caller, document),
              done -> {});
      assertEquals(1, stored.sessions());
      assertEquals(here, session(log.caller, other));
    }
  }

  @Test
  void anImportIsOneChangeThatCanBeTakenBack() throws Exception {
    for (int day = 1; day <= 5; day++) {
      Ask.json(
          log, "log_workout", Lifts.log("bench", "5@100, 8@80", "started_at", "2026-01-0" + day));
    }
    Ask.json(
        log,
        "log_body_measurement",
        "measurements",
        List.of(java.util.Map.of("kind", "waist", "value", 85)));
    ObjectNode document = backup();
    TrainingLog friend = TrainingLog.begin();
    Ask.json(friend, "log_workout", Lifts.log("squat", "5@100"));
    Storage.store(
        ToolDatabase.DATABASE,
        friend.caller,
        Restore.parts(ToolDatabase.DATABASE, friend.caller, document),
        done -> {});
    assertEquals(6, Ask.json(friend, "list_sessions").get("total").intValue());

    JsonNode undone = Ask.json(friend, "undo_last_change");
    assertEquals("import_workouts", undone.at("/undone/tool").textValue());
    assertEquals("Imported sessions: 5", undone.at("/undone/summary").textValue());
    assertEquals(1, Ask.json(friend, "list_sessions").get("total").intValue());
    assertEquals(0, Ask.json(friend, "list_body_measurements").get("total").intValue());
    assertEquals(
        "log_workout", Ask.json(friend, "undo_last_change").at("/undone/tool").textValue());
  }

  @Test
  void aPlanWithAnExerciseOfTheLiftersOwnIsTakenBackWithItsImport() throws Exception {
    UUID day = log.activePlan("Own Plan", "Own Day", 1);
    log.ownExercise("Own Lift " + log.user);
    log.planned(day, "Own Lift " + log.user, 3, 5, 2500);
    Ask.json(log, "log_workout", Lifts.log("own lift " + log.user, "5@100", "plan_day", "Own Day"));
    ObjectNode document = backup();
    TrainingLog friend = TrainingLog.begin();
    Storage.store(
        ToolDatabase.DATABASE,
        friend.caller,
        Restore.parts(ToolDatabase.DATABASE, friend.caller, document),
        done -> {});
    JsonNode undone = Ask.json(friend, "undo_last_change");
    assertEquals(3, undone.get("touched_total").intValue(), undone.toString());
    for (String table :
        List.of("public.user_plan", "public.base_exercise", "public.performed_session")) {
      assertEquals(
          List.of("0"),
          log.query("select count(*) from " + table + " where app_user_id = ?", friend.user));
    }
  }

  @Test
  void anImportOfWhatIsThereIsNoChange() throws Exception {
    Ask.json(log, "log_workout", Lifts.log("bench", "5@100"));
    List<ObjectNode> parts = Restore.parts(ToolDatabase.DATABASE, log.caller, backup());
    Storage.store(ToolDatabase.DATABASE, log.caller, parts, done -> {});
    assertEquals("log_workout", Ask.json(log, "undo_last_change").at("/undone/tool").textValue());
  }

  @Test
  void anImportWithALaterChangeByTheAppStays() throws Exception {
    Ask.json(log, "log_workout", Lifts.log("bench", "5@100"));
    ObjectNode document = backup();
    TrainingLog friend = TrainingLog.begin();
    Storage.store(
        ToolDatabase.DATABASE,
        friend.caller,
        Restore.parts(ToolDatabase.DATABASE, friend.caller, document),
        done -> {});
    friend.run(
        "update public.performed_session set note = 'from the app' where app_user_id = ?",
        friend.user);
    String refusal = Ask.refusal(friend, "undo_last_change");
    assertTrue(refusal.startsWith("The last change (\"Imported sessions: 1\")"), refusal);
    assertEquals(1, Ask.json(friend, "list_sessions").get("total").intValue());
  }
}
