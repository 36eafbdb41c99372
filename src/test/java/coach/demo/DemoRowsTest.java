package coach.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows of the year are those that an app would have written. */
class DemoRowsTest {
  private static final String SETS =
      "select count(*)::text from coach.performed_set where app_user_id = ?::uuid and ";

  private static DemoLifter lifter;

  @BeforeAll
  static void stored() {
    lifter = new DemoLifter();
  }

  @AfterAll
  static void closed() {
    lifter.close();
  }

  @Test
  void everyKindOfSetIsThere() {
    assertEquals(
        "drop-set,regular,warm-up",
        lifter.column(
            "select distinct set_type from coach.performed_set where app_user_id = ?::uuid"
                + " order by 1"));
    for (String some :
        List.of(
            "(data ->> 'assistance_g')::int > 0 and weight_g = 0",
            "(data ->> 'bodyweight_g')::int > 0 and weight_g > 0",
            "(data ->> 'bodyweight_g')::int > 0 and weight_g = 0",
            "rpe is not null")) {
      int found = Integer.parseInt(lifter.column(SETS + some));
      assertTrue(found > 20, found + " sets with " + some);
    }
  }

  @Test
  void aSupersetIsTwoExercisesOfOneGroup() {
    assertEquals(
        "Dumbbell Curl,Rope Pushdown",
        lifter.column(
            "select distinct exercise_name from coach.exercise_entry"
                + " where app_user_id = ?::uuid and data ->> 'superset' = '1' order by 1"));
  }

  @Test
  void everySessionFollowsItsPlan() {
    assertEquals(
        "0",
        lifter.column(
            "select count(*)::text from coach.exercise_entry x"
                + " left join public.exercise e using (exercise_id)"
                + " where x.app_user_id = ?::uuid"
                + " and e.session_schedule_id is distinct from x.session_schedule_id"));
  }

  @Test
  void theLiftersOwnExerciseIsTheirs() {
    assertEquals(
        "Blue Row Machine",
        lifter.column("select name from public.base_exercise where app_user_id = ?::uuid"));
  }

  @Test
  void theBodyWasWeighedEveryMonday() {
    long weighed = ChronoUnit.WEEKS.between(lifter.monday(51), lifter.today.minusDays(1)) + 1;
    assertEquals(
        weighed + " true",
        lifter.column(
            "select count(*) || ' ' || bool_and(extract(isodow from measured_on) = 1)"
                + " from coach.body_measurement where app_user_id = ?::uuid"
                + " and kind = 'body_weight'"));
  }

  @Test
  void storingTheSameYearAgainAddsNothing() {
    String before = rows();
    lifter.store();
    assertEquals(before, rows());
    assertTrue(before.matches("1[56]\\d \\d{4} [56]\\d"), before);
  }

  private static String rows() {
    return lifter.column(
        "select (select count(*) from public.performed_session where app_user_id = u)::text || ' '"
            + " || (select count(*) from coach.performed_set where app_user_id = u)::text || ' '"
            + " || (select count(*) from coach.body_measurement where app_user_id = u)::text"
            + " from (select ?::uuid as u) who");
  }
}
