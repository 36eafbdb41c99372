package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.db.TestDatabase;
import coach.migrate.Migrations;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Migrating shows what it would do, does it, and then has nothing left to do. */
class MigrateTest {
  @Test
  void aDryRunLeavesNothingAndMigratingTwiceIsHarmless() {
    try (TestDatabase database = TestDatabase.create()) {
      Map<String, String> environment = Map.of("DATABASE_URL", DoctorTest.address(database));
      Run dry = Shell.run(environment, "migrate", "--dry-run");
      assertEquals(0, dry.code(), dry.err());
      assertTrue(dry.out().contains("performed_session"), dry.out());
      assertEquals(1, Shell.run(environment, "call", "get_profile").code());

      Run first = Shell.run(environment, "migrate");
      assertEquals(0, first.code(), first.err());
      assertTrue(first.out().startsWith("applied 0014 "), first.out());
      assertTrue(
          first.out().endsWith("The database is at version " + Migrations.NEWEST + ".\n"),
          first.out());

      Run second = Shell.run(environment, "migrate");
      assertEquals(
          "The database was at version " + Migrations.NEWEST + " already.\n", second.out());
    }
  }

  @Test
  void thePrintedScriptIsNothingButSql() {
    try (TestDatabase database = TestDatabase.create()) {
      Run run = Shell.run(Map.of("DATABASE_URL", DoctorTest.address(database)), "migrate", "--sql");
      assertEquals(0, run.code(), run.err());
      assertEquals("", run.err());
      assertTrue(
          run.out().contains("create schema if not exists coach"), run.out().substring(0, 200));
    }
  }

  @Test
  void theTransactionPoolerIsRefused() {
    Run run = Shell.run(Map.of("DATABASE_URL", "postgres://a:b@127.0.0.1:6543/x"), "migrate");
    assertEquals(1, run.code());
    assertTrue(run.err().startsWith("DATABASE_URL names the transaction pooler"), run.err());
  }
}
