package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.DatabaseException.Kind;
import coach.testing.CoachDatabase;
import coach.testing.LockedTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The server's own statements run as the connecting role, each in one transaction. */
class ServerStatementsTest {
  @Test
  void aDatabaseThatWasNeverMigratedIsOutdated() {
    try (TestDatabase database = TestDatabase.create();
        HikariDataSource pool = pool(database)) {
      DatabaseException failure =
          assertThrows(
              DatabaseException.class,
              () -> new ServerStatements(new NativeRoad(pool)).run("schema_version", Map.of()));
      assertEquals(Kind.OUTDATED, failure.kind());
    }
  }

  @Test
  void theDoctorsLookNeedsNothingOfCoach() {
    try (TestDatabase database = TestDatabase.create();
        HikariDataSource pool = pool(database)) {
      JsonNode facts = new ServerStatements(new NativeRoad(pool)).run("inspect", Map.of());
      assertEquals("coach", facts.get("role").asText());
      assertEquals(3, facts.get("member_of").size(), facts.toString());
      assertTrue(facts.get("extensions").toString().contains("pg_trgm"));
      assertEquals(false, facts.get("has_coach").booleanValue());
    }
  }

  @Test
  void everyFileRunsOnAMigratedDatabase() throws Exception {
    try (TestDatabase database = CoachDatabase.migrated();
        HikariDataSource pool = pool(database);
        Stream<Path> files = Files.list(Path.of("sql/auth"))) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
      assertTrue(names.contains("find_lifter"));
      for (String name : names) {
        JsonNode answer = new ServerStatements(new NativeRoad(pool)).run(name, values(name));
        assertNotNull(answer, name);
      }
    }
  }

  @Test
  void aForgottenParameterIsAFaultOfOurs() {
    try (TestDatabase database = TestDatabase.create();
        HikariDataSource pool = pool(database)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ServerStatements(new NativeRoad(pool)).run("find_lifter", Map.of()));
    }
  }

  private static Map<String, String> values(String name) {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, String> param : SqlFile.load("auth", name).params().entrySet()) {
      values.put(
          param.getKey(),
          switch (param.getValue()) {
            case "int" -> "1";
            case "jsonb" -> "[]";
            case "boolean" -> "true";
            case "timestamptz" -> "2026-11-22T00:00:00Z";
            case "uuid" -> "00000000-0000-0000-0000-000000000001";
            // Secrets are never the same twice.
            default -> param.getKey().endsWith("_hash") ? name : "local_lifter";
          });
    }
    return values;
  }

  private static HikariDataSource pool(TestDatabase database) {
    return Pool.open(database.jdbcUrl(), database.user(), database.password(), 2);
  }

  @Test
  void whatWaitsForALockGivesItsConnectionBack() throws Exception {
    try (TestDatabase database = CoachDatabase.migrated();
        HikariDataSource pool = pool(database)) {
      ServerStatements statements =
          new ServerStatements(new NativeRoad(pool, Duration.ofMillis(300)));
      Map<String, String> leaving =
          Map.of("app_user_id", UUID.randomUUID().toString(), "session_hash", "x");
      CompletableFuture<JsonNode> deletion;
      try (LockedTable held = new LockedTable(database, "coach_auth.browser_session")) {
        DatabaseException failure =
            assertThrows(
                DatabaseException.class,
                () -> statements.run("find_session", Map.of("session_hash", "x")));
        assertEquals(Kind.UNAVAILABLE, failure.kind());
        assertEquals(5, failure.retrySeconds());
        held.awaitWaiting(0);
      }
      try (LockedTable held = new LockedTable(database, "coach_auth.account")) {
        deletion = CompletableFuture.supplyAsync(() -> statements.run("delete_account", leaving));
        held.awaitWaiting(1);
        long begun = System.nanoTime();
        LockedTable.await(() -> System.nanoTime() - begun > 600_000_000, "longer than usual");
      }
      assertEquals(false, deletion.join().get("deleted").booleanValue());
    }
  }
}
