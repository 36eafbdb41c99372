package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.postgres.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In every table there is, on a database of coach's own and on the workout app's, people reach
 * their own rows and nobody else's.
 */
@Tag("slow")
class RowSecurityTest {
  private static final UUID CARA = SecuredSite.CARA;
  private static final UUID DAN = SecuredSite.DAN;

  /** No row in reach, no right, or a view that nobody can write to. */
  private static final Set<String> REFUSED = Set.of("0", "42501", "55000");

  /** One row or more, or one in reach that another row still needs, or that is there already. */
  private static final String REACHED = "[1-9]\\d{0,3}|23503|23505";

  /** They ask who the caller is, and so show the owner of the database nothing of a lifter's. */
  private static final Set<String> BY_CALLER = Set.of("public.all_plans", "coach.seen_plan");

  /** One table on one database. */
  record Case(SecuredSite site, TableRule rule) {
    String rowsOf(UUID who) {
      return rule.key() + " = '" + who + "'";
    }

    @Override
    public String toString() {
      return site + " " + rule;
    }
  }

  private static final List<SecuredSite> SITES = new ArrayList<>();

  private static List<SecuredSite> sites() throws Exception {
    if (SITES.isEmpty()) {
      SITES.add(SecuredSite.onAnEmptyDatabase());
      for (TestServer server : TestServer.values()) {
        SITES.add(SecuredSite.onTheExistingDatabase(server));
      }
    }
    return SITES;
  }

  @AfterAll
  static void drop() throws Exception {
    for (SecuredSite site : SITES) {
      site.close();
    }
    SITES.clear();
  }

  static List<Case> everyTable() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (SecuredSite site : sites()) {
      TableRule.all().forEach(rule -> cases.add(new Case(site, rule)));
    }
    return cases;
  }

  static List<Case> tablesOfPeople() throws Exception {
    return everyTable().stream().filter(c -> c.rule().key() != null).toList();
  }

  static List<Case> sharedTables() throws Exception {
    return everyTable().stream().filter(c -> c.rule().shared()).toList();
  }

  private static void assertRefused(String what, CallerSession session, String sql)
      throws SQLException {
    String outcome = session.attempt(sql);
    assertTrue(REFUSED.contains(outcome), what + " was not refused: " + outcome);
  }

  @Test
  void everyTableAndViewHasARule() throws Exception {
    for (SecuredSite site : sites()) {
      Set<String> ruled = new TreeSet<>(site.viewsBesides());
      TableRule.all().forEach(rule -> ruled.add(rule.table()));
      assertEquals(
          ruled,
          new TreeSet<>(
              site.ownerSees(
                  """
                  select n.nspname || '.' || c.relname from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname in ('public', 'coach', 'coach_auth', 'coach_api')
                    and c.relkind in ('r', 'p', 'v', 'm', 'f')
                    and not exists (
                      select from pg_depend d where d.objid = c.oid and d.deptype = 'e')""")),
          site.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("tablesOfPeople")
  void thereIsARowThatSomeoneMightWant(Case c) throws Exception {
    if (BY_CALLER.contains(c.rule().table())) {
      assertEquals(
          "1",
          c.site().cara().attempt("select from " + c.rule().table() + " where " + c.rowsOf(CARA)));
      return;
    }
    assertNotEquals(
        List.of(),
        c.site().ownerSees("select 1 from " + c.rule().table() + " where " + c.rowsOf(DAN)));
  }

  @ParameterizedTest
  @MethodSource("tablesOfPeople")
  void anothersRowsAreOutOfReach(Case c) throws Exception {
    CallerSession cara = c.site().cara();
    for (var attempt : c.site().attempts(c.rule(), c.rowsOf(DAN)).entrySet()) {
      assertRefused(c + " " + attempt.getKey(), cara, attempt.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("tablesOfPeople")
  void withoutAnAccountNobodysRowsAreInReach(Case c) throws Exception {
    CallerSession anonymous = c.site().anonymous();
    for (var attempt : c.site().attempts(c.rule(), c.rowsOf(DAN)).entrySet()) {
      assertRefused(c + " " + attempt.getKey(), anonymous, attempt.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("tablesOfPeople")
  void ownRowsDoWhatTheRuleSaysAndNoMore(Case c) throws Exception {
    CallerSession cara = c.site().cara();
    for (Map.Entry<String, String> attempt :
        c.site().attempts(c.rule(), c.rowsOf(CARA)).entrySet()) {
      String what = c + " " + attempt.getKey();
      if (c.rule().may().contains(attempt.getKey())) {
        String outcome = cara.attempt(attempt.getValue());
        assertTrue(outcome.matches(REACHED), what + " did not work: " + outcome);
      } else {
        assertRefused(what, cara, attempt.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyTable")
  void beyondOnesOwnOnlySharedRowsAreReadable(Case c) throws Exception {
    String rows = c.rule().key() == null ? "true" : c.rule().key() + " <> '" + CARA + "'";
    CallerSession cara = c.site().cara();
    String outcome = cara.attempt("select from " + c.rule().table() + " where " + rows);
    assertEquals(c.rule().shared(), outcome.matches(REACHED), c + ": " + outcome);
  }

  @ParameterizedTest
  @MethodSource("sharedTables")
  void sharedRowsAreWrittenByNobody(Case c) throws Exception {
    String rows =
        c.rule().key() == null
            ? "true"
            : c.rule().key() + " not in ('" + CARA + "', '" + DAN + "')";
    CallerSession cara = c.site().cara();
    CallerSession anonymous = c.site().anonymous();
    for (var attempt : c.site().attempts(c.rule(), rows).entrySet()) {
      if (!attempt.getKey().equals("select")) {
        assertRefused(c + " " + attempt.getKey(), cara, attempt.getValue());
        assertRefused(c + " " + attempt.getKey(), anonymous, attempt.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tablesOfPeople")
  void ownRowsCannotBeGivenAway(Case c) throws Exception {
    for (String column :
        List.of(
            "app_user_id",
            "user_plan_id",
            "session_schedule_id",
            "performed_session_id",
            "performed_exercise_id")) {
      // The first of these that a table has says whose its rows are; its own key says nothing.
      if (c.site().columns(c.rule()).contains(column) && !column.equals(ownKey(c.rule()))) {
        CallerSession cara = c.site().cara();
        assertRefused(
            c + " " + column,
            cara,
            "update %s set %s = '%s' where %s"
                .formatted(c.rule().table(), column, DAN, c.rowsOf(CARA)));
        return;
      }
    }
  }

  private static String ownKey(TableRule rule) {
    return rule.table().equals("public.app_user")
        ? ""
        : rule.table().replaceFirst(".*\\.", "") + "_id";
  }

  @Test
  void aPublicPlanIsReadByAllWithItsDaysAndStillWrittenByItsOwnerAlone() throws Exception {
    for (SecuredSite site : sites()) {
      site.ownerDoes(
          "update public.user_plan set visibility = 'public' where user_plan_id = '" + DAN + "'");
      CallerSession cara = site.cara();
      CallerSession anonymous = site.anonymous();
      try {
        String plan = "select owner_id from public.all_plans where id = '" + DAN + "'";
        assertEquals(List.of("null"), cara.rows(plan), site + " says whose plan it is");
        assertEquals(List.of("null"), anonymous.rows(plan), site + " says whose plan it is");
        assertEquals(
            "0",
            cara.attempt("select from public.user_plan where user_plan_id = '" + DAN + "'"),
            site.toString());
        for (String table : List.of("session_schedule", "exercise")) {
          String row = "public.%1$s where %1$s_id = '%2$s'".formatted(table, DAN);
          String change =
              "update public.%1$s set data = '{}' where %1$s_id = '%2$s'".formatted(table, DAN);
          assertEquals("1", cara.attempt("select from " + row), site + table);
          assertEquals("1", anonymous.attempt("select from " + row), site + table);
          assertRefused(site + table, cara, "delete from " + row);
          assertRefused(site + table, cara, change);
          assertRefused(site + table, anonymous, change);
        }
      } finally {
        site.ownerDoes("update public.user_plan set visibility = 'private'");
      }
    }
  }

  @Test
  void nobodyAddsToWhatIsShared() throws Exception {
    for (SecuredSite site : sites()) {
      CallerSession cara = site.cara();
      for (String attempt :
          List.of(
              "update public.base_exercise set app_user_id = null where app_user_id = auth.uid()",
              "insert into public.base_exercise (name) values ('Everybody''s')",
              "insert into public.session_schedule (name, plan_id)"
                  + " select 'Everybody''s', plan_id from public.plan limit 1",
              "update public.session_schedule set user_plan_id = null,"
                  + " plan_id = (select plan_id from public.plan limit 1)"
                  + " where session_schedule_id = auth.uid()")) {
        assertEquals("42501", cara.attempt(attempt), site + attempt);
      }
    }
  }
}
