package coach.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.ExerciseMuscles;
import coach.training.Landmark.VolumeStatus;
import coach.training.Landmarks;
import coach.training.MuscleGroup;
import coach.training.WeeklyVolume.Counting;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The system plans, because people will train by them as they stand. */
class SystemPlansTest {
  private static final List<MuscleGroup> BIG =
      List.of(MuscleGroup.CHEST, MuscleGroup.BACK, MuscleGroup.QUADRICEPS, MuscleGroup.HAMSTRINGS);

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
  void thereIsAPlanForEveryNumberOfDaysFromTwoToFourAndForSix() throws Exception {
    List<String> days =
        database.column(
            """
            select distinct count(*) from public.plan p
            join public.session_schedule using (plan_id)
            where p.is_system group by p.plan_id order by 1""");
    assertEquals(List.of("2", "3", "4", "6"), days);
    int plans = database.count("select count(*) from public.plan where is_system");
    assertTrue(plans >= 7, plans + " plans");
  }

  @Test
  void daysAreNumberedAndAsManyAsThePlanSays() throws Exception {
    assertNone(
        """
        select p.name from public.plan p join public.session_schedule d using (plan_id)
        group by p.plan_id
        having array_agg((d.data ->> 'day')::int order by (d.data ->> 'day')::int)
            <> array(select generate_series(1, (p.data ->> 'days_per_week')::int))
            or count(distinct d.name) <> count(*)""");
  }

  @Test
  void everyDayHasThreeToEightExercisesAndTakesTwentyToNinetyMinutes() throws Exception {
    // 45 s of work for every set and the rest after it.
    assertNone(
        """
        select p.name || ', ' || d.name || ': ' || count(e.*) || ' exercises, '
                 || round(sum(e.sets * (extract(epoch from e.rest) + 45)) / 60) || ' minutes'
        from public.plan p join public.session_schedule d using (plan_id)
        left join public.exercise e using (session_schedule_id)
        group by p.plan_id, d.session_schedule_id
        having count(e.*) not between 3 and 8
            or sum(e.sets * (extract(epoch from e.rest) + 45)) / 60 not between 20 and 90""");
  }

  @Test
  void everyPrescriptionIsOneAPersonCanFollow() throws Exception {
    assertNone(
        """
        select d.name || ': ' || b.name
        from public.exercise e
        join public.session_schedule d using (session_schedule_id)
        join public.base_exercise b using (base_exercise_id)
        join public.equipment_type t using (equipment_type_id)
        where e.sets not between 2 and 5
           or e.reps not between 3 and 15
           or e.rest not between interval '1 min' and interval '4 min'
           -- What can be added in kilograms, and 5 or 10 in pounds.
           or e.step_increment <> all (case
                when t.name in ('machine', 'cable') then '{0,5000}'
                when t.name in ('dumbbell', 'body only') then '{0,2500}'
                else '{0,2500,5000}' end::int[])""");
  }

  /** Growth takes productive volume, strength and keeping what is there at least maintenance. */
  @Test
  void everyPlanReachesItsGoalInTheBigMuscles() throws Exception {
    Map<String, Map<MuscleGroup, Double>> sets = weeklySets();
    for (List<String> plan :
        database.rows("select name, data ->> 'goal' from public.plan where is_system")) {
      VolumeStatus needed =
          plan.get(1).contains("size") ? VolumeStatus.PRODUCTIVE : VolumeStatus.MAINTENANCE;
      for (MuscleGroup big : BIG) {
        double done = sets.get(plan.get(0)).getOrDefault(big, 0.0);
        VolumeStatus status = Landmarks.published().status(big, done);
        assertTrue(status.compareTo(needed) >= 0, plan + ": " + big + " " + done);
      }
    }
  }

  @Test
  void theWeekOfEveryPlanTrainsNothingBeyondRecovery() throws Exception {
    Map<String, Map<MuscleGroup, Double>> plans = weeklySets();
    assertTrue(plans.size() >= 7, plans.keySet().toString());
    plans.forEach(
        (plan, sets) -> {
          sets.forEach(
              (group, count) ->
                  assertTrue(
                      Landmarks.published().status(group, count) != VolumeStatus.EXCESSIVE,
                      plan + ": " + group + " " + count));
        });
  }

  @Test
  void theHomePlanNeedsDumbbellsAndTheBodyWeightPlanNothingToLoad() throws Exception {
    assertNone(
        """
        select b.name
        from public.plan p
        join public.session_schedule using (plan_id)
        join public.exercise using (session_schedule_id)
        join public.base_exercise b using (base_exercise_id)
        join public.equipment_type t using (equipment_type_id)
        where p.name like 'Dumbbells%' and t.name not in ('dumbbell', 'body only')
           or p.name like 'Body Weight%' and t.name not in ('body only', 'other')""");
  }

  /** Databases that had the plans before get what is new, and copies of lifters stay. */
  @Test
  void olderLinesAreMendedAndCopiesAreNot() throws Exception {
    String lines =
        "select md5(string_agg(e::text, '|' order by exercise_id)) from public.exercise e"
            + " join public.session_schedule d using (session_schedule_id) where d.plan_id is ";
    try (SeededDatabase older = SeededDatabase.create()) {
      List<String> now = older.column(lines + "not null");
      older.execute(
          """
          with me as (insert into public.app_user (name, email) values ('Ann', 'ann@example.com') returning *),
          own as (insert into public.user_plan (app_user_id, name) select app_user_id, 'Copy' from me returning *),
          day as (insert into public.session_schedule (user_plan_id, name, progression_limit)
                  select user_plan_id, 'Day', 1 from own returning *)
          insert into public.exercise (base_exercise_id, session_schedule_id, sets, reps, step_increment)
          select base_exercise_id, (select session_schedule_id from day), 2, 5, 1000
          from public.base_exercise where name = 'Push-Up'""");
      List<String> copy = older.column(lines + "null");
      older.execute(line("step_increment = 1000", "Novice Full Body, 3 Days:1:4"));
      older.execute(line("step_increment = 2500", "Push/Pull/Legs, 6 Days:6:5"));
      older.execute(line("sets = 3, rest = '90 s', step_increment = 2500", "Minimal, 2 Days:2:3"));
      older.execute(without("Novice Full Body, 3 Days:2:6", "Body Weight Basics, 3 Days:2:6"));
      assertNotEquals(now, older.column(lines + "not null"));
      older.seed();
      assertEquals(now, older.column(lines + "not null"));
      assertEquals(copy, older.column(lines + "null"));
    }
  }

  /** By hand: other values than any edition had, also beside older ones, and lines taken out. */
  @Test
  void whatAnOperatorChangedStays() throws Exception {
    String lines =
        "select md5(string_agg(e::text, '|' order by exercise_id)) from public.exercise e";
    try (SeededDatabase changed = SeededDatabase.create()) {
      changed.execute(line("step_increment = 2500", "Novice Full Body, 3 Days:1:1"));
      changed.execute(line("sets = 3", "Minimal, 2 Days:2:5"));
      changed.execute(line("sets = 2, rest = '1 min'", "Upper/Lower, 4 Days:1:1"));
      changed.execute(line("step_increment = 1250", "Novice Full Body, 3 Days:1:4"));
      changed.execute(line("step_increment = 2500, reps = 15", "Push/Pull/Legs, 6 Days:1:5"));
      changed.execute(without("Novice Full Body, 3 Days:2:6", "Upper/Lower, 4 Days:1:2"));
      List<String> before = changed.column(lines);
      changed.seed();
      assertEquals(before, changed.column(lines));
      // An older line beside them is mended, and brings back nothing that an edition always had.
      changed.execute(line("step_increment = 1000", "Novice Full Body, 3 Days:2:5"));
      int count = changed.count("select count(*) from public.exercise");
      changed.seed();
      assertEquals(count + 1, changed.count("select count(*) from public.exercise"));
      changed.execute(without("Novice Full Body, 3 Days:2:6"));
      assertEquals(before, changed.column(lines));
    }
  }

  private static String line(String values, String place) {
    return "update public.exercise set " + values + " where " + isOneOf(place);
  }

  private static String without(String... places) {
    return "delete from public.exercise where " + isOneOf(places);
  }

  private static String isOneOf(String... places) {
    return "exercise_id in (select md5('coach:prescription:' || place)::uuid from unnest('{\""
        + String.join("\",\"", places)
        + "\"}'::text[]) place)";
  }

  @Test
  void aMisspeltExerciseStopsTheSeedAndIsNamed() throws Exception {
    try (SeededDatabase empty = SeededDatabase.unseeded()) {
      empty.seedFile("vocabulary");
      SQLException failure = assertThrows(SQLException.class, () -> empty.seedFile("plans"));
      assertTrue(failure.getMessage().contains("no exercise named "), failure.getMessage());
      assertEquals(0, empty.count("select count(*) from public.plan"));
    }
  }

  private static Map<String, Map<MuscleGroup, Double>> weeklySets() throws Exception {
    Map<String, Map<MuscleGroup, Double>> plans = new TreeMap<>();
    for (List<String> row :
        database.rows(
            """
            select p.name, e.sets, b.name, b.force, b.mechanic,
                   string_agg(g.name, ',' order by m.sort_order)
            from public.plan p
            join public.session_schedule using (plan_id)
            join public.exercise e using (session_schedule_id)
            join public.base_exercise b using (base_exercise_id)
            join public.base_exercise_primary_muscle m using (base_exercise_id)
            join public.muscle_group g using (muscle_group_id)
            group by p.plan_id, e.exercise_id, b.base_exercise_id""")) {
      ExerciseMuscles muscles =
          new ExerciseMuscles(
              row.get(2), List.of(row.get(5).split(",")), List.of(), row.get(3), row.get(4));
      Map<MuscleGroup, Double> sets =
          plans.computeIfAbsent(row.get(0), plan -> new EnumMap<>(MuscleGroup.class));
      muscles
          .setsPerGroup(Counting.DIRECT)
          .forEach(
              (group, one) -> sets.merge(group, one * Double.parseDouble(row.get(1)), Double::sum));
    }
    return plans;
  }

  private static void assertNone(String sql) throws Exception {
    assertEquals(List.of(), database.column(sql));
  }
}
