package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.postgres.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rules that every object of the schema keeps, asked of the catalogue so that none is forgotten.
 */
class SchemaRulesTest {
  private static SecuredSite empty;
  private static SecuredSite existing;

  @BeforeAll
  static void build() throws Exception {
    empty = SecuredSite.onAnEmptyDatabase();
    existing = SecuredSite.onTheExistingDatabase(TestServer.POSTGRES_18);
  }

  @AfterAll
  static void drop() throws Exception {
    empty.close();
    existing.close();
  }

  private static void assertOnBoth(List<String> expected, String query) throws Exception {
    assertEquals(expected, empty.ownerSees(query), empty.toString());
    assertEquals(expected, existing.ownerSees(query), existing.toString());
  }

  @Test
  void everyTableHasRowSecurity() throws Exception {
    assertOnBoth(
        List.of(),
        """
        select n.nspname || '.' || c.relname from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'coach', 'coach_auth') and c.relkind in ('r', 'p')
          and not c.relrowsecurity
          -- The app's own, which hold nothing of a lifter's training.
          and c.relname !~ '^(impersonation|username)_'
        order by 1""");
  }

  @Test
  void everyViewButThatOfPublicPlansIsReadWithTheCallersRights() throws Exception {
    assertOnBoth(
        List.of("coach.seen_plan"),
        """
        select n.nspname || '.' || c.relname from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('v', 'm')
          and (n.nspname in ('coach', 'coach_api') or n.nspname = 'public' and c.relname = 'all_plans')
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
          and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
        order by 1""");
  }

  @Test
  void noFunctionOfCoachIsEveryones() throws Exception {
    assertOnBoth(
        List.of(),
        """
        select p.oid::regprocedure from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where n.nspname in ('coach', 'coach_api', 'coach_auth')
          and (a.grantee = 0 or a.grantee = 'anon'::regrole)""");
    assertOnBoth(
        List.of(),
        """
        select p.oid::regprocedure from pg_proc p
        cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where p.proname in ('touch_user_plan', 'fill_username')
          and a.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)""");
  }

  @Test
  void whatTriggersRunIsForThemAlone() throws Exception {
    assertOnBoth(
        List.of("choose_labels", "label_exercise", "note_plan_change"),
        """
        select p.proname from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'coach' and not has_function_privilege('authenticated', p.oid, 'execute')
        order by 1""");
  }

  @Test
  void functionsWithTheOwnersRightsAreFewAndPinTheirSearchPath() throws Exception {
    assertOnBoth(
        List.of(
            "begin_call",
            "bytes_allowed",
            "calls_allowed",
            "choose_labels",
            "count_call",
            "label_exercise",
            "shared_plan"),
        """
        select p.proname from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('coach', 'coach_auth') and p.prosecdef
          and 'search_path=""' = any (p.proconfig)
        order by 1""");
    assertOnBoth(
        List.of(),
        """
        select p.proname from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('coach', 'coach_api', 'coach_auth') and p.prosecdef
          and not 'search_path=""' = any (coalesce(p.proconfig, '{}'))""");
  }

  @Test
  void nothingOfTheSignInIsGrantedToAnyone() throws Exception {
    assertOnBoth(
        List.of(),
        """
        select c.relname, a.grantee::regrole from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral aclexplode(c.relacl) a
        where n.nspname = 'coach_auth' and a.grantee <> c.relowner""");
    assertOnBoth(
        List.of("f|f|f"),
        """
        select has_schema_privilege('anon', 'coach_auth', 'usage'),
               has_schema_privilege('authenticated', 'coach_auth', 'usage'),
               has_schema_privilege('anon', 'coach', 'usage')""");
  }

  /** But for what writes, refuses or counts, which runs once a call. */
  @Test
  void sharedSqlCanBeInlined() throws Exception {
    assertOnBoth(
        List.of(),
        """
        select p.proname from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        join pg_language l on l.oid = p.prolang
        where n.nspname = 'coach' and l.lanname = 'sql'
          and p.provolatile <> 'v' and not p.prosecdef and p.proconfig is not null""");
  }

  /** But for the workouts themselves, as in the workout app. */
  @Test
  void everyForeignKeyToAnAccountCascades() throws Exception {
    assertOnBoth(
        List.of("performed_session|performed_session_app_user_id_fkey"),
        """
        select conrelid::regclass, conname from pg_constraint
        where contype = 'f' and confrelid = 'public.app_user'::regclass and confdeltype <> 'c'""");
  }

  @Test
  void noFunctionReadsEveryTimeZoneOfTheSystem() throws Exception {
    assertOnBoth(
        List.of(),
        """
        select p.oid::regprocedure from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('coach', 'coach_api', 'coach_auth')
          and p.prosrc ~ 'pg_timezone_(names|abbrevs)'""");
  }
}
