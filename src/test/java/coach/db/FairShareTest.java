package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.http.FloodLimits;
import coach.http.WebServer;
import coach.mcp.Dispatcher;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import coach.testing.Statements;
import coach.testing.WatchedRoad;
import coach.tools.contents.Tools;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one lifter does leaves connections to the others, and is counted when it fails. */
@Timeout(60)
class FairShareTest {
  private static final Map<String, String> PAGE = Map.of("page_limit", "1", "page_offset", "0");
  private static final Map<String, String> WRITE =
      Map.of("body", "{\"unit\": \"lb\"}", "dry_run", "false");

  private final CoachDatabase site = new CoachDatabase();
  private final WatchedRoad road = new WatchedRoad(site.server(), 4);
  private final Database database = new Database(road);
  private Caller greedy;
  private Caller other;

  @BeforeEach
  void accounts() {
    site.execute("update coach.setting set value = '1000' where name = 'rate_limit_per_hour'");
    greedy = Caller.remote(site.account("Ann").user(), Set.of(Caller.READ, Caller.WRITE));
    other = Caller.remote(site.account("Ben").user(), Set.of(Caller.READ, Caller.WRITE));
  }

  @AfterEach
  void close() {
    database.close();
    site.close();
  }

  private CompletableFuture<Answer> later(Caller caller, String file, Map<String, String> values) {
    return CompletableFuture.supplyAsync(
        () -> database.run(caller, file, values), work -> new Thread(work).start());
  }

  private Database database(Duration usual) {
    TestDatabase server = site.server();
    return new Database(
        new NativeRoad(Pool.open(server.jdbcUrl(), server.user(), server.password(), 1), usual));
  }

  private Map<String, String> write() {
    Map<String, String> values = new java.util.HashMap<>(WRITE);
    values.put("idempotency_key", null);
    return values;
  }

  private static DatabaseException.Kind failure(CompletableFuture<Answer> call) {
    CompletionException failed = assertThrows(CompletionException.class, call::join);
    return ((DatabaseException) failed.getCause()).kind();
  }

  @Test
  void threeStatementsOfOneLifterAreInWorkAndTheOthersWaitWithoutAConnection() throws Exception {
    List<CompletableFuture<Answer>> calls = new ArrayList<>();
    try (LockedTable table = new LockedTable(site.server(), "public.performed_session")) {
      for (int call = 0; call < LifterTurns.MOST + LifterTurns.MOST_WAITING; call++) {
        calls.add(later(greedy, "export_sets", PAGE));
      }
      table.awaitWaiting(LifterTurns.MOST);
      assertEquals(LifterTurns.MOST, road.connectionsInUse());
      LockedTable.await(
          () -> {
            try {
              database.run(greedy, "complete_plan", Map.of("typed", "x"));
              return false;
            } catch (DatabaseException refused) {
              return refused.kind() == DatabaseException.Kind.RATE_LIMITED;
            }
          },
          "one too many is refused");
      database.run(other, "read_plans", Map.of());
    }
    // Where the machine is slow, some have waited too long.
    long answered =
        calls.stream()
            .filter(call -> call.handle((answer, failed) -> failed == null).join())
            .count();
    assertTrue(answered >= LifterTurns.MOST, answered + " answered");
  }

  @Test
  void aLiftersLockIsWaitedForWithoutAConnection() throws Exception {
    CompletableFuture<Answer> write;
    try (Connection elsewhere = site.server().connect()) {
      elsewhere.setAutoCommit(false);
      Statements.execute(
          elsewhere,
          "select pg_advisory_xact_lock(hashtextextended('coach.writer %s', 0))"
              .formatted(greedy.user()));
      write = later(greedy, "update_settings", write());
      for (int free = 0; free < 3; Thread.sleep(5)) {
        free += road.connectionsInUse() == 0 && !write.isDone() ? 1 : 0;
      }
    }
    assertEquals("lb", write.join().data().at("/settings/unit").asText("lb"));
    assertEquals(
        List.of("1"),
        site.column(
            "select count(*)::text from coach.call_log where app_user_id = ?::uuid",
            greedy.user().toString()));
  }

  @Test
  void aCallThatRunsOutOfTimeIsCountedAllTheSame() throws Exception {
    LockedTable table = new LockedTable(site.server(), "public.performed_session");
    try (Database impatient = database(Duration.ofMillis(300))) {
      DatabaseException failed =
          assertThrows(DatabaseException.class, () -> impatient.run(greedy, "export_sets", PAGE));
      assertEquals(DatabaseException.Kind.TIMED_OUT, failed.kind());
    } finally {
      table.close();
    }
    int left = database.run(greedy, "export_sets", PAGE).context().quotaLeft();
    assertEquals(998, left);
  }

  @Test
  void aFullDiskIsSaidInASentenceAndNothingIsStored() throws Exception {
    site.execute(
        """
        create function public.no_space() returns trigger language plpgsql as $$
        begin
          raise exception using errcode = 'disk_full', message = 'could not extend file';
        end $$""");
    site.execute(
        "create trigger no_space before insert on coach.change_log"
            + " execute function public.no_space()");
    CompletableFuture<Answer> write = later(greedy, "update_settings", write());
    assertEquals(DatabaseException.Kind.FULL, failure(write));
    try (Connection superuser = site.server().connectAsSuperuser()) {
      Statements.execute(
          superuser, "alter role %s set temp_file_limit = 0".formatted(site.server().user()));
      try (Database fresh = database(Duration.ofSeconds(8))) {
        // What /ready asks stores something, if only for the moment.
        assertEquals(
            DatabaseException.Kind.FULL, assertThrows(DatabaseException.class, fresh::ping).kind());
        assertEquals(503, ready(fresh));
      } finally {
        Statements.execute(
            superuser, "alter role %s reset temp_file_limit".formatted(site.server().user()));
      }
    }
    assertEquals(200, ready(database));
  }

  /** What a server on this database answers to {@code /ready}. */
  private static int ready(Database database) throws Exception {
    WebServer server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost:0", FloodLimits.usual(Optional.empty())),
            new Dispatcher(Tools.catalog(), database, "1", false),
            request -> null,
            database);
    server.start();
    try {
      URI ready = URI.create("http://localhost:" + server.port() + "/ready");
      HttpRequest request = HttpRequest.newBuilder(ready).build();
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } finally {
      server.stop();
    }
  }

  @Test
  void theDatabaseKnowsEveryToolThatWrites() {
    Set<String> writing =
        Tools.all().stream()
            .filter(tool -> !tool.effect().readOnly())
            .map(tool -> tool.name())
            .collect(Collectors.toCollection(TreeSet::new));
    writing.addAll(List.of("stage_part", "store_workouts", "save_draft"));
    // It reads, and what it saves is a statement of its own.
    writing.remove("draft_session");
    for (String tool : writing) {
      assertEquals(List.of("t"), site.column("select coach.is_write(?)", tool), tool);
    }
    assertEquals(List.of("f"), site.column("select coach.is_write('get_profile')"));
  }

  @Test
  void whatOneCharacterTurnsIntoIsCut() {
    List<String> label = site.column("select length(coach.normalize_label(repeat('\uFDFA', 400)))");
    assertTrue(Integer.parseInt(label.get(0)) <= 400, label.toString());
  }
}
