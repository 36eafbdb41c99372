package coach.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.db.DatabaseException.Kind;
import coach.testing.CoachDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All instances end up with one secret, which nobody else can read. */
@Tag("runtime")
class SharedSecretTest {
  private static HikariDataSource pool(TestDatabase server) {
    return Pool.open(server.jdbcUrl(), server.user(), server.password(), 4);
  }

  private static List<String> stored(CoachDatabase database) {
    return database.column("select value from coach.setting where name = 'request_state_key'");
  }

  @Test
  void instancesThatBeginTogetherAgree() {
    try (CoachDatabase database = new CoachDatabase();
        HikariDataSource pool = pool(database.server())) {
      ServerStatements statements = new ServerStatements(new NativeRoad(pool));
      List<CompletableFuture<byte[]>> secrets =
          IntStream.range(0, 8)
              .mapToObj(
                  instance ->
                      CompletableFuture.supplyAsync(
                          () -> new SharedSecret(statements, Optional.empty()).get()))
              .toList();
      byte[] first = secrets.get(0).join();
      assertEquals(32, first.length);
      secrets.forEach(secret -> assertArrayEquals(first, secret.join()));
      assertEquals(1, stored(database).size());
    }
  }

  @Test
  void theOperatorsOwnNeverMeetsTheDatabase() {
    SharedSecret secret = new SharedSecret(null, Optional.of("x".repeat(32)));
    assertArrayEquals("x".repeat(32).getBytes(StandardCharsets.UTF_8), secret.get());
  }

  @Test
  void nothingIsStoredBeforeItIsNeeded() {
    try (CoachDatabase database = new CoachDatabase();
        HikariDataSource pool = pool(database.server())) {
      SharedSecret secret =
          new SharedSecret(new ServerStatements(new NativeRoad(pool)), Optional.empty());
      assertEquals(List.of(), stored(database));
      byte[] first = secret.get();
      database.execute("update coach.setting set value = '' where name = 'request_state_key'");
      assertArrayEquals(first, secret.get());
    }
  }

  @Test
  void aDatabaseThatIsAwayFailsInOurWords() {
    HikariDataSource pool;
    try (CoachDatabase database = new CoachDatabase()) {
      pool = pool(database.server());
    }
    try (pool) {
      SharedSecret secret =
          new SharedSecret(new ServerStatements(new NativeRoad(pool)), Optional.empty());
      DatabaseException away = assertThrows(DatabaseException.class, secret::get);
      assertEquals(Kind.UNAVAILABLE, away.kind());
    }
  }

  @Test
  void noLifterCanReadIt() {
    try (CoachDatabase database = new CoachDatabase();
        HikariDataSource pool = pool(database.server())) {
      new SharedSecret(new ServerStatements(new NativeRoad(pool)), Optional.empty()).get();
      for (String role : List.of("authenticated", "anon", "service_role")) {
        for (String right : List.of("select", "insert", "update", "delete")) {
          assertEquals(
              List.of("f"),
              database.column(
                  "select has_table_privilege(?, 'coach.setting', ?)::text = 'true'", role, right),
              role + " may " + right);
        }
      }
    }
  }
}
