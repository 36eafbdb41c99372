package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.imports.Exports;
import coach.imports.ImportedLog;
import coach.testing.CoachDatabase;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** coach's own table: taken into an empty home and written again, it is the same to the byte. */
class ExportedTableTest {
  private static CoachDatabase database;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static void call(Caller caller, String name, String arguments) throws IOException {
    Tool tool = Tools.named(name);
    Arguments read =
        Arguments.read(tool.params(), Json.MAPPER.readTree(arguments.replace('\'', '"')));
    tool.handler().answer(new ToolCall(tool, caller, read, database.coach()));
  }

  private static String csv(Caller owner) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvExport.write(database.coach(), owner, out, (done, total) -> {});
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Storage.Stored store(Caller lifter, String csv) {
    ImportedLog log = Exports.text(csv);
    assertEquals(List.of(), log.faults());
    ImportLookup known = ImportLookup.of(database.coach(), lifter, log, List.of(), null);
    List<com.fasterxml.jackson.databind.node.ObjectNode> parts =
        ImportPlan.of(log, known, Map.of()).parts(known);
    return Storage.store(database.coach(), lifter, parts, done -> {});
  }

  /** Everything that a set and a workout can hold. */
  private static Caller everything(String settings) throws IOException {
    Caller lifter = database.account("lifter", settings);
    String set =
        "'sets': [{'weight': 100, 'reps': 5, 'count': 3, 'rpe': 8.5, 'rest_seconds': 150}]";
    call(
        lifter,
        "log_workout",
        "{'started_at': '2026-11-02 18:05', 'ended_at': '2026-11-02T19:10', 'name': 'Push  \\\"A\\\", heavy',"
            + " 'note': '=1+1\\nzweite Zeile, \\\"so\\\" 💪\\n| forged | row |', 'exercises': ["
            + "{'exercise': 'bench', 'note': 'pause; don\\u2019t bounce', 'superset': 'B', 'sets': ["
            + "{'weight': 60, 'reps': 10, 'type': 'warm-up'}, {'weight': 102.5, 'reps': 5, 'rpe': 7.5},"
            + "{'weight': 80, 'reps': 12, 'type': 'drop-set', 'note': '-easy'},"
            + "{'weight': 70, 'reps': 12, 'type': 'myo-rep'}, {'weight': 70, 'reps': 9, 'type': 'AMRAP'},"
            + "{'weight': 60, 'reps': 8, 'type': 'pyramid-set'}, {'weight': 60, 'reps': 8, 'type': 'super-set'},"
            + "{'weight': 50, 'reps': 8, 'type': 'other'}]},"
            + "{'exercise': 'row', 'superset': 'B', "
            + set
            + "},"
            + "{'exercise': 'bench', 'sets': [{'weight': 60, 'reps': 15}]}]}");
    call(
        lifter,
        "log_workout",
        "{'started_at': '2026-11-04', 'name': 'Bodies', 'deload': true, 'exercises': ["
            + "{'exercise': 'pull-up', 'sets': [{'reps': 8, 'body_weight': 81.4}, {'weight': 20, 'reps': 3,"
            + " 'body_weight': 81.4}]},"
            + "{'exercise': 'Assisted Pull-Up', 'sets': [{'assistance': 25, 'reps': 8}, {'assistance': 17.5, 'reps': 6}]},"
            + "{'exercise': 'plank', 'sets': [{'duration_s': 60}, {'duration_s': 75, 'weight': 10}]},"
            + "{'exercise': 'running', 'sets': [{'distance_m': 5230, 'duration_s': 1800}]},"
            + "{'exercise': 'farmers walk', 'sets': [{'weight': 40, 'distance_m': 30}]}]}");
    // Two workouts of one day without a time, with one name.
    for (int reps = 5; reps < 7; reps++) {
      call(
          lifter,
          "log_workout",
          "{'started_at': '2026-11-05', 'name': 'Short', 'exercises': [{'exercise': 'squat', 'sets':"
              + " [{'weight': 100, 'reps': "
              + reps
              + "}]}]}");
    }
    call(
        lifter,
        "create_exercise",
        "{'name': 'Sled, \\\"heavy\\\" Zercher', 'primary_muscles': ['quadriceps']}");
    call(
        lifter,
        "log_workout",
        "{'started_at': '2026-11-06 23:50', 'name': 'Own', 'exercises': [{'exercise': 'Sled, \\\"heavy\\\" Zercher',"
            + " 'sets': [{'weight': 33.35, 'reps': 5}]}]}");
    return lifter;
  }

  @Test
  void anEmptyHomeWritesTheSameTable() throws IOException {
    for (String settings :
        List.of("{}", "{\"unit\": \"lb\", \"time_zone\": \"America/Los_Angeles\"}")) {
      Caller lifter = everything(settings);
      String first = csv(lifter);
      assertEquals(23, Exports.text(first).counts().sets(), first);
      Caller other = database.account("other");
      assertEquals(5, store(other, first).sessions());
      assertEquals(first, csv(other));
      assertEquals(new Storage.Stored(0, 0, 0, 0, List.of()), store(other, first));
      Caller third = database.account("third");
      store(third, csv(other));
      assertEquals(first, csv(third));
    }
  }

  @Test
  void inItsOwnHomeItAddsNothingAndWhatWasEditedInItReplaces() throws IOException {
    Caller lifter = everything("{}");
    String first = csv(lifter);
    assertEquals(0, store(lifter, first).sessions());
    assertEquals(first, csv(lifter));
    String edited =
        first
            .replace(",102.5,kg,5,7.5,", ",105,kg,4,9,")
            .replace("2026-11-06 23:50:00,Own", "2026-11-07 06:10:00,New");
    Storage.Stored stored = store(lifter, edited);
    assertEquals(2, stored.sessions(), stored + edited);
    assertEquals(2, stored.replaced());
    String after = csv(lifter);
    assertEquals(5, sessions(after));
    assertEquals(
        edited.replaceAll("/[0-9a-f]{12}\r\n", "\r\n"),
        after.replaceAll("/[0-9a-f]{12}\r\n", "\r\n"));
    assertEquals(0, store(lifter, edited).sessions());
    assertEquals(0, store(lifter, after).sessions());
    // The first table brings back what it told.
    assertEquals(2, store(lifter, first).replaced());
    assertEquals(first, csv(lifter));
    // A row without an id belongs to the workout that it stands in, and a new day is a new workout.
    String row = first.lines().filter(line -> line.contains(",Short,")).findFirst().orElseThrow();
    String bare = row.substring(0, row.lastIndexOf(',') + 1).replace(",1,regular", ",2,regular");
    String more = first + bare + "\r\n" + bare.replace("11-05", "11-15") + "\r\n";
    assertEquals(2, store(lifter, more).sessions());
    String all = csv(lifter);
    assertEquals(6, sessions(all));
    assertTrue(Exports.text(all).counts().sets() == 25, all);
    call(lifter, "undo_last_change", "{}");
    assertEquals(first, csv(lifter));
  }

  private static int sessions(String csv) {
    return Exports.text(csv).sessions().size();
  }
}
