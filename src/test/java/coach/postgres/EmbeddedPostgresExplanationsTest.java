package coach.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no start can cope, it says what to do, leaves the data alone and no server behind. */
@Tag("slow")
class EmbeddedPostgresExplanationsTest {
  @TempDir static Path parent;

  private static TestHome home;

  @BeforeAll
  static void fill() throws Exception {
    home = TestHome.in(parent);
    try (EmbeddedPostgres postgres = home.start()) {
      TestHome.execute(postgres, "create table kept as select 'squat' as lift");
    }
  }

  @AfterEach
  void theLiftIsThereOnceTheFaultIsMended() throws Exception {
    assertFalse(home.isRunning());
    try (EmbeddedPostgres postgres = home.start()) {
      assertEquals("squat", TestHome.ask(postgres, "select lift from kept"));
    }
  }

  @Test
  void lostPasswordsOfBothRolesAreExplained() throws Exception {
    String coach = home.password("coach");
    String superuser = home.password("postgres");
    Files.writeString(home.passwordFile("coach"), "wrong");
    Files.writeString(home.passwordFile("postgres"), "wrong");
    assertTrue(failure().getMessage().contains("does not accept the password in"));
    Files.writeString(home.passwordFile("coach"), coach);
    Files.writeString(home.passwordFile("postgres"), superuser);
  }

  @Test
  void anOlderMajorVersionIsExplained() throws Exception {
    Path version = home.data().resolve("PG_VERSION");
    Files.writeString(version, "17\n");
    EmbeddedPostgresException failure = failure();
    assertTrue(failure.getMessage().contains("written by PostgreSQL 17"), failure.getMessage());
    assertTrue(failure.getMessage().contains("export it to JSON"), failure.getMessage());
    assertTrue(failure.serverLog().contains("incompatible"), failure.serverLog());
    Files.writeString(version, "18\n");
  }

  @Test
  void aDamagedFolderIsExplainedWithTheReasonOfTheServer() throws Exception {
    Path control = home.data().resolve("global").resolve("pg_control");
    Path away = parent.resolve("pg_control");
    Files.move(control, away);
    EmbeddedPostgresException failure = failure();
    assertTrue(failure.getMessage().contains("put back a copy"), failure.getMessage());
    assertTrue(failure.serverLog().contains("pg_control"), failure.serverLog());
    Files.move(away, control);
  }

  @Test
  void aFolderThatIsNoDatabaseIsLeftAlone() throws Exception {
    TestHome strange = TestHome.in(parent);
    Path diary = Files.createDirectory(strange.data()).resolve("diary.txt");
    Files.writeString(diary, "dear diary");
    EmbeddedPostgresException failure =
        assertThrows(EmbeddedPostgresException.class, strange::start);
    assertTrue(failure.getMessage().contains("no PG_VERSION"), failure.getMessage());
    assertEquals("dear diary", Files.readString(diary));
  }

  @Test
  void rootLearnsTheWayOutWhereItCannotBecomeNobody() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root has to become somebody else");
    CoachProcess coach = CoachProcess.launch(home, Map.of("PATH", "/nonexistent"));
    assertThrows(IllegalStateException.class, coach::awaitReady);
    coach.close();
    String said = Files.readString(home.folder().resolve("process.log"));
    assertTrue(said.contains("as a normal user, or set DATABASE_URL"), said);
  }

  private static EmbeddedPostgresException failure() {
    return assertThrows(EmbeddedPostgresException.class, () -> home.start().close());
  }
}
