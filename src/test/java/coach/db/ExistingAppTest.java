package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.ExistingDatabase.Catalogue;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The workout app goes on as before: every view and every function of its own gives everybody the
 * same answer, refusals included, before and after migrate.
 */
class ExistingAppTest {
  private static final UUID ADMIN = ExistingDatabase.trained(1);
  private static final UUID YEAR = ExistingDatabase.trained(7);
  private static final UUID NEW = ExistingDatabase.trained(41);

  /** A call of every function but the triggers; what it writes is taken back. */
  private static final Map<String, String> CALLS = new TreeMap<>();

  static {
    call(
        "base_exercise_searchable",
        "select public.base_exercise_searchable(b) from public.base_exercise b");
    call("draft_session_exercises", eachSession("public.draft_session_exercises(s.id)"));
    call("draft_session_exercises_v2", eachSession("public.draft_session_exercises_v2(s.id)"));
    call("performed_session_details", eachSession("public.performed_session_details(s.id)"));
    call(
        "find_exercises_by_muscle",
        "select true, f.* from public.find_exercises_by_muscle('chest', true) f"
            + " union all select false, f.* from public.find_exercises_by_muscle('triceps', false) f");
    call("get_exercise_metadata_stats", "select * from public.get_exercise_metadata_stats()");
    call("generate_unique_username", "select public.generate_unique_username()");
    call(
        "create_session_from_name",
        "select session_schedule_id, app_user_id, started_at = completed_at, note, data"
            + " from public.create_session_from_name('Upper', auth.uid())");
    call(
        "create_full_session",
        "select exercise_id, name, reps, sets, rest, weight, completed_at, note, data"
            + " from public.create_full_session('Day A', auth.uid())");
    call(
        "create_session_exercises",
        "select exercise_id, name, reps, sets, rest, weight, completed_at from"
            + " public.create_session_exercises('d0000000-0000-0000-0000-000000000009')");
    for (String table : List.of("primary", "secondary")) {
      call(
          "add_" + table + "_muscle",
          "select public.add_"
              + table
              + "_muscle(base_exercise_id, 'neck', 2) from public.base_exercise");
    }
    call(
        "set_exercise_muscles",
        "select public.set_exercise_muscles(base_exercise_id, '{neck,traps}', '{chest}')"
            + " from public.base_exercise where name = 'Bench press'");
    call(
        "debug_rls_performance",
        "select * from public.debug_rls_performance('performed_exercise')");
    call("is_admin", eachLifter("public.is_admin(l.id)"));
    call("get_admin_role", eachLifter("public.get_admin_role(l.id)"));
    call("can_impersonate_user", eachLifter("public.can_impersonate_user(auth.uid(), l.id)"));
    call("list_impersonatable_users", "select * from public.list_impersonatable_users()");
    call(
        "get_active_impersonation_sessions",
        "select * from public.get_active_impersonation_sessions()");
    call("get_impersonation_history", eachLifter("public.get_impersonation_history(l.id, 5)"));
    call(
        "log_impersonation_start",
        "select public.log_impersonation_start(auth.uid(), '%s') is null".formatted(NEW));
    call(
        "log_impersonation_end",
        "select public.log_impersonation_end(md5('audit 0')::uuid, 'manual')");
    call(
        "timeout_expired_impersonation_sessions",
        "select public.timeout_expired_impersonation_sessions()");
    call(
        "archive_old_impersonation_audits",
        "select * from public.archive_old_impersonation_audits()");
    call("schedule_monthly_audit_archival", "select public.schedule_monthly_audit_archival()");
    call(
        "grant_admin_role",
        "select public.grant_admin_role('%s', 'admin', 'for a day')".formatted(NEW));
    call("revoke_admin_role", "select public.revoke_admin_role('%s', 'enough')".formatted(ADMIN));
  }

  @ParameterizedTest
  @OldestAndNewest
  void everybodyGetsTheSameAnswers(TestServer server) throws Exception {
    Catalogue catalogue = server == TestServer.POSTGRES_15 ? Catalogue.LARGE : Catalogue.SMALL;
    try (ExistingDatabase existing = ExistingDatabase.on(server, catalogue)) {
      Map<String, String> questions = questions(existing);
      Map<String, List<String>> before = answers(existing, questions);
      existing.migrations().migrate(line -> {});
      Map<String, List<String>> after = answers(existing, questions);
      before.forEach((question, answer) -> assertEquals(answer, after.get(question), question));
    }
  }

  /** Otherwise the same answers would say nothing: most are rows, of the right person. */
  @Test
  void thereIsSomethingToAnswer() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create()) {
      Map<String, List<String>> answers = answers(existing, questions(existing));
      for (String question : questions(existing).keySet()) {
        assertTrue(
            answers.entrySet().stream()
                .filter(answer -> answer.getKey().endsWith(" asks " + question))
                .flatMap(answer -> answer.getValue().stream())
                .anyMatch(row -> !row.startsWith("refused")),
            question + " is answered to nobody");
      }
      assertTrue(answers.get("a year's lifter asks view exercise_stats").size() > 700);
      assertEquals(List.of(), answers.get("a new lifter asks view exercise_stats"));
      assertEquals(List.of(), answers.get("nobody asks view exercise_stats"));
      assertEquals(3, answers.get("Anna asks function create_full_session").size());
      assertEquals(66, answers.get("nobody asks view base_exercise_full").size());
    }
  }

  /** Trap: one set of 37 reps, and the app's view of everything breaks for whoever may read it. */
  @Test
  void theAppsOwnStatisticsBreakAtThirtySevenReps() throws Exception {
    try (ExistingDatabase existing = ExistingDatabase.create();
        CallerSession owner = existing.owner();
        CallerSession anna = existing.lifter(ExistingDatabase.ANNA);
        CallerSession ben = existing.lifter(ExistingDatabase.BEN)) {
      String query = "select * from public.exercise_stats";
      assertEquals("22012", owner.attempt(query));
      assertEquals("22012", anna.attempt(query));
      assertEquals("1", ben.attempt(query));
    }
  }

  /** Of the catalogue as it is, so that no view and no function is forgotten. */
  private static Map<String, String> questions(ExistingDatabase existing) throws Exception {
    Map<String, String> questions = new TreeMap<>();
    for (String view :
        existing.rows(
            "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace")) {
      String query = "select * from public." + view;
      // The view divides by zero there, and a migration may be asked to mend that.
      boolean breaks = view.equals("exercise_stats");
      questions.put("view " + view, breaks ? query + " where 37 <> all (reps)" : query);
    }
    List<String> functions =
        existing.rows(
            "select proname from pg_proc where pronamespace = 'public'::regnamespace"
                + " and prorettype <> 'trigger'::regtype");
    assertEquals(CALLS.keySet(), new TreeSet<>(functions), "every function is called");
    CALLS.forEach((name, call) -> questions.put("function " + name, call));
    return questions;
  }

  private static Map<String, List<String>> answers(
      ExistingDatabase existing, Map<String, String> questions) throws Exception {
    Map<String, List<String>> answers = new TreeMap<>();
    try (CallerSession owner = existing.owner();
        CallerSession anna = existing.lifter(ExistingDatabase.ANNA);
        CallerSession admin = existing.lifter(ADMIN);
        CallerSession year = existing.lifter(YEAR);
        CallerSession beginner = existing.lifter(NEW);
        CallerSession nobody = existing.anonymous()) {
      for (Map.Entry<String, String> question : questions.entrySet()) {
        // How long something has lasted is another answer every minute.
        String query =
            "select (to_jsonb(r) - 'duration_minutes') #- '{f,duration_minutes}' from (%s) r"
                .formatted(question.getValue());
        String asks = " asks " + question.getKey();
        answers.put("the owner" + asks, sorted(owner.answer(query)));
        answers.put("Anna" + asks, sorted(anna.answer(query)));
        answers.put("an admin" + asks, sorted(admin.answer(query)));
        answers.put("a year's lifter" + asks, sorted(year.answer(query)));
        answers.put("a new lifter" + asks, sorted(beginner.answer(query)));
        answers.put("nobody" + asks, sorted(nobody.answer(query)));
      }
    }
    return answers;
  }

  private static List<String> sorted(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows);
    sorted.sort(null);
    return sorted;
  }

  private static void call(String function, String query) {
    CALLS.put(function, query);
  }

  /** For Anna's sessions, the last of a lifter with a year of them, and one that is not there. */
  private static String eachSession(String call) {
    return """
        select s.id, f.* from (
          select ('d0000000-0000-0000-0000-00000000000' || n)::uuid as id from generate_series(0, 9) n
          union all select md5('session 7 ' || n)::uuid from generate_series(150, 156) n) s
        cross join lateral %s f"""
        .formatted(call);
  }

  private static String eachLifter(String call) {
    return """
        select l.id, f from (values ('%s'::uuid), ('%s'), ('%s'), ('%s')) l (id)
        cross join lateral %s f"""
        .formatted(
            ExistingDatabase.ANNA,
            ADMIN,
            ExistingDatabase.trained(2),
            ExistingDatabase.trained(5),
            call);
  }
}
