package coach.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.CallerSession;
import coach.db.ExistingDatabase;
import coach.postgres.OldestAndNewest;
import coach.postgres.TestServer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * Views of the workout app's that run with their owner's rights show custom exercises and private
 * days to everyone, until the offered change is taken; then no view does.
 */
@Tag("slow")
@ParameterizedClass
@OldestAndNewest
class LeakingViewsTest {
  private static final List<String> LEAKING =
      List.of("base_exercise_full", "base_exercise_with_muscles", "exercise_schedule");

  @Parameter TestServer server;

  private static ExistingDatabase existing;

  @BeforeParameterizedClassInvocation
  static void storeSecrets(TestServer server) throws Exception {
    existing = ExistingDatabase.migrated(server);
    existing.execute(
        """
        insert into public.base_exercise (base_exercise_id, app_user_id, name)
        values ('00000000-0000-0000-0000-0000000000e1', '%1$s', 'Secret lift');
        insert into public.base_exercise_primary_muscle (base_exercise_id, muscle_group_id)
        select '00000000-0000-0000-0000-0000000000e1', muscle_group_id from public.muscle_group limit 1;
        insert into public.user_plan (user_plan_id, app_user_id, name)
        values ('00000000-0000-0000-0000-0000000000e2', '%1$s', 'Secret plan');
        insert into public.session_schedule (session_schedule_id, user_plan_id, name)
        values ('00000000-0000-0000-0000-0000000000e3', '00000000-0000-0000-0000-0000000000e2', 'Secret day');
        insert into public.exercise (exercise_id, base_exercise_id, session_schedule_id, description)
        values ('00000000-0000-0000-0000-0000000000e4', '00000000-0000-0000-0000-0000000000e1',
                '00000000-0000-0000-0000-0000000000e3', 'Secret line')"""
            .formatted(ExistingDatabase.ANNA));
  }

  @AfterParameterizedClassInvocation
  static void drop() {
    existing.close();
  }

  /** The views of every schema that a caller may use in which something of it stands. */
  private static List<String> showing(CallerSession caller) throws Exception {
    List<String> showing = new ArrayList<>();
    for (String view :
        caller.rows(
            """
            select format('%I.%I', schemaname, viewname) from pg_views
            where schemaname in ('public', 'coach', 'coach_api')
              and has_schema_privilege(schemaname, 'USAGE')
              and has_table_privilege(format('%I.%I', schemaname, viewname), 'SELECT')
            order by 1""")) {
      if (!caller
          .attempt(
              "select from "
                  + view
                  + " v where to_jsonb(v)::text ~*"
                  + " 'secret|00000000-0000-0000-0000-0000000000e[1-4]'"
                  + (view.endsWith("exercise_stats") ? " and 37 <> all (reps)" : ""))
          .equals("0")) {
        showing.add(view.replace("public.", ""));
      }
    }
    return showing;
  }

  @Test
  void onlyWhereTheChangeIsDeclined() throws Exception {
    try (CallerSession owner = existing.lifter(ExistingDatabase.ANNA)) {
      assertTrue(showing(owner).containsAll(LEAKING), "there is something to see");
    }
    assertSeen(LEAKING);
    String announced = String.join("\n", existing.migrations().dryRun());
    OfferedChange offer = OfferedChange.SECURE_VIEWS;
    assertTrue(
        announced.contains(
            "secure-views: %s. Without it, %s. Take it with --take secure-views"
                .formatted(offer.change(), offer.withoutIt())),
        announced);

    existing.migrations().taking(EnumSet.of(OfferedChange.SECURE_VIEWS)).migrate(line -> {});
    assertSeen(List.of());
    announced = String.join("\n", existing.migrations().dryRun());
    assertTrue(!announced.contains("secure-views"), announced);
    try (CallerSession owner = existing.lifter(ExistingDatabase.ANNA)) {
      assertTrue(showing(owner).containsAll(LEAKING), "the lifter still sees them");
    }
  }

  private static void assertSeen(List<String> views) throws Exception {
    try (CallerSession anonymous = existing.anonymous();
        CallerSession other = existing.lifter(ExistingDatabase.BEN)) {
      assertEquals(views, showing(anonymous), "to a client without an account");
      assertEquals(views, showing(other), "to another lifter");
    }
  }
}
