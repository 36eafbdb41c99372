package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.postgres.TestServer;
import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One lifter's sets are read through indexes alone, however many other people there are, with
 * coach's policies and with the workout app's.
 */
@Tag("slow")
class PerformedSetPlanTest {
  private static final int PEOPLE = 60;
  private static final UUID LIFTER = UUID.fromString("ad000000-0000-0000-0000-000000000007");

  private static final List<String> GROWING =
      List.of("performed_session", "performed_exercise", "performed_exercise_set");

  private static final String ONE_EXERCISE =
      """
      with c as materialized (
        select * from coach.find_exercise((select name from public.base_exercise
                                           where app_user_id is null order by name limit 1))
      ),
      hit as materialized (select base_exercise_id from c where winner limit 1)
      select s.set_number, s.weight_g, s.reps, s.rpe, s.in_deload
      from coach.performed_set s
      where s.app_user_id = (select auth.uid())
        and s.base_exercise_id = (select base_exercise_id from hit)
        and s.session_completed_at >= coach.since(90)""";

  private static final String EVERYTHING =
      """
      select * from coach.performed_set s
      where s.app_user_id = (select auth.uid()) and s.session_completed_at >= coach.since(90)""";

  @Test
  void onACoachDatabase() throws Exception {
    try (TestDatabase database = CoachDatabase.migrated()) {
      load(database.connect());
      assertIndexed(database.connect());
    }
  }

  @Test
  void onTheExistingDatabase() throws Exception {
    try (ExistingDatabase database = ExistingDatabase.migrated(TestServer.POSTGRES_18)) {
      for (int person = 1; person <= PEOPLE; person++) {
        UUID who = UUID.fromString("ad000000-0000-0000-0000-" + "%012d".formatted(person));
        database.signUp(who, "load" + person + "@example.com");
      }
      load(database.connect());
      assertIndexed(database.connect());
    }
  }

  private static void load(Connection connection) throws Exception {
    try (connection;
        InputStream stream = PerformedSetPlanTest.class.getResourceAsStream("/load.sql")) {
      Statements.execute(
          connection,
          new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .replace(":people", String.valueOf(PEOPLE)));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static void assertIndexed(Connection connection) throws Exception {
    try (CallerSession lifter = CallerSession.of(connection, LIFTER)) {
      assertEquals("30", lifter.attempt(ONE_EXERCISE));
      for (String query : List.of(ONE_EXERCISE, EVERYTHING)) {
        String plan = String.join("\n", lifter.rows("explain " + query));
        for (String table : GROWING) {
          assertTrue(plan.matches("(?s).*Scan[^\\n]* on (public\\.)?" + table + " .*"), plan);
          assertTrue(!plan.contains("Seq Scan on " + table + " "), plan);
        }
      }
    }
  }
}
