package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.testing.CoachDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a lifter can do with another's id: nothing to the other. */
class KnownIdsTest {
  private static CoachDatabase database;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Takes the ids that earlier versions computed from the owner's, for a public plan. */
  private static void takeFreestyle(Caller thief, Caller victim) {
    String name = "coach:" + victim.user();
    database.execute(
        "insert into public.user_plan (user_plan_id, app_user_id, name, visibility, data)"
            + " values (md5(? || ':plan:freestyle')::uuid, ?::uuid, 'Taken', 'public',"
            + " '{\"kind\": \"freestyle\"}')",
        name,
        thief.user().toString());
    database.execute(
        "insert into public.session_schedule (session_schedule_id, user_plan_id, name)"
            + " values (md5(? || ':day:freestyle:' || 'push')::uuid,"
            + " md5(? || ':plan:freestyle')::uuid, 'Thief''s words')",
        name,
        name);
  }

  private static JsonNode log(Caller lifter, String name) {
    return database
        .coach()
        .run(
            lifter,
            "log_workout",
            Map.of(
                "body",
                "{\"name\": \""
                    + name
                    + "\", \"exercises\": [{\"exercise\": \"Barbell Bench Press\","
                    + " \"sets\": [{\"reps\": 5, \"weight\": 60}]}]}",
                "idempotency_key",
                UUID.randomUUID().toString(),
                "dry_run",
                "false"))
        .data();
  }

  @Test
  void nobodyElseWordsTheNameOfAFreestyleDay() {
    Caller victim = database.account("victim");
    takeFreestyle(database.account("thief"), victim);
    assertTrue(log(victim, "Push").path("problem").isMissingNode());
    assertTrue(log(victim, "PUSH!").path("problem").isMissingNode());
    assertEquals(
        "Push of Freestyle, 2",
        database
            .column(
                "select d.name || ' of ' || p.name || ', ' || count(*)"
                    + " from public.performed_session s"
                    + " join public.session_schedule d using (session_schedule_id)"
                    + " join public.user_plan p"
                    + "   on p.user_plan_id = d.user_plan_id and p.app_user_id = s.app_user_id"
                    + " where s.app_user_id = ?::uuid group by d.name, p.name",
                victim.user().toString())
            .get(0));
  }

  @Test
  void takenIdsBlockNobodysDeletion() {
    Caller leaving = database.account("leaving");
    Caller friend = database.account("friend");
    Caller thief = database.account("thief");
    String plan = UUID.randomUUID().toString();
    String day = UUID.randomUUID().toString();
    database.execute(
        "insert into public.user_plan (user_plan_id, app_user_id, name, visibility)"
            + " values (?::uuid, ?::uuid, 'Open', 'public')",
        plan,
        leaving.user().toString());
    database.execute(
        "insert into public.session_schedule (session_schedule_id, user_plan_id, name)"
            + " values (?::uuid, ?::uuid, 'Day')",
        day,
        plan);
    database.execute(
        "insert into public.performed_session (session_schedule_id, app_user_id, started_at)"
            + " values (?::uuid, ?::uuid, now())",
        day,
        friend.user().toString());
    database.execute(
        "insert into public.user_plan (user_plan_id, app_user_id, name)"
            + " values (md5('kept plan ' || ?::text || ?::text)::uuid, ?::uuid, 'Taken')",
        plan,
        friend.user().toString(),
        thief.user().toString());
    database.column("select coach_auth.delete_account(?::uuid, 'none')", leaving.user().toString());
    assertEquals(
        "Kept from a removed plan",
        database
            .column(
                "select p.name from public.performed_session s"
                    + " join public.session_schedule d using (session_schedule_id)"
                    + " join public.user_plan p"
                    + "   on p.user_plan_id = d.user_plan_id and p.app_user_id = s.app_user_id"
                    + " where s.app_user_id = ?::uuid",
                friend.user().toString())
            .get(0));
  }

  @Test
  void aFullAccountStoresNoMoreUntilSomethingIsDeleted() {
    Caller lifter = Caller.remote(database.account("greedy").user(), Set.of("read", "write"));
    String who = lifter.user().toString();
    assertTrue(log(lifter, "Legs").path("problem").isMissingNode());
    database.execute("update coach.setting set value = '1' where name = 'account_megabytes'");
    try {
      database.execute(
          "insert into coach.idempotency_key (app_user_id, key, tool, body_hash, answer)"
              + " select ?::uuid, 'filler', 't', 'h', to_jsonb(string_agg(md5(n::text), ''))"
              + " from generate_series(1, 40000) n",
          who);
      database.execute(
          "update coach.account_size set measured_at = now() - interval '2 days'"
              + " where app_user_id = ?::uuid",
          who);
      String sentence = log(lifter, "Legs").at("/problem/sentence").asText();
      assertTrue(sentence.startsWith("This account would store 1."), sentence);
      assertTrue(sentence.contains("and may store 1.0 MB, so nothing was stored."), sentence);
      assertEquals(
          "1",
          database
              .column(
                  "select count(*) from public.performed_session where app_user_id = ?::uuid", who)
              .get(0));
      database.execute(
          "delete from coach.idempotency_key where app_user_id = ?::uuid and key = 'filler'", who);
      assertTrue(log(lifter, "Legs").path("problem").isMissingNode());
    } finally {
      database.execute("update coach.setting set value = '200' where name = 'account_megabytes'");
    }
  }
}
