package coach.tools.account;

import coach.tools.Exercises;
import coach.tools.Param;
import coach.tools.exercises.ExerciseTools;
import coach.tools.workouts.WorkoutArguments;
import coach.training.MuscleGroup;
import java.util.Arrays;
import java.util.List;

/** The fields of the settings that are objects. */
final class SettingsParams {
  private static final int MOST_PLATES = 15;

  private SettingsParams() {}

  static List<Param> landmark() {
    List<String> muscles = Arrays.stream(MuscleGroup.values()).map(MuscleGroup::label).toList();
    return List.of(
        Param.choice("muscle", "Muscle, as in check_volume_landmarks.", muscles).required(),
        sets("mv", "Maintenance."),
        sets("mev", "Minimum effective."),
        sets("mav_low", "Lowest maximum adaptive."),
        sets("mav_high", "Highest maximum adaptive."),
        sets("mrv", "Maximum recoverable."));
  }

  static List<Param> goal() {
    return List.of(
        Exercises.param().required(),
        Param.number("target", "Weight to reach.", 1, 1000).required(),
        Param.integer("reps", "For so many reps; default 1.", 1, 12),
        Param.choice("unit", "Default the lifter's.", WorkoutArguments.UNITS),
        Param.date("by", "Day to reach it by."));
  }

  private static Param sets(String name, String meaning) {
    return Param.integer(name, meaning, 0, 100).required();
  }

  static List<Param> gym() {
    return List.of(
        Param.text("name", "Name of the gym.", 60).required(),
        Param.choice("unit", "Of its weights; default the lifter's.", WorkoutArguments.UNITS),
        Param.number("bar", "Weight of the bar.", 0, 100),
        Param.number("smallest_plate", "Instead of plates: the usual ones down to it.", 0.1, 25),
        Param.number("dumbbell_step", "Step between dumbbells.", 0.25, 50),
        Param.number("heaviest_dumbbell", "Heaviest dumbbell.", 1, 100),
        Param.number("stack_step", "Step of a weight stack.", 0.5, 50),
        Param.number("stack_add_on", "Small weight to put on a stack.", 0.25, 25),
        Param.list(
            "plates",
            "Plates available.",
            MOST_PLATES,
            List.of(
                Param.number("weight", "Weight of one.", 0.1, 100).required(),
                Param.integer("count", "Number of single plates; default any.", 1, 100))),
        Param.choices(
            "equipment",
            "Equipment available, as in search_exercises.",
            ExerciseTools.EQUIPMENT.size(),
            ExerciseTools.EQUIPMENT));
  }
}
