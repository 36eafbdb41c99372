package coach.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.testing.LockedTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was acknowledged is lost, whoever is killed and whenever. */
@Tag("slow")
class EmbeddedPostgresCrashTest {
  private static final int ROUNDS = 4;

  @TempDir static Path parent;

  private final Random random = new Random(7);

  @Test
  void aKilledServerLosesNoAcknowledgedWrite() throws Exception {
    TestHome home = TestHome.in(parent);
    try (EmbeddedPostgres postgres = home.start()) {
      TestHome.execute(postgres, "create table workout_set (id int primary key)");
      int acknowledged = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        int sofar = acknowledged;
        CompletableFuture<Integer> writer =
            CompletableFuture.supplyAsync(() -> writeUntilItEnds(postgres, sofar));
        Thread.sleep(20 + random.nextInt(150));
        home.killServer();
        acknowledged = writer.get();
        try (EmbeddedPostgres again = home.start()) {
          assertEquals(postgres.jdbcUrl(), again.jdbcUrl(), "the port, after round " + round);
          int kept = Integer.parseInt(TestHome.ask(again, "select count(*) from workout_set"));
          // A write may have been kept although its acknowledgement was on the way.
          assertTrue(kept >= acknowledged, kept + " kept of " + acknowledged);
          assertTrue(kept <= acknowledged + 1, kept + " kept of " + acknowledged);
          acknowledged = kept;
        }
      }
      assertTrue(acknowledged > ROUNDS, "only " + acknowledged + " writes in all");
    }
    assertFalse(home.isRunning());
  }

  @Test
  void aServerWhoseFirstProcessAloneIsKilledComesBack() throws Exception {
    TestHome home = TestHome.in(parent);
    try (EmbeddedPostgres postgres = home.start();
        Connection busy = TestHome.connect(postgres)) {
      busy.setAutoCommit(false);
      busy.createStatement().execute("create table lift (name text)");
      long before = home.server().process();
      ProcessHandle.of(before).orElseThrow().destroyForcibly();
      try (EmbeddedPostgres again = home.start()) {
        assertEquals(
            "0", TestHome.ask(again, "select count(*) from pg_tables where tablename = 'lift'"));
        assertTrue(home.server().process() != before);
      }
    }
    assertFalse(home.isRunning());
  }

  @Test
  void aServerThatDiesUnderARunningCoachIsStartedAgain() throws Exception {
    TestHome home = TestHome.in(parent);
    try (EmbeddedPostgres postgres = home.start()) {
      long before = home.server().process();
      ProcessHandle.of(before).orElseThrow().destroyForcibly();
      LockedTable.await(() -> answers(postgres), "an answer at the same address");
      assertTrue(home.server().process() != before);
    }
    assertFalse(home.isRunning());
  }

  private static boolean answers(EmbeddedPostgres postgres) {
    try {
      return TestHome.ask(postgres, "select 1").equals("1");
    } catch (Exception away) {
      return false;
    }
  }

  @Test
  void aKilledCoachHarmsNoOther() throws Exception {
    TestHome home = TestHome.in(parent);
    try (CoachProcess first = CoachProcess.launch(home);
        CoachProcess second = CoachProcess.launch(home)) {
      assertEquals(first.awaitReady(), second.awaitReady());
      String server = first.ask("select pg_postmaster_start_time()");
      first.kill();
      assertEquals(server, second.ask("select pg_postmaster_start_time()"));
      assertTrue(home.isRunning());
    }
    assertFalse(home.isRunning(), "the last one out stops the server");
  }

  @Test
  void theFirstOneOutLeavesTheServerToTheOther() throws Exception {
    TestHome home = TestHome.in(parent);
    try (CoachProcess second = CoachProcess.launch(home)) {
      try (CoachProcess first = CoachProcess.launch(home)) {
        assertEquals(first.awaitReady(), second.awaitReady());
      }
      assertEquals("1", second.ask("select 1"));
    }
    assertFalse(home.isRunning());
  }

  @Test
  void aServerThatKilledCoachesLeaveIsAdopted() throws Exception {
    TestHome home = TestHome.in(parent);
    CoachProcess first = CoachProcess.launch(home);
    CoachProcess second = CoachProcess.launch(home);
    first.awaitReady();
    second.awaitReady();
    first.kill();
    second.kill();
    long server = home.server().process();
    assertTrue(home.isRunning());
    try (EmbeddedPostgres postgres = home.start()) {
      assertEquals("1", TestHome.ask(postgres, "select 1"));
      assertEquals(server, home.server().process());
    }
    assertFalse(home.isRunning());
  }

  @Test
  void aCoachKilledAnywhereInItsFirstStartIsFollowedByOneThatStarts() throws Exception {
    for (int round = 1; round <= ROUNDS / 2; round++) {
      TestHome home = TestHome.in(parent);
      CoachProcess coach = CoachProcess.launch(home);
      Thread.sleep(200 + random.nextInt(2300));
      coach.kill();
      try (EmbeddedPostgres postgres = home.start()) {
        assertEquals("coach", TestHome.ask(postgres, "select current_user"), "round " + round);
      }
      assertFalse(home.isRunning());
      PostgresHome.delete(home.folder());
    }
  }

  @Test
  void aCoachKilledWhileItStartsOrStopsIsFollowedByOneThatStarts() throws Exception {
    TestHome home = TestHome.in(parent);
    home.start().close();
    for (int round = 1; round <= ROUNDS; round++) {
      CoachProcess coach = CoachProcess.launch(home);
      if (round % 2 == 0) {
        coach.awaitReady();
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(coach));
        Thread.sleep(random.nextInt(250));
        coach.kill();
        end.join();
      } else {
        Thread.sleep(200 + random.nextInt(800));
        coach.kill();
      }
      try (EmbeddedPostgres postgres = home.start()) {
        assertEquals("coach", TestHome.ask(postgres, "select current_user"), "round " + round);
      }
      assertFalse(home.isRunning());
    }
  }

  @Test
  void manyFirstStartsAtOnceShareOneServer() throws Exception {
    TestHome home = TestHome.in(parent);
    List<CoachProcess> coaches = new ArrayList<>();
    for (int count = 0; count < 4; count++) {
      coaches.add(CoachProcess.launch(home));
    }
    String address = coaches.get(0).awaitReady();
    for (CoachProcess coach : coaches.subList(1, 4)) {
      assertEquals(address, coach.awaitReady());
    }
    for (CoachProcess coach : coaches) {
      assertTrue(home.isRunning());
      assertEquals("1", coach.ask("select 1"));
      coach.close();
    }
    assertFalse(home.isRunning());
  }

  /** Every write that returns is acknowledged; returns how many rows that makes. */
  private static int writeUntilItEnds(EmbeddedPostgres postgres, int rows) {
    int[] written = {rows};
    assertThrows(
        SQLException.class,
        () -> {
          try (Connection connection = TestHome.connect(postgres);
              var insert = connection.prepareStatement("insert into workout_set values (?)")) {
            while (true) {
              insert.setInt(1, written[0] + 1);
              insert.executeUpdate();
              written[0]++;
            }
          }
        });
    return written[0];
  }

  private static void close(CoachProcess coach) {
    try {
      coach.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
