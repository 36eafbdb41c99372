package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.WeeklyVolume.Counting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseMusclesTest {
  private static ExerciseMuscles shoulders(String name, String force, String mechanic) {
    return new ExerciseMuscles(name, List.of("shoulders"), List.of(), force, mechanic);
  }

  @ParameterizedTest
  @CsvSource({
    "Overhead Press,FRONT",
    "Barbell Shoulder Press,FRONT",
    "Standing Military Press,FRONT",
    "Arnold Dumbbell Press,FRONT",
    "Front Dumbbell Raise,FRONT",
    "Push Press,FRONT",
    "Clean and Press,FRONT",
    "Landmine Press,FRONT",
    "Seated Dumbbell Press,FRONT",
    "Side Lateral Raise,SIDE",
    "Cable Lateral Raise,SIDE",
    "Upright Barbell Row,SIDE",
    "Upright Row,SIDE",
    "Machine Lateral Raise,SIDE",
    "Lateral Raises,SIDE",
    "Face Pull,REAR",
    "Cable Rear Delt Fly,REAR",
    "Reverse Flyes,REAR",
    "Reverse Machine Fly,REAR",
    "Bent Over Dumbbell Rear Delt Raise,REAR",
    "Dumbbell Lying Rear Lateral Raise,REAR",
    "Bent-Over Lateral Raise,REAR",
    "Band Pull Apart,REAR",
    "Reverse Pec Deck,REAR"
  })
  void theNameDecidesTheHead(String name, Delts head) {
    assertEquals(head, Delts.headOf(shoulders(name, null, null)));
  }

  @ParameterizedTest
  @CsvSource({
    "pull,isolation,REAR",
    "pull,compound,REAR",
    "push,isolation,SIDE",
    "push,compound,FRONT",
    "static,compound,FRONT",
    ",isolation,SIDE",
    ",,FRONT"
  })
  void withoutAKnownNameForceAndMechanicDecide(String force, String mechanic, Delts head) {
    assertEquals(head, Delts.headOf(shoulders("Thing", force, mechanic)));
  }

  @ParameterizedTest
  @CsvSource({
    "Barbell Bench Press,chest,push,compound", "Close-Grip Bench Press,triceps,push,compound",
    "Dumbbell Flyes,chest,push,isolation", "Push-up,chest,push,compound",
    "Iso-Lateral Chest Press,chest,push,compound", "Cable Crossover,chest,push,isolation"
  })
  void pressesFromTheChestAreHalfASetForTheFrontDelts(
      String name, String primary, String force, String mechanic) {
    ExerciseMuscles exercise =
        new ExerciseMuscles(name, List.of(primary), List.of("shoulders"), force, mechanic);
    assertEquals(0.5, exercise.setsPerGroup(Counting.FRACTIONAL).get(MuscleGroup.FRONT_DELTS));
    assertEquals(
        Set.of(MuscleGroup.named(primary).orElseThrow()),
        exercise.setsPerGroup(Counting.DIRECT).keySet());
  }

  @Test
  void aSeatedPressOnABenchForTheShouldersIsStillAPress() {
    assertEquals(Delts.FRONT, Delts.headOf(shoulders("Press on Bench", "push", "compound")));
  }

  @Test
  void directCountingTakesPrimaryMusclesOnly() {
    ExerciseMuscles row =
        new ExerciseMuscles(
            "Bent Over Barbell Row",
            List.of("Middle Back"),
            List.of("biceps", "lats", "shoulders"),
            "pull",
            "compound");
    assertEquals(Map.of(MuscleGroup.BACK, 1.0), row.setsPerGroup(Counting.DIRECT));
    assertEquals(
        Map.of(
            MuscleGroup.BACK, 1.0, MuscleGroup.BICEPS, 0.5, MuscleGroup.SIDE_AND_REAR_DELTS, 0.5),
        row.setsPerGroup(Counting.FRACTIONAL));
  }

  @Test
  void twoMusclesOfOneGroupAreOneSet() {
    ExerciseMuscles pullUp =
        new ExerciseMuscles("Pull-up", List.of("lats", "middle back"), List.of(), "pull", null);
    assertEquals(Map.of(MuscleGroup.BACK, 1.0), pullUp.setsPerGroup(Counting.FRACTIONAL));
  }

  @Test
  void musclesOutsideTheCatalogueAreNamed() {
    ExerciseMuscles custom =
        new ExerciseMuscles("Twist", List.of("obliques"), List.of("abdominals"), null, null);
    assertEquals(Set.of("obliques"), custom.unknownMuscles());
    assertFalse(custom.isKnown());
    assertTrue(shoulders("Press", null, null).isKnown());
    assertEquals(Set.of(), shoulders("Press", null, null).unknownMuscles());
  }
}
