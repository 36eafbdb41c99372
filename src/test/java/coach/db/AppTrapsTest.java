package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.ExistingDatabase.Catalogue;
import coach.migrate.OfferedChange;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What the workout app's own data and functions expect of everyone who writes beside them. */
@ParameterizedClass
@OldestAndNewest
class AppTrapsTest {
  private static final String SQUAT = "c0000000-0000-0000-0000-000000000001";

  @Parameter TestServer server;

  private ExistingDatabase existing;

  @AfterEach
  void drop() {
    existing.close();
  }

  private JsonNode log(String body) {
    Map<String, String> values = new HashMap<>();
    values.put("body", body);
    values.put("idempotency_key", null);
    values.put("dry_run", "false");
    try (HikariDataSource pool =
        Pool.open(existing.jdbcUrl(), ExistingDatabase.OWNER, "owner", 1)) {
      return new Database(new NativeRoad(pool))
          .run(Caller.local(ExistingDatabase.ANNA), "log_workout", values)
          .data();
    }
  }

  @Test
  void thirtySevenRepsAreRefusedWhereTheAppsStatisticsBreakOnThem() throws Exception {
    String body =
        "{\"mode\": \"new\", \"exercises\": [{\"exercise\": \"Back squat\", \"sets\":"
            + " [{\"weight\": 20, \"reps\": 37}]}]}";
    existing = ExistingDatabase.migrated(server);
    String sentence = log(body).at("/problem/sentence").asText();
    assertTrue(sentence.startsWith("reps is 37, "), sentence);
    assertTrue(sentence.contains("coach migrate --take exercise-stats"), sentence);

    existing.migrations().taking(EnumSet.allOf(OfferedChange.class)).migrate(line -> {});
    assertTrue(log(body).path("problem").isMissingNode());
    assertEquals(
        List.of("1"),
        existing.rows(
            "select count(*) from public.exercise_stats where reps = '{37}' and weight = 20000 and name = 'Back squat' and date >= current_date - 1"));
  }

  @Test
  void aSessionThatTheAppPreparedIsFilledAndNotDoubled() throws Exception {
    existing = ExistingDatabase.migrated(server);
    existing.execute(
        """
        insert into public.performed_session
          (performed_session_id, session_schedule_id, app_user_id, started_at, completed_at)
        values ('d0000000-0000-0000-0000-0000000000fe', 'b0000000-0000-0000-0000-000000000001',
                '%s', now() at time zone 'UTC' - interval '20 minutes', null);
        insert into public.performed_exercise
          (performed_exercise_id, exercise_id, performed_session_id, name, reps, rest, weight)
        values ('e0000000-0000-0000-0000-0000000000fe', '%s',
                'd0000000-0000-0000-0000-0000000000fe', 'Back squat', '{5,5,5}', '{}', 107500);
        """
            .formatted(ExistingDatabase.ANNA, SQUAT));
    JsonNode answer =
        log(
            "{\"mode\": \"append\", \"exercises\": [{\"exercise\": \"Back squat\", \"sets\":"
                + " [{\"weight\": 100, \"reps\": 5}, {\"weight\": 100, \"reps\": 4}]}]}");
    assertTrue(answer.path("problem").isMissingNode(), answer.toString());
    assertEquals(
        List.of("e0000000-0000-0000-0000-0000000000fe|{5,4}|100000|t"),
        existing.rows(
            "select performed_exercise_id, reps, weight, completed_at is not null"
                + " from public.performed_exercise"
                + " where performed_session_id = 'd0000000-0000-0000-0000-0000000000fe'"));
  }

  @Test
  void aPlanThatIsMadeActiveSwitchesTheOtherOff() throws Exception {
    existing = ExistingDatabase.migrated(server);
    try (CallerSession anna = existing.lifter(ExistingDatabase.ANNA)) {
      for (String name : List.of("First", "Second")) {
        anna.execute(
            """
            insert into public.user_plan (app_user_id, name, starts_at, ends_at, is_active)
            values (auth.uid(), '%s', now(), now() + interval '6 weeks', true)"""
                .formatted(name));
      }
      assertEquals(
          List.of("First|f", "Second|t"),
          anna.rows("select name, is_active from public.user_plan order by name"));
    }
  }

  /** The owner merges exercises; what coach noted once may say otherwise by then, or be gone. */
  @Test
  void thePlansLineDecidesBeforeANoteAndAnIdThatIsGoneIsNone() throws Exception {
    existing = ExistingDatabase.on(server, Catalogue.SMALL);
    existing.execute(
        """
        update public.performed_exercise
        set data = jsonb_build_object('base_exercise_id', (
              select base_exercise_id from public.base_exercise where name = 'Bench press'))
        where performed_exercise_id = 'e0000000-0000-0000-0000-000000000001';
        update public.performed_exercise
        set name = 'Back squat', exercise_id = null,
            data = '{"base_exercise_id": "00000000-0000-0000-0000-0000000000aa"}'
        where performed_exercise_id = 'e0000000-0000-0000-0000-000000000002'""");
    existing.migrations().migrate(line -> {});
    assertEquals(
        List.of("Back squat", "Back squat"),
        existing.rows(
            "select distinct on (performed_exercise_id) exercise_name from coach.performed_set"
                + " where performed_exercise_id in ('e0000000-0000-0000-0000-000000000001',"
                + " 'e0000000-0000-0000-0000-000000000002')"));
  }

  @Test
  void effortInAColumnOfTheAppsOwnIsRead() throws Exception {
    existing = ExistingDatabase.on(server, Catalogue.SMALL);
    existing.execute(
        "alter table public.performed_exercise_set add column rpe numeric;"
            + " update public.performed_exercise_set set rpe = 7.5"
            + " where performed_exercise_id = 'e0000000-0000-0000-0000-000000000006'"
            + " and \"order\" = 10");
    existing.migrations().migrate(line -> {});
    assertEquals(
        List.of("1|7.5", "2|7", "3|9.5"),
        existing.rows(
            "select set_number, rpe from coach.performed_set"
                + " where performed_exercise_id = 'e0000000-0000-0000-0000-000000000006'"
                + " order by 1"));
  }
}
