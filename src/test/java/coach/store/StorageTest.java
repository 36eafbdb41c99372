package coach.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.imports.ImportedLog;
import coach.imports.Labels;
import coach.imports.LogReader;
import coach.imports.LogReader.ReadProgress;
import coach.imports.ReadOptions;
import coach.testing.CoachDatabase;
import coach.training.Unit;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  private static CoachDatabase database;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bench Presses", "Ábs — Crunches!", "Sit-Ups", "Приседания", "İX ups"})
  void aLabelIsFoldedAlikeHereAndInTheDatabase(String name) {
    assertEquals(
        database.column("select coach.normalize_label(?)", name).get(0), Labels.normalize(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"strong-comma.csv", "hevy-kg.csv", "fitnotes.csv"})
  void whatIsStoredEqualsTheFile(String name) {
    ImportedLog log = log(name);
    Caller lifter = database.account("lifter");
    Storage.Stored stored = store(lifter, log);

    assertEquals(log.sessions().size(), stored.sessions());
    List<String> totals = totals(lifter);
    assertEquals(String.valueOf(log.counts().sets()), totals.get(0));
    assertEquals(String.valueOf(tonnage(log)), totals.get(1));
  }

  @Test
  void settingsOfABackupWinInAnEmptyLogAndLoseInAnother() {
    Caller fresh = database.account("Fresh");
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.putObject("settings").put("time_zone", "Europe/Berlin").put("unit", "lb");
    setZone(fresh, "UTC");
    assertEquals(
        List.of(
            "Setting time_zone: \"Europe/Berlin\" in the backup, \"UTC\" here; the backup's is"
                + " used, because there was no workout here."),
        Storage.store(database.coach(), fresh, List.of(settings), done -> {}).settings());
    assertEquals("Europe/Berlin lb", zoneAndUnit(fresh));

    store(fresh, log("hevy-kg.csv"));
    setZone(fresh, "Asia/Tokyo");
    assertEquals(
        List.of(
            "Setting time_zone: \"Europe/Berlin\" in the backup, \"Asia/Tokyo\" here; the one here"
                + " is kept; update_settings changes it."),
        Storage.store(database.coach(), fresh, List.of(settings), done -> {}).settings());
    assertEquals("Asia/Tokyo lb", zoneAndUnit(fresh));
  }

  private static void setZone(Caller of, String zone) {
    database.execute(
        "update public.app_user set data = jsonb_set(coalesce(data, '{\"mcp_settings\": {}}'),"
            + " '{mcp_settings,time_zone}', to_jsonb(?)) where app_user_id = ?::uuid",
        zone,
        of.user().toString());
  }

  private static String zoneAndUnit(Caller of) {
    return database
        .column(
            "select concat_ws(' ', data #>> '{mcp_settings,time_zone}', data #>>"
                + " '{mcp_settings,unit}') from public.app_user where app_user_id = ?::uuid",
            of.user().toString())
        .get(0);
  }

  @Test
  void theSameFileTwiceAddsNothing() {
    ImportedLog log = log("hevy-kg.csv");
    Caller lifter = database.account("lifter");
    store(lifter, log);
    List<String> before = totals(lifter);
    Storage.Stored again = store(lifter, log);

    assertEquals(new Storage.Stored(0, log.sessions().size(), 0, 0, List.of()), again);
    assertEquals(before, totals(lifter));
  }

  @Test
  void twoImportsOfOneFileAtOnceStoreItOnce() {
    ImportedLog log = log("strong-comma.csv");
    Caller lifter = database.account("lifter");
    List<CompletableFuture<Storage.Stored>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> store(lifter, log)),
            CompletableFuture.supplyAsync(() -> store(lifter, log)));
    int stored = both.stream().mapToInt(import1 -> import1.join().sessions()).sum();

    assertEquals(log.sessions().size(), stored);
    assertEquals(String.valueOf(log.counts().sets()), totals(lifter).get(0));
  }

  @Test
  void aFailureInTheLastPartStoresNothing() {
    ImportedLog log = log("strong-comma.csv");
    Caller lifter = database.account("lifter");
    List<ObjectNode> parts =
        new ArrayList<>(plan(lifter, log).parts(OwnIds.of(database.coach(), lifter)));
    ObjectNode broken = Rows.object();
    broken.withArray("performed_session").addObject().put("performed_session_id", "not an id");
    parts.add(broken);
    try {
      Storage.store(database.coach(), lifter, parts, done -> {});
      throw new AssertionError("the broken part was stored");
    } catch (coach.db.DatabaseException refused) {
      assertEquals("0", totals(lifter).get(0));
    }
  }

  @Test
  void anUnknownNameBecomesAnExerciseOfTheLiftersOwn() {
    ImportedLog log = log("hevy-kg.csv");
    Caller lifter = database.account("lifter");
    ImportPlan plan = plan(lifter, log);
    store(lifter, log);

    assertEquals(
        plan.unknown().stream().map(NameMatch::name).sorted().toList(),
        database.column(
            "select name from public.base_exercise where app_user_id = ?::uuid order by name",
            lifter.user().toString()));
  }

  @Test
  void aBackUpIsTheSameAfterItWasTakenIntoAnEmptyDatabase() throws IOException {
    ImportedLog log = log("strong-comma.csv");
    Caller lifter =
        database.account("lifter", "{\"unit\": \"lb\", \"time_zone\": \"Europe/Rome\"}");
    store(lifter, log);
    try (CoachDatabase other = new CoachDatabase()) {
      other.execute(
          "insert into public.app_user (app_user_id, name, email) values (?::uuid, 'lifter',"
              + " 'a@b.c')",
          lifter.user().toString());
      byte[] backup = backup(database, lifter);
      restore(other, lifter, backup);

      assertEquals(comparable(backup), comparable(backup(other, lifter)));
      assertTrue(Restore.sessions(Backup.read(new ByteArrayInputStream(backup))) > 0);
    }
  }

  @Test
  void aBackUpOfSomeoneElseIsTakenOverUnderNewIds() throws IOException {
    ImportedLog log = log("hevy-kg.csv");
    Caller lifter = database.account("lifter");
    store(lifter, log);
    Caller friend = database.account("friend");
    byte[] backup = backup(database, lifter);
    Storage.Stored first = restore(database, friend, backup);
    Storage.Stored second = restore(database, friend, backup);

    assertEquals(log.sessions().size(), first.sessions());
    assertEquals(0, second.sessions());
    assertEquals(totals(lifter), totals(friend));
  }

  private static ImportedLog log(String name) {
    return LogReader.read(
        Path.of("src/test/resources/imports", name),
        name.startsWith("strong-comma")
            ? ReadOptions.standard().withUnit(Unit.KG)
            : ReadOptions.standard(),
        ReadProgress.NONE);
  }

  private static ImportPlan plan(Caller lifter, ImportedLog log) {
    return new ImportPlan(
        log, NameMatch.find(database.coach(), lifter, ImportPlan.names(log)), Map.of());
  }

  private static Storage.Stored store(Caller lifter, ImportedLog log) {
    return Storage.store(
        database.coach(),
        lifter,
        plan(lifter, log).parts(OwnIds.of(database.coach(), lifter)),
        done -> {});
  }

  static byte[] backup(CoachDatabase from, Caller lifter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Backup.write(from.coach(), lifter, out, (done, total) -> {});
    return out.toByteArray();
  }

  static Storage.Stored restore(CoachDatabase to, Caller lifter, byte[] backup) throws IOException {
    ObjectNode document = Backup.read(new ByteArrayInputStream(backup));
    return Storage.store(
        to.coach(), lifter, Restore.parts(to.coach(), lifter, document), done -> {});
  }

  private static ObjectNode comparable(byte[] backup) throws IOException {
    ObjectNode document = (ObjectNode) new ObjectMapper().readTree(backup);
    document.remove("exported_at");
    return document;
  }

  private static List<String> totals(Caller lifter) {
    return database.column(
        "select unnest(array[count(*), coalesce(sum(weight_g::bigint * reps), 0)])"
            + " from coach.performed_set where app_user_id = ?::uuid",
        lifter.user().toString());
  }

  private static long tonnage(ImportedLog log) {
    return log.sessions().stream()
        .flatMap(session -> session.exercises().stream())
        .filter(exercise -> !exercise.name().toLowerCase().contains("assisted"))
        .flatMap(exercise -> exercise.sets().stream())
        .mapToLong(set -> set.weightGrams() == null ? 0 : (long) set.weightGrams() * set.reps())
        .sum();
  }
}
