package coach.tools.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.Cancellation;
import coach.db.Database;
import coach.db.DatabaseException;
import coach.store.Backup;
import coach.store.CsvExport;
import coach.store.Restore;
import coach.store.Storage;
import coach.tools.Json;
import coach.tools.Resource;
import coach.tools.ToolCall.CallProgress;
import coach.tools.ToolDatabase;
import coach.tools.ToolError;
import coach.tools.TrainingLog;
import coach.tools.UserInput;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExportsTest {
  /** Pages of 200, so that the last one is short. */
  private static final int SESSIONS = 210;

  private static final TrainingLog LOG = TrainingLog.begin();

  private final Caller lifter = Caller.remote(LOG.user, Set.of(Caller.READ));
  private final Exports exports = new Exports();
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void train() {
    for (int day = 0; day < SESSIONS; day++) {
      LOG.session(LOG.daysAgo(day)).did("bench", 100, 5);
    }
  }

  private Resource.Reading reading(Database database, CallProgress progress) {
    return new Resource.Reading(lifter, Map.of(), database, progress, UserInput.ABSENT);
  }

  private String read(Function<Resource.Reading, String> document) {
    return document.apply(
        reading(
            ToolDatabase.DATABASE,
            (done, total, message) -> told.add("%.0f/%.0f %s".formatted(done, total, message))));
  }

  @Test
  void theTableHasEverySetAndTellsHowFarItHasCome() {
    String csv = read(exports::csv);
    assertEquals(1 + SESSIONS, csv.split("\r\n").length);
    assertEquals(List.of("200/210 200 of 210 sessions", "210/210 210 of 210 sessions"), told);
  }

  @Test
  void theBackUpHasEverySessionAndTellsHowFarItHasCome() throws JsonProcessingException {
    JsonNode backup = Json.MAPPER.readTree(read(exports::json));
    assertEquals("coach-backup", backup.path("format").textValue());
    int sessions = 0;
    for (JsonNode page : backup.path("pages")) {
      sessions += page.path("performed_session").size();
    }
    assertEquals(SESSIONS, sessions);
    assertEquals(2, told.size());
    assertEquals("210/210 210 of 210 sessions", told.get(1));
  }

  private static int calls() {
    String sql = "select count(*) from coach.call_log where app_user_id = ?";
    return Integer.parseInt(LOG.query(sql, LOG.user).get(0));
  }

  @Test
  void anExportIsOneCallOfTheHour() {
    int before = calls();
    read(exports::csv);
    assertEquals(1, calls() - before);
    read(exports::json);
    assertEquals(2, calls() - before);
  }

  @Test
  void whatIsTooLargeForOneAnswerIsRefusedWithAWayOut() {
    Exports small = new Exports(5_000);
    ToolError table = assertThrows(ToolError.class, () -> read(small::csv));
    assertEquals(
        "The export has 0.1 MB, more than many clients take in one answer. Read it in parts,"
            + " workout://export/csv/1 to workout://export/csv/7, download it from /account on this"
            + " server, or run \"bin/coach export csv\" where coach is installed.",
        table.getMessage());
    ToolError backup = assertThrows(ToolError.class, () -> read(small::json));
    assertTrue(backup.getMessage().contains("bin/coach export json"), backup.getMessage());
    assertThrows(ToolError.class, () -> read(small::csv), "its turn was given back");
  }

  /** Each part is stored by itself, as a client that keeps files would hand it to the import. */
  @Test
  void aBackUpThatIsTooLargeForOneAnswerIsReadInParts() throws IOException {
    Exports small = new Exports(40_000);
    String refused = assertThrows(ToolError.class, () -> read(small::json)).getMessage();
    String next = "workout://export/json/first";
    assertTrue(refused.contains(next + ", download it from /account"), refused);
    TrainingLog friend = TrainingLog.begin();
    int parts = 0;
    for (; next != null; parts++) {
      String part = part(small, next.substring(next.lastIndexOf('/') + 1));
      assertTrue(Json.MAPPER.writeValueAsBytes(part).length <= 40_000, "" + part.length());
      ObjectNode document = Backup.read(new ByteArrayInputStream(part.getBytes(UTF_8)));
      next = document.get("next").textValue();
      Storage.store(
          ToolDatabase.DATABASE,
          friend.caller,
          Restore.parts(ToolDatabase.DATABASE, friend.caller, document),
          done -> {});
    }
    assertTrue(parts > 2, "parts: " + parts);
    assertEquals(count(LOG.user), count(friend.user));
    assertEquals(null, part(small, "second"));
  }

  @Test
  void aTableThatIsTooLargeForOneAnswerIsReadInParts() {
    Exports small = new Exports(8_000);
    String refused = assertThrows(ToolError.class, () -> read(small::csv)).getMessage();
    int last =
        Integer.parseInt(
            refused.replaceAll("(?s).*/csv/1 to workout://export/csv/(\\d+),.*", "$1"));
    StringBuilder all = new StringBuilder();
    String header = CsvExport.header();
    for (int part = 1; part <= last; part++) {
      String text = csvPart(small, "" + part);
      assertTrue(text.startsWith(header) && text.length() <= 8_000, text);
      all.append(text.substring(header.length()));
    }
    assertEquals(read(exports::csv), header + all);
    ToolError behind = assertThrows(ToolError.class, () -> csvPart(small, "" + (last + 1)));
    assertEquals(
        "The export ends with part %d, so there is no part %d.".formatted(last, last + 1),
        behind.getMessage());
    assertEquals(null, csvPart(small, "first"));
  }

  private String csvPart(Exports exports, String part) {
    return exports.csvPart(
        new Resource.Reading(
            lifter,
            Map.of("part", part),
            ToolDatabase.DATABASE,
            CallProgress.NONE,
            UserInput.ABSENT));
  }

  @Test
  void aPlaceThatIsNoneOfOnesOwnSessionsIsRefused() {
    TrainingLog other = TrainingLog.begin();
    other.session(other.daysAgo(3)).did("bench", 50, 5);
    String theirs =
        LOG.query(
                "select performed_session_id from public.performed_session where app_user_id = ?",
                other.user)
            .get(0);
    for (String id : List.of(theirs, UUID.randomUUID().toString())) {
      String said = assertThrows(RuntimeException.class, () -> part(exports, id)).getMessage();
      assertEquals(
          id
              + " is none of your sessions, so no part of the export follows it. Begin with"
              + " workout://export/json/first and go on with the address in next.",
          said);
    }
  }

  private String part(Exports exports, String after) {
    return exports.part(
        new Resource.Reading(
            lifter,
            Map.of("after", after),
            ToolDatabase.DATABASE,
            CallProgress.NONE,
            UserInput.ABSENT));
  }

  private static List<String> count(UUID user) {
    return LOG.query(
        "select count(*) || ' ' || sum(s.weight) from public.performed_session p"
            + " join public.performed_exercise e using (performed_session_id)"
            + " join public.performed_exercise_set s using (performed_exercise_id)"
            + " where p.app_user_id = ?",
        user);
  }

  @Test
  void aSessionThatFitsNoPartIsRefusedInsteadOfReadForEver() {
    ToolError refused = assertThrows(ToolError.class, () -> part(new Exports(1_000), "first"));
    assertTrue(refused.getMessage().contains("Download it from /account"), refused.getMessage());
  }

  @Test
  void aCancelledExportReadsNoFurther() {
    for (Function<Resource.Reading, String> document :
        List.<Function<Resource.Reading, String>>of(exports::csv, exports::json)) {
      DatabaseException failed =
          assertThrows(
              DatabaseException.class,
              () -> {
                Cancellation anew = new Cancellation();
                document.apply(
                    reading(
                        ToolDatabase.DATABASE.until(anew),
                        (done, total, message) -> {
                          told.add(message);
                          anew.cancel();
                        }));
              });
      assertEquals(DatabaseException.Kind.CANCELLED, failed.kind());
    }
    assertEquals(List.of("200 of 210 sessions", "200 of 210 sessions"), told);
  }

  @Test
  void nothingIsAnExportToo() throws JsonProcessingException {
    TrainingLog empty = TrainingLog.begin();
    Resource.Reading reading =
        new Resource.Reading(
            empty.caller, Map.of(), ToolDatabase.DATABASE, CallProgress.NONE, UserInput.ABSENT);
    assertEquals(1, exports.csv(reading).split("\r\n").length);
    assertEquals(0, Json.MAPPER.readTree(exports.json(reading)).path("pages").size());
  }
}
