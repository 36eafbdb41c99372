package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.imports.Exports;
import coach.imports.ImportedLog;
import coach.testing.CoachDatabase;
import coach.training.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lifters do with their exports: correct, repeat, map, and mix up the unit. */
class ImportCasesTest {
  private static CoachDatabase database;
  private Caller lifter;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void account() {
    lifter = database.account("lifter");
  }

  private static ImportedLog strong(Unit unit, String... rows) {
    StringBuilder file =
        new StringBuilder(
            "Date,Workout Name,Duration,Exercise Name,Set"
                + " Order,Weight,Reps,Distance,Seconds,RPE\n");
    Arrays.stream(rows).forEach(row -> file.append("2026-11-").append(row).append(",0,0,\n"));
    return Exports.text(file.toString(), unit);
  }

  private Storage.Stored store(ImportedLog log, String... mapping) {
    List<NameMatch> matches = NameMatch.find(database.coach(), lifter, ImportPlan.names(log));
    Map<String, NameMatch.Known> chosen = new HashMap<>();
    for (int at = 0; at < mapping.length; at += 2) {
      NameMatch meant = NameMatch.find(database.coach(), lifter, List.of(mapping[at + 1])).get(0);
      chosen.put(mapping[at], meant.exercise().orElseThrow());
    }
    ImportPlan plan = new ImportPlan(log, matches, chosen);
    return Storage.store(
        database.coach(), lifter, plan.parts(OwnIds.of(database.coach(), lifter)), done -> {});
  }

  private List<String> sets() {
    return database.column(
        "select session_started_at::date || ' ' || exercise_name || ' ' || weight_g || 'x' || reps"
            + " || coalesce(' help ' || (data ->> 'assistance_g'), '')"
            + " || coalesce(' ' || (data ->> 'duration_s') || ' s', '')"
            + " from coach.performed_set where app_user_id = ?::uuid"
            + " order by session_started_at, performed_exercise_id, set_number",
        lifter.user().toString());
  }

  private void undo() {
    Map<String, String> undo = new HashMap<>();
    undo.put("body", "{}");
    undo.put("idempotency_key", null);
    undo.put("dry_run", "false");
    undo.put("expected", null);
    String problem =
        database.coach().run(lifter, "undo_last_change", undo).data().path("problem").toString();
    assertEquals("", problem);
  }

  /** Rows of a Hevy file: title, start, end (on 9 November), exercise and reps of its sets. */
  private static ImportedLog hevy(String... workouts) {
    StringBuilder file = new StringBuilder(Exports.HEVY_HEADER);
    for (String workout : workouts) {
      String[] part = workout.split("; ");
      for (int lift = 3; lift < part.length; lift++) {
        String[] sets = part[lift].split(" ");
        for (int set = 1; set < sets.length; set++) {
          file.append("%s,\"9 Nov 2026, %s\",\"9 Nov 2026, %s\",,".formatted((Object[]) part))
              .append("%s,,,%d,normal,80,%s,,,\n".formatted(sets[0], set - 1, sets[set]));
        }
      }
    }
    return Exports.text(file.toString());
  }

  @Test
  void aStartThatWasEditedInTheAppMakesNoSecondWorkout() {
    store(hevy("A; 18:00; 19:00; Squat 5 5 5; Deadlift 5 5"));
    // Another time, another rep: the same evening.
    assertEquals(1, store(hevy("A; 17:30; 18:40; Squat 5 5 4; Deadlift 5 5")).replaced());
    assertEquals(5, sets().size(), sets().toString());
    // Far off, but all of it is the same.
    assertEquals(1, store(hevy("Legs; 07:00; 08:00; Squat 5 5 4; Deadlift 5 5")).replaced());
    assertEquals(5, sets().size(), sets().toString());
    undo();
    undo();
    assertEquals(1, store(hevy("A; 18:05; 19:05; Squat 5 5 5; Deadlift 5 5")).replaced());
  }

  @Test
  void twoWorkoutsOfOneDayStayTwo() {
    String morning = "A; 07:00; 07:20; Push-Up 20 20 20";
    String evening = "A; 18:00; 18:20; Push-Up 20 20 20";
    store(hevy(morning));
    assertEquals(1, store(hevy(morning, evening)).sessions());
    assertEquals(0, store(hevy(evening, morning)).sessions());
    assertEquals(6, sets().size());
    // What a file of new workouts alone tells is another one, too.
    String late = "A; 21:00; 21:20; Push-Up 20 20 20";
    assertEquals(new Storage.Stored(1, 0, 0, 0, List.of()), store(hevy(late)));
    assertEquals(0, store(hevy("B; 12:00; 12:50; Squat 5 5 5; Deadlift 5 5")).replaced());
    assertEquals(14, sets().size());
  }

  private Optional<String> meaning(String name) {
    return NameMatch.find(database.coach(), lifter, List.of(name))
        .get(0)
        .exercise()
        .map(NameMatch.Known::name);
  }

  @Test
  void aCorrectedExportReplacesItsWorkout() {
    ImportedLog first = strong(Unit.KG, "09 18:00:00,A,45m,Bench Press (Barbell),1,80,5");
    store(first);
    List<String> before = sets();
    ImportedLog corrected = strong(Unit.KG, "09 18:00:00,A,45m,Bench Press (Barbell),1,82.5,5");
    assertEquals(new Storage.Stored(1, 0, 0, 1, List.of()), store(corrected));
    assertEquals(List.of("2026-11-09 Barbell Bench Press 82500x5"), sets());
    assertEquals(new Storage.Stored(0, 1, 0, 0, List.of()), store(corrected));
    assertEquals(new Storage.Stored(1, 0, 0, 1, List.of()), store(first));
    assertEquals(before, sets());
  }

  @Test
  void theRightUnitReplacesTheWrongOne() {
    String row = "09 18:00:00,A,45m,Bench Press (Barbell),1,185,5";
    store(strong(Unit.KG, row));
    store(strong(Unit.LB, row));
    assertEquals(List.of("2026-11-09 Barbell Bench Press 83915x5"), sets());
    assertEquals(
        List.of("lb"),
        database.column(
            "select data #>> '{mcp_settings,unit}' from public.app_user where app_user_id ="
                + " ?::uuid",
            lifter.user().toString()));
  }

  @Test
  void aDayThatGoesOnIsOneWorkout() {
    String header = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n";
    String noon = header + "2026-11-21,Flat Barbell Bench Press,Chest,80.0,kgs,5,,,\n";
    store(Exports.text(noon));
    store(Exports.text(noon + "2026-11-21,Barbell Curl,Biceps,30.0,kgs,10,,,\n"));
    assertEquals(2, sets().size(), sets().toString());
  }

  @Test
  void aLaterMappingMovesWhatIsStored() {
    ImportedLog may = strong(Unit.KG, "03 18:00:00,A,45m,Blue Leg Machine,1,100,8");
    store(may);
    assertEquals(List.of("2026-11-03 Blue Leg Machine 100000x8"), sets());
    store(may, "Blue Leg Machine", "Hack Squat");
    undo();
    assertEquals(List.of("2026-11-03 Blue Leg Machine 100000x8"), sets());
    store(may, "Blue Leg Machine", "Hack Squat");
    assertEquals(List.of("2026-11-03 Hack Squat 100000x8"), sets());
    store(strong(Unit.KG, "20 18:00:00,A,45m,Blue Leg Machine,1,110,8"));
    assertEquals("2026-11-20 Hack Squat 110000x8", sets().get(1));
  }

  @Test
  void aRestoredMappingMovesNothing() throws IOException {
    ImportedLog may = strong(Unit.KG, "03 18:00:00,A,45m,Blue Leg Machine,1,100,8");
    store(may, "Blue Leg Machine", "Hack Squat");
    byte[] backup = StorageTest.backup(database, lifter);
    store(may, "Blue Leg Machine", "Leg Press");
    StorageTest.restore(database, lifter, backup);
    assertEquals(List.of("2026-11-03 Leg Press 100000x8"), sets());
  }

  @Test
  void helpFollowsTheExerciseAndTheSign() {
    store(
        strong(
            Unit.KG,
            "05 18:00:00,A,45m,Gravitron,1,40,8",
            "12 18:00:00,A,45m,Pull Up,1,-15,6",
            "13 18:00:00,A,45m,Assisted Pull Up,1,-20,8"),
        "Gravitron",
        "Assisted Pull-Up");
    assertEquals(
        List.of(
            "2026-11-05 Assisted Pull-Up 0x8 help 40000",
            "2026-11-12 Pull-Up 0x6 help 15000",
            "2026-11-13 Assisted Pull-Up 0x8 help 20000"),
        sets());
  }

  @Test
  void timedSetsAreStored() {
    store(
        Exports.text(
            "title,start_time,exercise_title,set_index,set_type,weight_kg,reps,duration_seconds\n"
                + "A,\"9 Nov 2026, 18:00\",Dead Hang,0,normal,,,45\n"));
    assertEquals(List.of("2026-11-09 Dead Hang 0x0 45 s"), sets());
  }

  @Test
  void variantsOfOneExerciseStayApartWithItsMuscles() {
    ImportedLog log =
        strong(
            Unit.KG,
            "05 18:00:00,A,45m,Single Leg Standing Calf Raise (Machine),1,80,10",
            "12 18:00:00,A,45m,Single Leg Standing Calf Raise,1,0,10",
            "19 18:00:00,A,45m,Single Leg Standing Calf Raise (Dumbbell),1,14,10");
    store(log);
    long names =
        sets().stream().map(set -> set.replaceAll("\\S+$", "").substring(11)).distinct().count();
    assertEquals(3, names, sets().toString());
    assertEquals(
        List.of("calves"),
        database.column(
            "select distinct g.name from public.base_exercise b"
                + " join public.base_exercise_primary_muscle using (base_exercise_id)"
                + " join public.muscle_group g using (muscle_group_id)"
                + " where b.app_user_id = ?::uuid",
            lifter.user().toString()));
    assertEquals(new Storage.Stored(0, 3, 0, 0, List.of()), store(log));
  }

  @Test
  void namesAreKnownByRuleOrStayUnknown() {
    for (String other :
        List.of("Stretching", "Pilates", "Hiking", "Spiderman", "Iso-Lateral Low Row")) {
      assertEquals(Optional.empty(), meaning(other), other);
    }
    Map.of(
            "Waiter Curl (Dumbbell)", "Waiter Curl",
            "Hex Press (Dumbbell)", "Dumbbell Squeeze Press",
            "Chest Supported Reverse Fly (Dumbbell)", "Chest-Supported Reverse Fly",
            "Straight Arm Pulldown (Cable)", "Straight-Arm Pulldown",
            "Behind the Back Bicep Wrist Curl (Barbell)", "Behind-the-Back Wrist Curl",
            "Seated Shoulder Press (Barbell)", "Seated Barbell Press",
            "Supino Reto (Barra)", "Barbell Bench Press",
            "Trazioni", "Pull-Up")
        .forEach((name, exercise) -> assertEquals(Optional.of(exercise), meaning(name), name));
    assertTrue(meaning("Bent-Over Lateral Raise (Dumbbell)").isPresent());
  }

  @Test
  void aNameWithoutEquipmentTrainsWhatItTrainsWithAny() {
    List<NameMatch> matches =
        NameMatch.find(database.coach(), lifter, List.of("Chest Fly", "Triceps Extension"));
    assertEquals(
        List.of(List.of("chest"), List.of("triceps")),
        matches.stream().map(NameMatch::primary).toList());
  }

  @Test
  void theReplacedWorkoutComesBackByUndo() {
    store(strong(Unit.KG, "09 18:00:00,A,45m,Bench Press (Barbell),1,80,5"));
    List<String> before = sets();
    store(strong(Unit.KG, "09 18:00:00,A,45m,Bench Press (Barbell),1,82.5,5"));
    undo();
    assertEquals(before, sets());
  }

  private static String csv(Caller owner) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvExport.write(database.coach(), owner, out, (done, total) -> {});
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anExportIsTheSameAfterItsImportIntoAnotherAccount() throws IOException {
    store(
        Exports.text(
            Exports.HEVY_HEADER
                + "A,\"9 Nov 2026, 18:00\",\"9 Nov 2026, 19:00\",,Dead Hang,,,0,normal,,,,45,\n"
                + "A,\"9 Nov 2026, 18:00\",\"9 Nov 2026, 19:00\",,Pull Up (Assisted),,,0,normal,20,8,,,\n"
                + "A,\"9 Nov 2026, 18:00\",\"9 Nov 2026, 19:00\",,Squat (Barbell),,-deep,0,warmup,60,5,,,\n"
                + "A,\"9 Nov 2026, 18:00\",\"9 Nov 2026, 19:00\",,Squat (Barbell),,,1,dropset,102.5,5,,,8.5\n"
                + "A,\"9 Nov 2026, 18:00\",\"9 Nov 2026, 19:00\",,Running,,,0,normal,,,5,1500,\n"
                + "B,\"10 Nov 2026, 18:00\",\"10 Nov 2026, 19:00\",,\"Odd, \"\"new\"\" Lift\",,,0,normal,40,10,,,\n"));
    String first = csv(lifter);
    assertEquals(7, first.lines().count(), first);
    lifter = database.account("other");
    assertEquals(2, store(Exports.text(first)).sessions());
    assertEquals(first, csv(lifter));
    assertEquals(new Storage.Stored(0, 2, 0, 0, List.of()), store(Exports.text(first)));
  }

  @Test
  void aTimeThatWasCorrectedReplaces() {
    String row =
        "title,start_time,exercise_title,set_index,set_type,weight_kg,reps,duration_seconds\n"
            + "A,\"9 Nov 2026, 18:00\",Dead Hang,0,normal,,,45\n";
    store(Exports.text(row));
    store(Exports.text(row.replace(",45", ",60")));
    assertEquals(List.of("2026-11-09 Dead Hang 0x0 60 s"), sets());
  }
}
