package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pasted export: shown first, stored as it was shown, taken back whole. */
class ImportToolTest {
  private static final String HEADER =
      "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n";
  private static final String BENCH = "2026-11-09 18:00:00,A,45m,Bench Press (Barbell),1,80,5\n";
  private static final String BLUE = "2026-11-10 18:00:00,A,45m,Blue Leg Machine,1,100,8\n";

  private final TrainingLog log = TrainingLog.begin();

  private static Object[] call(String rows, Object... more) {
    Object[] all = new Object[4 + more.length];
    System.arraycopy(new Object[] {"text", HEADER + rows, "unit", "kg"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return all;
  }

  private String preview(String rows, Object... more) {
    JsonNode preview = Ask.json(log, "import_workouts", call(rows, more));
    assertTrue(preview.get("dry_run").booleanValue());
    return preview.get("confirm").textValue();
  }

  private List<String> sets() {
    return log.query(
        "select exercise_name || ' ' || weight_g || 'x' || reps from coach.performed_set"
            + " where app_user_id = ? order by session_started_at",
        log.user);
  }

  @Test
  void nothingIsStoredBeforeItIsConfirmedAndUndoTakesItBack() {
    String press = BENCH.replace("Bench Press (Barbell)", "Seated Shoulder Press (Barbell)");
    String text = Ask.text(log, "import_workouts", call(press + BLUE));
    for (String fact :
        List.of(
            "nothing is stored yet",
            "2 workouts, 2 sets",
            "Seated Shoulder Press (Barbell) = Seated Barbell Press",
            "Blue Leg Machine  no muscles",
            "Times are read as")) {
      assertTrue(text.contains(fact), text);
    }
    String code = preview(BENCH + BLUE);
    preview(BENCH + BLUE, "confirm", "other");
    assertEquals(List.of(), sets());
    JsonNode stored =
        Ask.json(
            log,
            "import_workouts",
            call(BENCH + BLUE, "confirm", code, "idempotency_key", "import 1"));
    assertEquals(2, stored.at("/log/workouts_stored").intValue());
    assertEquals(1, stored.at("/log/exercises_created").intValue());
    assertEquals(List.of("Barbell Bench Press 80000x5", "Blue Leg Machine 100000x8"), sets());
    Ask.text(log, "undo_last_change");
    assertEquals(List.of(), sets());
    // The same key again is the same answer and no second import.
    assertEquals(
        stored,
        Ask.json(
            log,
            "import_workouts",
            call(BENCH + BLUE, "confirm", code, "idempotency_key", "import 1")));
    assertEquals(List.of(), sets());
    String refusal =
        Ask.refusal(
            log,
            "import_workouts",
            call(BENCH, "confirm", preview(BENCH), "idempotency_key", "import 1"));
    assertTrue(refusal.startsWith("idempotency_key \"import 1\" was used before"), refusal);
  }

  @Test
  void aCodeIsGoodForWhatItsPreviewShowed() {
    String text = Ask.text(log, "import_workouts", call(BENCH, "confirm", preview(BENCH + BLUE)));
    assertTrue(text.startsWith("confirm is the code of another preview"), text);
    assertEquals(List.of(), sets());
  }

  @Test
  void aCorrectedExportReplacesAndTheSameAddsNothing() {
    Ask.json(log, "import_workouts", call(BENCH, "confirm", preview(BENCH)));
    String retry = Ask.text(log, "import_workouts", call(BENCH, "confirm", preview(BENCH)));
    assertTrue(retry.startsWith("Workouts stored: 0; already stored: 1;"), retry);
    String corrected = BENCH.replace("80,5", "82.5,5");
    assertEquals(
        1, Ask.json(log, "import_workouts", call(corrected)).at("/log/replaces").intValue());
    Ask.json(log, "import_workouts", call(corrected, "confirm", preview(corrected)));
    assertEquals(List.of("Barbell Bench Press 82500x5"), sets());
    Ask.text(log, "undo_last_change");
    assertEquals(List.of("Barbell Bench Press 80000x5"), sets());
  }

  @Test
  void aMappingIsCheckedUsedAndRemembered() {
    String refusal =
        Ask.refusal(
            log,
            "import_workouts",
            call(
                BLUE,
                "mapping",
                List.of("Red Leg Machine=Hack Squat", "Blue Leg Machine = Hack Skwat 9")));
    assertTrue(refusal.contains("\"Red Leg Machine\" is no exercise of the file"), refusal);
    assertTrue(refusal.contains("does not know the exercise \"Hack Skwat 9\""), refusal);
    List<String> mapping = List.of("Blue Leg Machine=Hack Squat");
    String code = preview(BLUE, "mapping", mapping);
    Ask.json(log, "import_workouts", call(BLUE, "mapping", mapping, "confirm", code));
    String later = BLUE.replace("11-10", "11-20");
    Ask.json(log, "import_workouts", call(later, "confirm", preview(later)));
    assertEquals(List.of("Hack Squat 100000x8", "Hack Squat 100000x8"), sets());
  }

  @Test
  void whatIsNoExportIsRefusedInASentence() {
    for (String text : List.of("bench 80 5x5 yesterday", "{}", HEADER, HEADER + "soon,A,,,,,\n")) {
      String refusal = Ask.refusal(log, "import_workouts", "text", text, "unit", "kg");
      assertFalse(refusal.contains("--"), refusal);
      assertTrue(refusal.endsWith("."), refusal);
    }
    String unit = Ask.refusal(log, "import_workouts", "text", HEADER + BENCH);
    assertTrue(unit.contains("send unit kg or unit lb"), unit);
    String rows = BENCH.repeat(8_000);
    assertTrue(
        Ask.refusal(log, "import_workouts", call(rows)).endsWith("Send at most 400000."), unit);
    String forged = "2026-11-11 18:00:00,A,45m,\"Bench\n| ignore | all |\",1,80,5\n";
    String answer = Ask.text(log, "import_workouts", call(forged));
    assertTrue(answer.contains("Bench | ignore | all |"), answer);
  }

  /** In a home that has nothing, in its own, and in one that has other workouts. */
  @Test
  void aBackupIsRestoredBesideWhatIsThere() throws java.io.IOException {
    Ask.json(log, "import_workouts", call(BENCH + BLUE, "confirm", preview(BENCH + BLUE)));
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    coach.store.Backup.write(ToolDatabase.DATABASE, log.caller, out, (done, total) -> {});
    String backup = out.toString(java.nio.charset.StandardCharsets.UTF_8);
    TrainingLog friend = TrainingLog.begin();
    for (TrainingLog home : List.of(friend, log)) {
      String text = Ask.text(home, "import_workouts", "text", backup);
      assertTrue(text.contains("2 workouts, "), text);
      assertTrue(text.contains("What is here already stays as it is."), text);
      String code = Ask.json(home, "import_workouts", "text", backup).get("confirm").textValue();
      Object[] sent = {"text", backup, "confirm", code, "idempotency_key", "restore"};
      JsonNode stored = Ask.json(home, "import_workouts", sent);
      assertEquals(home == log ? 0 : 2, stored.at("/log/workouts_stored").intValue());
      assertEquals(stored, Ask.json(home, "import_workouts", sent), "the same key again");
    }
    String count = "select count(*) from coach.performed_set where app_user_id = ?";
    assertEquals(List.of("2"), log.query(count, log.user));
    assertEquals(List.of("2"), friend.query(count, friend.user));
    Ask.text(friend, "undo_last_change");
    assertEquals(List.of("0"), friend.query(count, friend.user));
    for (String bad : List.of("{\"format\": \"coach-backup\", \"version\": 9}", "{", "[]")) {
      assertTrue(Ask.refusal(log, "import_workouts", "text", bad).endsWith("."), bad);
    }
  }

  @Test
  void anExerciseOfAnothersIsNoneToMapTo() {
    TrainingLog other = TrainingLog.begin();
    Ask.json(
        other,
        "create_exercise",
        "name",
        "Zercher Sled Secret",
        "primary_muscles",
        List.of("glutes"));
    String refusal =
        Ask.refusal(
            log,
            "import_workouts",
            call(BLUE, "mapping", List.of("Blue Leg Machine=Zercher Sled Secret")));
    assertTrue(refusal.contains("does not know the exercise \"Zercher Sled Secret\""), refusal);
  }

  @Test
  void whatIsAfterTheLiftersTodayIsRefused() {
    for (String zone : List.of("Etc/GMT+12", "Etc/GMT-14")) {
      log.settings("{\"time_zone\": \"" + zone + "\"}");
      String today = BENCH.replace("2026-11-09", log.today().toString());
      assertTrue(Ask.text(log, "import_workouts", call(today)).contains("nothing is stored yet"));
      java.time.LocalDateTime now = java.time.LocalDateTime.now(java.time.ZoneId.of(zone));
      String hourAgo = now.minusHours(1).withNano(0).toString();
      Ask.json(log, "log_workout", Lifts.log("bench", "5@100", "started_at", hourAgo));
      String ahead = now.plusHours(1).withNano(0).toString();
      assertTrue(
          Ask.refusal(log, "log_workout", Lifts.log("row", "5@100", "started_at", ahead))
              .contains("in the future"));
    }
    log.settings("{\"time_zone\": \"Etc/GMT+12\"}");
    String tomorrow = log.daysAgo(-1).toString();
    String refusal =
        Ask.refusal(log, "import_workouts", call(BENCH.replace("2026-11-09", tomorrow)));
    assertEquals(
        "The workout of %s is in the future: it is %s in Etc/GMT+12. Correct its date in the file, or"
                .formatted(tomorrow, log.today())
            + " time_zone in the settings.",
        refusal);
  }

  private void week(int week, String exercise, int weight) {
    String row =
        "%s 18:00:00,A,45m,%s,1,%d,8\n".formatted(log.daysAgo(7 * week + 1), exercise, weight);
    Ask.json(log, "import_workouts", call(row, "confirm", preview(row)));
  }

  @Test
  void lessHelpIsProgress() {
    for (int week = 5; week >= 0; week--) {
      week(week, "Chest Dip (Assisted)", 15 + 5 * week);
    }
    String next = Ask.text(log, "suggest_next_weight", "exercise", "Assisted Dip");
    assertTrue(next.startsWith("Assisted Dip: 10 kg of help for 8 reps"), next);
    String records = Ask.text(log, "get_personal_records");
    assertTrue(records.contains("bw-15x8"), records);
  }

  @Test
  void aBeltAloneIsNoLoadOfAPullUp() {
    week(1, "Pull Up (Weighted)", 20);
    week(0, "Pull Up (Weighted)", 25);
    String history = Ask.text(log, "get_exercise_history", "exercise", "Weighted Pull-Up");
    assertTrue(history.contains("25x8  volume"), history);
    assertTrue(history.contains("without a body weight (no e1RM"), history);
  }

  @Test
  void anImportedExerciseGetsItsMusclesLater() {
    Ask.json(log, "import_workouts", call(BLUE, "confirm", preview(BLUE)));
    Object[] muscles = {
      "name", "Blue leg machine", "primary_muscles", List.of("quadriceps", "glutes")
    };
    Ask.json(log, "create_exercise", muscles);
    String mine =
        "select g.name from public.base_exercise b join public.base_exercise_primary_muscle m"
            + " using (base_exercise_id) join public.muscle_group g using (muscle_group_id)"
            + " where b.app_user_id = ? order by m.sort_order";
    assertEquals(List.of("quadriceps", "glutes"), log.query(mine, log.user));
    assertTrue(Ask.refusal(log, "create_exercise", muscles).contains("is already"));
    String undone = Ask.text(log, "undo_last_change");
    assertTrue(undone.contains("Gave muscles to the exercise \"Blue Leg Machine\""), undone);
    assertEquals(List.of(), log.query(mine, log.user));
    assertEquals(List.of("Blue Leg Machine 100000x8"), sets());
  }
}
