package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.db.NativeRoad;
import coach.db.ServerStatements;
import coach.testing.LockedTable;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept for a time goes when that is over, of somebody who never comes back too. */
@Timeout(120)
class RetentionTest {
  private static final Duration ONCE = Duration.ofDays(1);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private AuthSite site;
  private UUID ann;
  private Retention retention;

  @BeforeEach
  void serve() {
    site = new AuthSite();
    ann = site.person();
  }

  @AfterEach
  void stop() {
    retention.close();
    site.close();
  }

  private void begin(Duration period) {
    retention =
        Retention.every(Duration.ZERO, period, new ServerStatements(new NativeRoad(site.road)));
  }

  /** Changes of Ann, so many days ago each. */
  private void changes(int times, int... days) {
    for (int ago : days) {
      site.database.execute(
          "insert into coach.change_log (app_user_id, tool, summary, reverse, changed_at)"
              + " select ?::uuid, 'days_' || ?, 'x', '[1]', now() - ?::int * interval '1 day'"
              + " from generate_series(1, ?::int)",
          ann.toString(),
          Integer.toString(ago),
          Integer.toString(ago),
          Integer.toString(times));
    }
  }

  private List<String> rows(String sql) {
    return site.database.column(sql);
  }

  private void await(String sql, List<String> expected) {
    LockedTable.await(() -> rows(sql).equals(expected), sql + ": " + expected);
  }

  @Test
  void whatIsTooOldGoesAndNothingElse() {
    changes(1, 29, 31, 399, 401);
    for (int days : new int[] {399, 401}) {
      site.database.execute(
          "insert into coach_auth.event (app_user_id, kind, at)"
              + " values (?::uuid, 'days_%1$d', now() - interval '%1$d days')".formatted(days),
          ann.toString());
    }
    for (int days : new int[] {29, 31, 89, 91}) {
      site.database.execute(
          "insert into coach.idempotency_key (app_user_id, key, tool, body_hash, created_at)"
              + " values (?::uuid, 'days_%1$d', 't', 'h', now() - interval '%1$d days')"
                  .formatted(days),
          ann.toString());
      site.database.execute(
          "insert into coach_auth.client (client_id, name, redirect_uris, metadata, created_at)"
              + " values ('days_%1$d', 'App', '{}', '{}', now() - interval '%1$d days')"
                  .formatted(days));
    }
    begin(ONCE);
    await("select kind from coach_auth.event where kind like 'days%'", List.of("days_399"));
    assertEquals(
        List.of("days_29 x [1]", "days_31  []", "days_399  []"),
        rows("select concat_ws(' ', tool, summary, reverse) from coach.change_log order by 1"));
    assertEquals(List.of("days_29"), rows("select key from coach.idempotency_key"));
    assertEquals(
        List.of("days_29", "days_31", "days_89"),
        rows("select client_id from coach_auth.client where name = 'App' order by 1"));
  }

  @Test
  void aBacklogGoesInRoundsAndALockedRowNextTime() throws Exception {
    changes(2_500, 401);
    String left = "select count(*)::text from coach.change_log";
    try (Connection other = site.database.server().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from coach.change_log order by change_id limit 1 for update");
      begin(OFTEN);
      await(left, List.of("1"));
      other.rollback();
      await(left, List.of("0"));
    }
  }

  @Test
  void itGoesOnAfterTheDatabaseFailed() {
    site.road.closed = true;
    int before = site.road.trips.get();
    begin(OFTEN);
    LockedTable.await(() -> site.road.trips.get() > before + 2, "tried again");
    site.road.closed = false;
    changes(1, 401);
    await("select tool from coach.change_log", List.of());
  }
}
