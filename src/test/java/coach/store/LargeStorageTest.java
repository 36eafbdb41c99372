package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.imports.Format;
import coach.imports.ImportedLog;
import coach.imports.LargeExport;
import coach.imports.LogReader;
import coach.imports.LogReader.ReadProgress;
import coach.imports.ReadOptions;
import coach.testing.CoachDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LargeStorageTest {
  /** {@code -Dtest.jvm.args=-Dcoach.sets=100000} stores as many as a long life of training. */
  private static final int SETS = Integer.getInteger("coach.sets", 30_000);

  @Test
  void thousandsOfSetsAreStoredTogetherOnceWithProgress(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("hevy.csv");
    LargeExport.write(file, Format.HEVY, SETS, "");
    ImportedLog log = LogReader.read(file, ReadOptions.standard(), ReadProgress.NONE);
    try (CoachDatabase database = new CoachDatabase()) {
      Caller lifter = database.account("lifter");
      List<ObjectNode> parts =
          new ImportPlan(
                  log, NameMatch.find(database.coach(), lifter, ImportPlan.names(log)), Map.of())
              .parts(OwnIds.of(database.coach(), lifter));
      List<Integer> progress = new ArrayList<>();
      List<String> seenByOthers = new ArrayList<>();
      Storage.Stored stored =
          Storage.store(
              database.coach(),
              lifter,
              parts,
              done -> {
                progress.add(done);
                seenByOthers.addAll(
                    database.column("select count(*) from public.performed_session limit 1"));
              });

      assertEquals(log.sessions().size(), stored.sessions());
      assertEquals(parts.size(), progress.size());
      assertTrue(progress.size() > 6, progress.toString());
      // Until the last part is in, nobody sees any of it: it is one transaction.
      assertTrue(seenByOthers.stream().allMatch("0"::equals), seenByOthers.toString());
      assertEquals(
          String.valueOf(SETS),
          database
              .column(
                  "select count(*) from coach.performed_set where app_user_id = ?::uuid",
                  lifter.user().toString())
              .get(0));
      assertEquals(0, Storage.store(database.coach(), lifter, parts, done -> {}).sessions());
      takenBack(database, lifter);
    }
  }

  /** What one command brought in goes with one call. */
  private static void takenBack(CoachDatabase database, Caller lifter) {
    Map<String, String> values = new HashMap<>();
    values.put("body", "{}");
    values.put("idempotency_key", null);
    values.put("dry_run", "false");
    values.put("expected", null);
    JsonNode undone = database.coach().run(lifter, "undo_last_change", values).data();
    assertEquals("import_workouts", undone.at("/undone/tool").textValue());
    for (String table : List.of("performed_session", "performed_exercise_set")) {
      assertEquals("0", database.column("select count(*) from public." + table).get(0));
    }
  }
}
