package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.store.Storage;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import coach.testing.WatchedRoad;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancelled call stores all of its work or nothing, and its connection is as good as new. */
@Timeout(120)
class CancellationTest {
  private static final int ROUNDS = 100;

  private final CoachDatabase site = new CoachDatabase();
  private final WatchedRoad road = new WatchedRoad(site.server(), 1);
  private final Database database = new Database(road);
  private final Cancellation cancellation = new Cancellation();
  private Caller lifter;

  @BeforeEach
  void account() {
    site.execute(
        "insert into coach.setting (name, value) values ('rate_limit_per_hour', '1000')"
            + " on conflict (name) do update set value = excluded.value");
    // Counted against the limit, which is a row in the statement before the write.
    lifter = Caller.remote(site.account("Ann").user(), Set.of(Caller.READ, Caller.WRITE));
  }

  @AfterEach
  void close() {
    database.close();
    site.close();
  }

  private void log(int round, Cancellation by) {
    Tool tool =
        Tools.all().stream().filter(one -> one.name().equals("log_workout")).findFirst().get();
    String sent =
        """
        {"started_at": "2026-03-02 18:00", "name": "Day %d", "mode": "new", "idempotency_key": "%d",
         "exercises": [{"exercise": "bench press", "sets": [{"weight": %d, "reps": 5, "count": 3}]}]}"""
            .formatted(round, round, 20 + round);
    try {
      Arguments arguments = Arguments.read(tool.params(), Json.MAPPER.readTree(sent));
      tool.handler().answer(new ToolCall(tool, lifter, arguments, database.until(by)));
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private CompletableFuture<Void> logLater(int round, Cancellation by) {
    return CompletableFuture.runAsync(() -> log(round, by), work -> new Thread(work).start());
  }

  private static DatabaseException.Kind kind(CompletableFuture<?> call) {
    CompletionException failed = assertThrows(CompletionException.class, call::join);
    return ((DatabaseException) failed.getCause()).kind();
  }

  /** The server ended it because it was asked to, and not because it took too long. */
  private static void assertEndedOnRequest(CompletableFuture<?> call) {
    CompletionException failed = assertThrows(CompletionException.class, call::join);
    DatabaseException ours = (DatabaseException) failed.getCause();
    assertEquals(DatabaseException.Kind.CANCELLED, ours.kind());
    assertTrue(ours.getCause().getMessage().contains("user request"));
  }

  /** How many rows of each table are the lifter's. */
  private List<String> counts(String... tables) {
    String counts =
        Stream.of(tables)
            .map("(select count(*) from %s where app_user_id = u.id)"::formatted)
            .collect(Collectors.joining(", "));
    return site.column(
        "select unnest(array[" + counts + "]) from (select ?::uuid as id) u",
        lifter.user().toString());
  }

  /** The workouts, their undo records and their keys. */
  private void assertStored(int writes) {
    assertEquals(
        Collections.nCopies(3, String.valueOf(writes)),
        counts("public.performed_session", "coach.change_log", "coach.idempotency_key"));
  }

  private void assertConnectionIsClean() {
    assertEquals(0, road.connectionsInUse());
    // The one connection there is: a late cancellation would meet these.
    for (int call = 0; call < 20; call++) {
      database.ping();
    }
  }

  @Test
  void aCallCancelledBeforeItBeginsNeverReachesTheServer() {
    cancellation.cancel();
    DatabaseException failed = assertThrows(DatabaseException.class, () -> log(1, cancellation));
    assertEquals(DatabaseException.Kind.CANCELLED, failed.kind());
    assertStored(0);
    assertConnectionIsClean();
  }

  @Test
  void aWriteCancelledInTheMiddleStoresNothingAndReleasesItsConnection() throws Exception {
    // The change is noted last: all else of the workout has been written when the statement waits.
    try (LockedTable table = new LockedTable(site.server(), "coach.change_log")) {
      CompletableFuture<Void> call = logLater(1, cancellation);
      table.awaitWaiting(1);
      cancellation.cancel();
      assertEndedOnRequest(call);
      table.awaitNothingRuns();
      assertEquals(0, road.connectionsInUse());
    }
    assertStored(0);
    assertConnectionIsClean();
    log(1, new Cancellation());
    assertStored(1);
  }

  @Test
  void aCancellationBetweenTheStatementsOfOneCallStoresNoneOfThem() throws Exception {
    // Counting the call is the statement before the write; here it waits, and there it has been
    // done.
    for (String locked : List.of("coach.call_log", "public.performed_session")) {
      Cancellation anew = new Cancellation();
      try (LockedTable table = new LockedTable(site.server(), locked)) {
        CompletableFuture<Void> call = logLater(1, anew);
        table.awaitWaiting(1);
        anew.cancel();
        assertEndedOnRequest(call);
      }
      assertStored(0);
    }
    assertConnectionIsClean();
  }

  @Test
  void aStopEndsAStatementToo() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "public.performed_session")) {
      CompletableFuture<Void> call = logLater(1, cancellation);
      table.awaitWaiting(1);
      cancellation.stop();
      assertEndedOnRequest(call);
    }
    assertStored(0);
  }

  @Test
  void whoWaitsForAConnectionNeverBegins() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "public.performed_session")) {
      CompletableFuture<Void> first = logLater(1, cancellation);
      table.awaitWaiting(1);
      Cancellation second = new Cancellation();
      CompletableFuture<Void> waiting = logLater(2, second);
      second.cancel();
      cancellation.cancel();
      assertEndedOnRequest(first);
      assertEquals(DatabaseException.Kind.CANCELLED, kind(waiting));
    }
    assertStored(0);
    assertConnectionIsClean();
  }

  @Test
  void whatWasCommittedStaysAndTheConnectionDoesNotFeelIt() {
    log(1, cancellation);
    cancellation.cancel();
    assertStored(1);
    assertConnectionIsClean();
  }

  @Test
  void aCancelledImportRollsBackEveryBatch() {
    for (int after = 1; after <= 3; after++) {
      Cancellation anew = new Cancellation();
      int last = after;
      DatabaseException failed =
          assertThrows(
              DatabaseException.class,
              () ->
                  store(
                      anew,
                      done -> {
                        if (done == last) {
                          anew.cancel();
                        }
                      }));
      assertEquals(DatabaseException.Kind.CANCELLED, failed.kind());
      assertEquals(0, plans(), "cancelled after part " + after);
    }
    store(new Cancellation(), done -> {});
    assertEquals(3, plans());
    assertConnectionIsClean();
  }

  @Test
  void aCancellationEndsTheRunningPartOfAnImport() throws Exception {
    try (LockedTable table = new LockedTable(site.server(), "coach.body_measurement")) {
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(
              () -> store(cancellation, done -> {}), work -> new Thread(work).start());
      table.awaitWaiting(1);
      cancellation.cancel();
      assertEndedOnRequest(call);
      table.awaitNothingRuns();
    }
    assertEquals(0, plans());
    assertConnectionIsClean();
  }

  private void store(Cancellation by, IntConsumer done) {
    List<ObjectNode> parts =
        IntStream.range(0, 3)
            .mapToObj(number -> plan(new UUID(lifter.user().getMostSignificantBits(), number)))
            .toList();
    Storage.store(database.until(by), lifter, parts, done);
  }

  private static ObjectNode plan(UUID id) {
    ObjectNode part = Json.MAPPER.createObjectNode();
    part.putArray("user_plan").addObject().put("user_plan_id", id.toString()).put("name", "Plan");
    return part;
  }

  private int plans() {
    return Integer.parseInt(counts("public.user_plan").get(0));
  }

  @Test
  @Tag("runtime")
  @Tag("slow")
  void aWriteCancelledAtAnyMomentIsStoredWithItsUndoOrNotAtAll() {
    Random random = new Random(7);
    log(ROUNDS, new Cancellation());
    int stored = 1;
    // Follows the machine: about half of the writes are over when they are cancelled.
    double window = 10_000_000;
    for (int round = 0; round < ROUNDS; round++) {
      Cancellation anew = new Cancellation();
      CompletableFuture<Void> call = logLater(round, anew);
      LockSupport.parkNanos((long) (window * random.nextDouble()));
      anew.cancel();
      try {
        call.join();
        stored++;
        window *= 0.9;
      } catch (CompletionException failed) {
        assertEquals(
            DatabaseException.Kind.CANCELLED, ((DatabaseException) failed.getCause()).kind());
        window *= 1.1;
      }
      assertStored(stored);
      assertEquals(0, road.connectionsInUse());
    }
    System.err.println("cancelled writes that were stored: " + (stored - 1) + " of " + ROUNDS);
    assertTrue(stored > 1 + ROUNDS / 20 && stored < ROUNDS, stored + " were stored");
    assertConnectionIsClean();
  }
}
