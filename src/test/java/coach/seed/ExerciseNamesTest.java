package coach.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the catalogue, because a set logged under the wrong exercise is worse than none. */
class ExerciseNamesTest {
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
  void noLabelBelongsToTwoExercises() throws Exception {
    assertNone(
        """
        select label || ': ' || string_agg(name, ', ')
        from coach.exercise_label join public.base_exercise using (base_exercise_id)
        group by label having count(*) > 1""");
    assertNone("select label from coach.exercise_label where not chosen");
  }

  @ParameterizedTest
  @CsvSource({
    "bench, Barbell Bench Press",
    "squats, Barbell Back Squat",
    "deadlift, Barbell Deadlift",
    "row, Barbell Row",
    "curls, Dumbbell Curl",
    "press, Overhead Press",
    "ohp, Overhead Press",
    "military press, Overhead Press",
    "shoulder press, Dumbbell Shoulder Press",
    "dips, Parallel Bar Dip",
    "pull up, Pull-Up",
    "pullups, Pull-Up",
    "chins, Chin-Up",
    "push ups, Push-Up",
    "pressups, Push-Up",
    "lunges, Dumbbell Lunge",
    "shrugs, Barbell Shrug",
    "plank, Plank",
    "leg press, Leg Press",
    "leg curl, Lying Leg Curl",
    "leg extension, Leg Extension",
    "calf raises, Standing Calf Raise",
    "hip thrusts, Barbell Hip Thrust",
    "rdl, Romanian Deadlift",
    "sldl, Stiff-Leg Deadlift",
    "slrdl, Single-Leg Romanian Deadlift",
    "bss, Bulgarian Split Squat",
    "gm, Barbell Good Morning",
    "ghr, Glute Ham Raise",
    "cgbp, Close-Grip Bench Press",
    "incline bench, Incline Barbell Bench Press",
    "incline db press, Incline Dumbbell Bench Press",
    "db bench, Dumbbell Bench Press",
    "db row, Dumbbell Row",
    "pulldowns, Lat Pulldown",
    "lat pulldown, Lat Pulldown",
    "cable row, Seated Cable Row",
    "facepull, Face Pull",
    "face pulls, Face Pull",
    "lateral raises, Dumbbell Lateral Raise",
    "rear delt fly, Dumbbell Reverse Fly",
    "pec deck, Pec Deck",
    "flyes, Dumbbell Fly",
    "hammer curls, Hammer Curl",
    "preacher curl, EZ-Bar Preacher Curl",
    "skullcrushers, Skullcrusher",
    "skull crushers, Skullcrusher",
    "tricep pushdowns, Triceps Pushdown",
    "ab wheel, Ab Wheel Rollout",
    "sit ups, Sit-Up",
    "crunches, Crunch",
    "power clean, Power Clean",
    "c&j, Clean and Jerk",
    "kb swing, Kettlebell Swing",
    "farmers walk, Farmer's Walk",
    "box jumps, Box Jump",
    "run, Running",
    "rower, Rowing Machine"
  })
  void aShortNameIsWhatALifterMeansByIt(String typed, String name) throws Exception {
    assertEquals(List.of(name), exactly(typed));
    int aliases =
        Integer.parseInt(
            database
                .column(
                    "select cardinality(aliases) from public.base_exercise where name = ?", name)
                .get(0));
    assertTrue(aliases >= 3, name + " has " + aliases + " aliases");
  }

  @ParameterizedTest
  @CsvSource({
    "Squat (Barbell), Barbell Back Squat",
    "Bench Press (Barbell), Barbell Bench Press",
    "Flat Barbell Bench Press, Barbell Bench Press",
    "Bench Press - Close Grip (Barbell), Close-Grip Bench Press",
    "Strict Military Press (Barbell), Overhead Press",
    "Bent Over One Arm Row (Dumbbell), Dumbbell Row",
    "Bicep Curl (Barbell), Barbell Curl",
    "Chest Fly (Machine), Pec Deck",
    "Lat Pulldown - Wide Grip (Cable), Lat Pulldown",
    "Knee Raise (Captain's Chair), Captain's Chair Knee Raise",
    "Triceps Pushdown (Cable - Straight Bar), Triceps Pushdown",
    "Seated Cable Row - V Grip (Cable), Seated Cable Row",
    "Rear Delt Reverse Fly (Machine), Machine Reverse Fly",
    "Straight-Arm Cable Pushdown, Straight-Arm Pulldown",
    "Parallel Bar Triceps Dip, Triceps Dip",
    "EZ-Bar Skullcrusher, Skullcrusher",
    "Standing Calf Raise (Machine), Standing Calf Raise",
    "Deadlift (Trap bar), Trap Bar Deadlift"
  })
  void theSpellingsOfOtherAppsAreKnown(String spelling, String name) throws Exception {
    assertEquals(List.of(name), exactly(spelling));
  }

  @ParameterizedTest
  @CsvSource({"chest fly", "cable kickback", "tricep extension"})
  void aNameThatPeopleUseForDifferentThingsIsNobodys(String typed) throws Exception {
    assertEquals(List.of(), exactly(typed));
    List<List<String>> found =
        database.rows("select name, winner::text from coach.find_exercise(?)", typed);
    assertTrue(found.size() > 1, found.toString());
    assertTrue(found.stream().noneMatch(row -> row.get(1).startsWith("t")), found.toString());
  }

  private static List<String> exactly(String typed) throws Exception {
    return database.column(
        """
        select b.name from coach.exercise_label l join public.base_exercise b using (base_exercise_id)
        where l.label = coach.normalize_label(?)""",
        typed);
  }

  private static void assertNone(String sql) throws Exception {
    assertEquals(List.of(), database.column(sql));
  }
}
