package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.DatabaseUrl;
import coach.migrate.Migrations;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import coach.testing.Pooler;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pooler is known on any port by what it does, and no call fails or is mixed up behind it. */
@Timeout(120)
class PoolerTest {
  private static final int LIFTERS = 5;

  private static final CoachDatabase SITE = new CoachDatabase();
  private static String url;
  private static String user;
  private static String password;

  @BeforeAll
  static void address() {
    url = SITE.server().jdbcUrl();
    user = SITE.server().user();
    password = SITE.server().password();
  }

  @AfterAll
  static void close() {
    SITE.close();
  }

  private static Pooler pooler(String mode, String... more) throws Exception {
    return Pooler.given(url, user, password, mode, more);
  }

  private static DatabaseUrl at(String jdbcUrl) {
    return DatabaseUrl.of(jdbcUrl, user, password);
  }

  private static Answered call(Database database, Caller lifter, String tool, String sent) {
    Tool known =
        Tools.all().stream().filter(one -> one.name().equals(tool)).findFirst().orElseThrow();
    try {
      Arguments arguments = Arguments.read(known.params(), Json.MAPPER.readTree(sent));
      return new Answered(
          known.handler().answer(new ToolCall(known, lifter, arguments, database)).text());
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private record Answered(String text) {}

  private static final String WORKOUT =
      """
      {"started_at": "2026-03-02 18:00", "name": "Day %d", "mode": "new", "idempotency_key": "%d",
       "exercises": [{"exercise": "bench press", "sets": [{"weight": %d, "reps": 5}]}]}""";

  /** Prepared statements of one lifter's connection would meet those of another's. */
  @ParameterizedTest
  @CsvSource({"transaction,", "session,", "transaction, prepareThreshold=1"})
  void callsReadAndWriteRetryAndAreCancelled(String mode, String mistaken) throws Exception {
    String servers = mode.equals("session") ? "20" : "2";
    try (Pooler pooler = pooler(mode, "default_pool_size = " + servers);
        Database database =
            new Database(
                new NativeRoad(
                    Pool.open(with(pooler.through(url), mistaken), user, password, LIFTERS)))) {
      List<CompletableFuture<Void>> lifters = new ArrayList<>();
      for (int number = 0; number < LIFTERS; number++) {
        Caller lifter = SITE.account(mode + mistaken + number);
        lifters.add(
            CompletableFuture.runAsync(
                () -> train(database, lifter), work -> new Thread(work).start()));
      }
      lifters.forEach(CompletableFuture::join);
      cancelled(database, SITE.account(mode + mistaken + " cancels"));
    }
  }

  private static String with(String jdbcUrl, String setting) {
    return setting == null ? jdbcUrl : jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + setting;
  }

  private static void train(Database database, Caller lifter) {
    for (int round = 0; round < 12; round++) {
      String workout = WORKOUT.formatted(round, round, 20 + round);
      String first = call(database, lifter, "log_workout", workout).text();
      String again = call(database, lifter, "log_workout", workout).text();
      assertTrue(first.contains("Day " + round) && again.contains("Day " + round), first);
      call(database, lifter, "get_exercise_history", "{\"exercise\": \"bench press\"}");
    }
    assertEquals(
        List.of("12"),
        SITE.column(
            "select count(*) from public.performed_session where app_user_id = ?::uuid",
            lifter.user().toString()));
  }

  private static void cancelled(Database database, Caller lifter) throws Exception {
    Cancellation cancellation = new Cancellation();
    try (LockedTable table = new LockedTable(SITE.server(), "coach.change_log")) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () ->
                  call(
                      database.until(cancellation),
                      lifter,
                      "log_workout",
                      WORKOUT.formatted(1, 1, 1)),
              work -> new Thread(work).start());
      table.awaitWaiting(1);
      cancellation.cancel();
      Throwable ended = assertThrows(CompletionException.class, writing::join).getCause();
      assertEquals(DatabaseException.Kind.CANCELLED, ((DatabaseException) ended).kind());
    }
    call(database, lifter, "log_workout", WORKOUT.formatted(1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server_round_robin = 0", "server_round_robin = 1"})
  void itsModeIsKnownWhateverItsPort(String order) throws Exception {
    assertEquals(Pooling.NONE, Pooling.of(at(url)));
    try (Pooler session = pooler("session", order);
        Pooler transaction = pooler("transaction", order);
        Pooler one = pooler("transaction", order, "default_pool_size = 1")) {
      assertEquals(Pooling.SESSION, Pooling.of(at(session.through(url))));
      assertEquals(Pooling.TRANSACTION, Pooling.of(at(transaction.through(url))));
      assertEquals(Pooling.TRANSACTION, Pooling.of(at(one.through(url))));
      new Migrations(at(session.through(url))).dryRun();
      DatabaseException refused =
          assertThrows(DatabaseException.class, () -> new Migrations(at(transaction.through(url))));
      assertTrue(refused.getMessage().contains("transaction pooler"), refused.getMessage());
    }
  }

  @Test
  void itsModeIsKnownWhileOthersUseIt() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (Pooler transaction = pooler("transaction", "default_pool_size = 3")) {
      String through = transaction.through(url);
      List<CompletableFuture<Void>> others = new ArrayList<>();
      for (int other = 0; other < 2; other++) {
        others.add(
            CompletableFuture.runAsync(
                () -> hold(through, over), work -> new Thread(work).start()));
      }
      for (int start = 0; start < 20; start++) {
        assertEquals(Pooling.TRANSACTION, Pooling.of(at(through)), "start " + start);
      }
      over.set(true);
      others.forEach(CompletableFuture::join);
    }
  }

  /** Takes a connection of the pooler's for one short statement after the other. */
  private static void hold(String through, AtomicBoolean over) {
    try (Connection connection = DriverManager.getConnection(through, user, password);
        Statement statement = connection.createStatement()) {
      while (!over.get()) {
        statement.execute("select 1");
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
