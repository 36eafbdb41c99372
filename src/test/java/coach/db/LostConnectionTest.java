package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Measures;
import coach.testing.CoachDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that died while nobody looked cost no call that can safely be sent again. */
@Timeout(120)
class LostConnectionTest {
  private static final CoachDatabase SITE = new CoachDatabase();
  private static final int CONNECTIONS = 3;

  private final Ahead clock = new Ahead();
  private final HikariDataSource pool =
      Pool.open(
          SITE.server().jdbcUrl(), SITE.server().user(), SITE.server().password(), CONNECTIONS);
  private final NativeRoad road = new NativeRoad(pool, SqlFile.USUAL, Measures.NONE, clock);
  private final Database database = new Database(road);
  private final Caller lifter = SITE.account("Ann");

  @AfterAll
  static void close() {
    SITE.close();
  }

  /** Goes on while the machine does not. */
  static final class Ahead extends Clock {
    volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void severalAreOpen() throws Exception {
    AutoCloseable[] held = new AutoCloseable[CONNECTIONS];
    for (int number = 0; number < CONNECTIONS; number++) {
      held[number] = pool.getConnection();
    }
    for (AutoCloseable one : held) {
      one.close();
    }
  }

  private static void killAll() {
    try (var superuser = SITE.server().connectAsSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
              + " where datname = current_database() and application_name = 'coach'");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void log(String key, boolean isPreview) {
    Map<String, String> values = new HashMap<>();
    values.put("body", "{\"measurements\": [{\"kind\": \"body_weight\", \"value\": 80}]}");
    values.put("idempotency_key", key);
    values.put("dry_run", String.valueOf(isPreview));
    database.run(lifter, "log_body_measurement", values);
  }

  @Test
  void aReadAPreviewAndAWriteWithItsKeyAreSentAgain() {
    killAll();
    assertEquals("Ann", database.run(lifter, "get_profile", Map.of()).data().path("name").asText());
    killAll();
    log("1", false);
    killAll();
    log(null, true);
  }

  @Test
  void aWriteWithoutAKeyIsNotRepeatedBlindly() {
    killAll();
    DatabaseException failed = assertThrows(DatabaseException.class, () -> log(null, false));
    assertEquals(DatabaseException.Kind.UNAVAILABLE, failed.kind());
    assertTrue(failed.getMessage().contains("may be stored or not: look"), failed.getMessage());
  }

  @Test
  void afterASuspensionEveryConnectionIsANewOne() {
    killAll();
    clock.ahead = Duration.ofMinutes(1);
    log(null, false);
    road.run(new Road.Request(Optional.empty(), "account_rules", Map.of(), new Cancellation()));
  }
}
