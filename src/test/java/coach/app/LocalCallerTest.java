package coach.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.testing.CoachDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The person at this machine is served, the demo only until they have trained. */
class LocalCallerTest {
  private final CoachDatabase database = new CoachDatabase();
  private final HikariDataSource pool =
      Pool.open(
          database.server().jdbcUrl(), database.server().user(), database.server().password(), 8);
  private final ServerStatements statements = new ServerStatements(new NativeRoad(pool));

  @AfterEach
  void close() {
    pool.close();
    database.close();
  }

  @Test
  void theEmbeddedDatabaseGetsOneLocalLifterAndKeepsThem() {
    Caller first = find(Optional.empty(), true);
    assertEquals(first, find(Optional.empty(), true));
    assertEquals(first, find(Optional.empty(), false));
    assertTrue(first.local());
    assertEquals(List.of("1"), database.column("select count(*) from public.app_user"));
  }

  @Test
  void theLocalLifterLivesInTheTimeZoneOfTheMachine() {
    find(Optional.empty(), true);
    assertEquals(
        List.of(java.time.ZoneId.systemDefault().getId()),
        database.column("select data -> 'mcp_settings' ->> 'time_zone' from public.app_user"));
  }

  @Test
  void eightStartsAtOnceMakeOneLifter() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Set<Caller> found = new HashSet<>();
    List<Future<Caller>> starts =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> threads.submit(() -> find(Optional.empty(), true)))
            .toList();
    for (Future<Caller> start : starts) {
      found.add(start.get());
    }
    threads.shutdown();
    assertEquals(1, found.size());
    assertEquals(List.of("1"), database.column("select count(*) from public.app_user"));
  }

  @Test
  void theDemoIsServedUntilTheLifterHasTrained() {
    Caller own = find(Optional.empty(), true);
    UUID demo = LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    train(demo);
    assertEquals(demo, find(Optional.empty(), true).user());
    train(own.user());
    assertEquals(own, find(Optional.empty(), true));
  }

  @Test
  void whatIsWrittenWhileTheDemoIsShownIsTheLiftersOwn() {
    Caller own = find(Optional.empty(), true);
    UUID demo = LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    Caller shown = find(Optional.empty(), true);
    assertEquals(demo, shown.user());
    assertEquals(own, shown.writer());
    UUID ann = database.account("Ann").user();
    assertEquals(ann, find(Optional.of(ann.toString()), true).writer().user());
  }

  @Test
  void theFirstAccountIsShownTheDemoUntilItsOwnLogBegins() {
    Caller own = find(Optional.empty(), true);
    LocalCaller here = LocalCaller.find(statements, Optional.empty(), true);
    Caller first = Caller.remote(own.user(), Set.of(Caller.READ));
    Caller other = Caller.remote(database.account("Ann").user(), Set.of(Caller.READ));
    assertEquals(first, here.shown(first));
    UUID demo = LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    here = LocalCaller.find(statements, Optional.empty(), true);
    assertEquals(first.shown(demo), here.shown(first));
    assertEquals(first, here.shown(first).writer());
    assertEquals(other, here.shown(other));
    database.execute(
        "insert into coach.body_measurement (app_user_id, kind, measured_on, value)"
            + " values (?::uuid, 'body_weight', '2026-01-05', 80000)",
        own.user().toString());
    here = LocalCaller.find(statements, Optional.empty(), true);
    assertEquals(first, here.shown(first));
  }

  @Test
  void aPlanOfTheirOwnEndsTheDemoToo() {
    Caller own = find(Optional.empty(), true);
    LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    assertTrue(find(Optional.empty(), true).isShownDemo());
    database.execute(
        "insert into public.user_plan (app_user_id, name) values (?::uuid, 'Mine')",
        own.user().toString());
    assertEquals(own, find(Optional.empty(), true));
  }

  @Test
  void aDemoThatWasTakenAwayIsNotServed() {
    Caller own = find(Optional.empty(), true);
    UUID demo = LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    database.execute("delete from public.app_user where app_user_id = ?::uuid", demo.toString());
    assertEquals(own, find(Optional.empty(), true));
    UUID again = LocalCaller.add(statements, LocalCaller.DEMO, "Demo", "demo@coach.invalid");
    assertEquals(again, find(Optional.empty(), true).user());
  }

  @Test
  void coachUserChoosesByEmailInAnyCaseOrById() {
    UUID ann = database.account("Ann").user();
    find(Optional.empty(), true);
    assertEquals(ann, find(Optional.of((ann + "@EXAMPLE.com").toUpperCase()), true).user());
    assertEquals(ann, find(Optional.of(ann.toString().toUpperCase()), false).user());
  }

  @Test
  void anUnknownCoachUserIsNamed() {
    find(Optional.empty(), true);
    Exception failure =
        assertThrows(
            LocalCaller.NotFound.class, () -> find(Optional.of("it's; nobody@example.com"), true));
    assertEquals(
        "COACH_USER is \"it's; nobody@example.com\", which no account of this database has. Set it to the e-mail or id of one.",
        failure.getMessage());
  }

  @Test
  void onAnotherDatabaseNobodyIsGuessedOrMade() {
    database.account("Ann");
    Exception failure =
        assertThrows(LocalCaller.NotFound.class, () -> find(Optional.empty(), false));
    assertTrue(failure.getMessage().contains("Set COACH_USER"), failure.getMessage());
    assertEquals(List.of("1"), database.column("select count(*) from public.app_user"));
  }

  private Caller find(Optional<String> wanted, boolean embedded) {
    return LocalCaller.find(statements, wanted, embedded).get();
  }

  private void train(UUID user) {
    database.execute(
        "with p as (insert into public.user_plan (app_user_id, name) values (?::uuid, 'Freestyle')"
            + " returning user_plan_id),"
            + " d as (insert into public.session_schedule (user_plan_id, name)"
            + " select user_plan_id, 'Day' from p returning session_schedule_id)"
            + " insert into public.performed_session (session_schedule_id, app_user_id)"
            + " select session_schedule_id, ?::uuid from d",
        user.toString(),
        user.toString());
  }
}
