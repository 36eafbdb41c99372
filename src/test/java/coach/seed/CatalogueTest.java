package coach.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exercise catalogue as it stands in a database, because every volume count rests on it. */
class CatalogueTest {
  /** Everything the seed writes, in an order of its own, so that any change shows. */
  private static final String CONTENT =
      """
      select md5(string_agg(line, '|' order by line)) from (
        select b::text as line from public.base_exercise b
        union all select m::text from public.base_exercise_primary_muscle m
        union all select m::text from public.base_exercise_secondary_muscle m
        union all select g::text from public.muscle_group g
        union all select t::text from public.equipment_type t
        union all select c::text from public.exercise_category c
        union all select s::text from public.exercise_set_type s
        union all select l::text from coach.exercise_label l
        union all select p::text from public.plan p
        union all select d::text from public.session_schedule d
        union all select e::text from public.exercise e) everything""";

  private static SeededDatabase database;

  @BeforeAll
  static void seed() throws Exception {
    database = SeededDatabase.create();
  }

  @AfterAll
  static void drop() throws Exception {
    database.close();
  }

  @Test
  void theCatalogueIsLargeEnoughForOrdinaryGyms() throws Exception {
    int exercises = database.count("select count(*) from public.base_exercise");
    assertTrue(exercises >= 250, exercises + " exercises");
  }

  @Test
  void everyMuscleIsPrimarySomewhere() throws Exception {
    assertEquals(17, database.count("select count(*) from public.muscle_group"));
    assertNone(
        """
        select name from public.muscle_group g where not exists (
          select from public.base_exercise_primary_muscle p
          where p.muscle_group_id = g.muscle_group_id)""");
  }

  @Test
  void everyPieceOfEquipmentAndEveryCategoryIsUsed() throws Exception {
    assertEquals(12, database.count("select count(*) from public.equipment_type"));
    assertEquals(7, database.count("select count(*) from public.exercise_category"));
    assertNone(
        """
        select name from public.equipment_type t where not exists (
          select from public.base_exercise b where b.equipment_type_id = t.equipment_type_id)
        union all
        select name from public.exercise_category c where not exists (
          select from public.base_exercise b where b.category_id = c.category_id)""");
  }

  @Test
  void everySetTypeIsThere() throws Exception {
    assertEquals(8, database.count("select count(*) from public.exercise_set_type"));
  }

  @Test
  void everyExerciseHasAPrimaryMuscleEquipmentCategoryAndLevel() throws Exception {
    assertNone(
        """
        select name from public.base_exercise b
        where category_id is null or equipment_type_id is null or level is null
           or description is null or cardinality(aliases) = 0
           or not exists (select from public.base_exercise_primary_muscle p
                          where p.base_exercise_id = b.base_exercise_id)""");
  }

  @Test
  void onlyCardioHasNoForceAndOnlyStretchesHaveNoMechanic() throws Exception {
    assertNone(
        """
        select b.name from public.base_exercise b
        join public.exercise_category c on c.category_id = b.category_id
        where b.force is null and c.name <> 'cardio'
           or (b.mechanic is null) <> (c.name = 'stretching')""");
  }

  @Test
  void noExerciseHasMoreThanTwoPrimaryMuscles() throws Exception {
    assertNone(
        """
        select b.name from public.base_exercise b
        join public.base_exercise_primary_muscle using (base_exercise_id)
        group by b.base_exercise_id having count(*) > 2""");
  }

  @Test
  void noMuscleIsBothPrimaryAndSecondary() throws Exception {
    assertNone(
        """
        select b.name from public.base_exercise b
        join public.base_exercise_primary_muscle p using (base_exercise_id)
        join public.base_exercise_secondary_muscle s using (base_exercise_id, muscle_group_id)""");
  }

  @ParameterizedTest
  @CsvSource({
    "Barbell Bench Press, chest, triceps+shoulders",
    "Barbell Back Squat, quadriceps, glutes+hamstrings+adductors+lower back",
    "Barbell Deadlift, lower back+hamstrings, glutes+quadriceps+traps+forearms+lats+middle back",
    "Romanian Deadlift, hamstrings, glutes+lower back+forearms+adductors",
    "Overhead Press, shoulders, triceps+traps+abdominals",
    "Barbell Row, middle back, lats+biceps+shoulders+lower back+forearms",
    "Pull-Up, lats, middle back+biceps+forearms",
    "Barbell Hip Thrust, glutes, hamstrings+quadriceps+adductors",
    "Close-Grip Bench Press, triceps, chest+shoulders",
    "Barbell Upright Row, shoulders, traps+biceps",
    "Leg Extension, quadriceps, ''"
  })
  void musclesAreInTheirOrder(String name, String primary, String secondary) throws Exception {
    assertEquals(primary, muscles("base_exercise_primary_muscle", name));
    assertEquals(secondary, muscles("base_exercise_secondary_muscle", name));
  }

  @Test
  void runningTheSeedTwiceChangesNothing() throws Exception {
    List<String> once = database.column(CONTENT);
    database.seed();
    assertEquals(once, database.column(CONTENT));
    database.execute("update public.base_exercise set level = 'expert' where name = 'Plank'");
    assertNotEquals(once, database.column(CONTENT), "the comparison sees changes");
    database.execute("update public.base_exercise set level = 'beginner' where name = 'Plank'");
    assertEquals(once, database.column(CONTENT));
  }

  @Test
  void anExerciseThatIsThereAlreadyStaysAsItIs() throws Exception {
    try (SeededDatabase other = SeededDatabase.unseeded()) {
      other.execute("insert into public.base_exercise (name) values ('barbell back squat')");
      other.seed();
      assertEquals(
          List.of("barbell back squat"),
          other.column(
              "select name from public.base_exercise where lower(name) = 'barbell back squat'"));
    }
  }

  private static String muscles(String table, String name) throws Exception {
    return database
        .column(
            """
            select coalesce(string_agg(g.name, '+' order by m.sort_order), '')
            from public.base_exercise b
            join public.%s m using (base_exercise_id)
            join public.muscle_group g using (muscle_group_id)
            where b.name = ?"""
                .formatted(table),
            name)
        .get(0);
  }

  private static void assertNone(String sql) throws Exception {
    assertEquals(List.of(), database.column(sql));
  }
}
