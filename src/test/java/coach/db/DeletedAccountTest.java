package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import coach.testing.CoachDatabase;
import coach.testing.Statements;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Whoever leaves takes everything along, and nobody else loses anything. */
@Tag("slow")
class DeletedAccountTest {
  private static final UUID CARA = SecuredSite.CARA;
  private static final UUID DAN = SecuredSite.DAN;

  /** Of nobody: their rows in the test carry an id only so that each has another. */
  private static final Set<String> OF_NOBODY =
      Set.of("coach_auth.client", "coach_auth.signing_key", "coach_auth.attempt");

  /** Dan has trained Cara's public day, with an exercise of hers and with one that all know. */
  private static final String SHARED =
      """
      update public.user_plan set visibility = 'public' where user_plan_id = '%1$s';
      update public.session_schedule set description = 'Words of hers', data = '{"deload": true}'
      where session_schedule_id = '%1$s';
      insert into public.base_exercise (base_exercise_id, name) values ('%3$s', 'Known to all');
      insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id, reps)
      values ('%3$s', '%3$s', '%1$s', 7);
      insert into public.performed_session
        (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
      values ('%3$s', '%1$s', '%2$s', '2026-01-01', '2026-01-01');
      insert into public.performed_exercise
        (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight)
      values ('%3$s', '%3$s', '%3$s', 'Known to all', '{5}', '{}', 60000),
        ('00000000-0000-0000-0000-0000000000f9', '%1$s', '%3$s', 'Secret lift', '{5}', '{}', 1000);
      insert into public.exercise (base_exercise_id, session_schedule_id) values ('%1$s', '%2$s');
      insert into coach.setting (name, value) values ('local_lifter', '%1$s')
      on conflict (name) do update set value = excluded.value;
      """
          .formatted(CARA, DAN, "00000000-0000-0000-0000-0000000000e5");

  @Test
  void onADatabaseOfCoachsOwn() throws SQLException {
    try (TestDatabase database = CoachDatabase.migrated()) {
      try (HikariDataSource pool =
              Pool.open(database.jdbcUrl(), database.user(), database.password(), 2);
          Connection owner = database.connect()) {
        everythingGoesAndNothingElse(pool, owner);
      }
    }
  }

  @ParameterizedTest
  @OldestAndNewest
  void onTheWorkoutAppsOwn(TestServer server) throws SQLException {
    try (ExistingDatabase database = ExistingDatabase.migrated(server)) {
      database.signUp(CARA, "cara@example.com");
      database.signUp(DAN, "dan@example.com");
      try (HikariDataSource pool =
              Pool.open(database.jdbcUrl(), ExistingDatabase.OWNER, "owner", 2);
          Connection owner = database.connect()) {
        everythingGoesAndNothingElse(pool, owner);
      }
    }
  }

  private static void everythingGoesAndNothingElse(HikariDataSource pool, Connection owner)
      throws SQLException {
    Statements.execute(owner, SecurityRows.of(CARA));
    Statements.execute(owner, SecurityRows.of(DAN));
    Statements.execute(owner, SHARED);
    Map<String, Long> before = rows(owner, DAN);
    assertTrue(rows(owner, CARA).size() > 20, "Cara has something in every table");
    new ServerStatements(new NativeRoad(pool))
        .run(
            "delete_account",
            Map.of("app_user_id", CARA.toString(), "session_hash", CARA.toString()));
    assertEquals(Map.of(), rows(owner, CARA));
    // Besides what was his, Dan has a plan, a day and an exercise to which his history belongs.
    Map<String, Long> after = rows(owner, DAN);
    before.merge("public.user_plan", 1L, Long::sum);
    before.merge("public.session_schedule", 0L, Long::sum);
    before.merge("public.exercise", -1L, Long::sum);
    assertEquals(before, after);
    assertEquals(
        List.of("Kept from a removed plan|private|Day||{\"deload\": true}|t|7"),
        list(
            owner,
            """
            select concat_ws('|', p.name, p.visibility, d.name, coalesce(d.description, ''), d.data,
                             p.archived_at is not null and d.archived_at is not null, e.reps)
            from public.performed_session s
            join public.session_schedule d using (session_schedule_id)
            join public.user_plan p using (user_plan_id)
            join public.performed_exercise pe using (performed_session_id)
            join public.exercise e using (exercise_id)
            where s.app_user_id = '%1$s' and p.app_user_id = '%1$s' and s.started_at = '2026-01-01'
            """
                .formatted(DAN)));
    assertEquals(
        List.of("Known to all", "Secret lift"),
        list(
            owner,
            "select pe.name from public.performed_exercise pe"
                + " join public.performed_session s using (performed_session_id)"
                + " where s.started_at = '2026-01-01' order by 1"));
  }

  /** In how many rows of each table a person is named; tables without any are left out. */
  private static Map<String, Long> rows(Connection owner, UUID who) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    Set<String> views = TableRule.VIEWS.stream().map(TableRule::table).collect(Collectors.toSet());
    for (TableRule rule : TableRule.all()) {
      if (!OF_NOBODY.contains(rule.table()) && !views.contains(rule.table())) {
        long count =
            Long.parseLong(
                list(
                        owner,
                        "select count(*) from %s t where to_jsonb(t)::text like '%%%s%%'"
                            .formatted(rule.table(), who))
                    .get(0));
        if (count > 0) {
          rows.put(rule.table(), count);
        }
      }
    }
    return rows;
  }

  private static List<String> list(Connection owner, String sql) throws SQLException {
    List<String> list = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        list.add(rows.getString(1));
      }
    }
    return list;
  }
}
