package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Landmark.VolumeStatus;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarksTest {
  private static final Landmarks PUBLISHED = Landmarks.published();

  @ParameterizedTest
  @CsvSource({
    "CHEST,8,10,12,20,22", "BACK,8,10,14,22,25", "QUADRICEPS,6,8,12,18,20",
    "HAMSTRINGS,4,6,10,16,20", "GLUTES,0,0,4,12,16", "CALVES,6,8,12,16,20",
    "BICEPS,5,8,14,20,26", "TRICEPS,4,6,10,14,18", "SIDE_AND_REAR_DELTS,0,8,16,22,26",
    "FRONT_DELTS,0,0,6,8,12", "TRAPS,0,0,12,20,26", "ABDOMINALS,0,0,16,20,25"
  })
  void theTableIsThePublishedOne(MuscleGroup group, int mv, int mev, int low, int high, int mrv) {
    assertEquals(Optional.of(new Landmark(mv, mev, low, high, mrv)), PUBLISHED.of(group));
    assertFalse(PUBLISHED.isPersonal(group));
  }

  @ParameterizedTest
  @EnumSource(names = {"FOREARMS", "ADDUCTORS", "ABDUCTORS", "NECK", "LOWER_BACK"})
  void someMusclesHaveNoLandmark(MuscleGroup group) {
    assertEquals(Optional.empty(), PUBLISHED.of(group));
    assertEquals(VolumeStatus.NO_LANDMARK, PUBLISHED.status(group, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "CHEST,0,NONE",
    "CHEST,0.25,SOME",
    "CHEST,7.99,SOME",
    "CHEST,8,MAINTENANCE",
    "CHEST,9.99,MAINTENANCE",
    "CHEST,10,PRODUCTIVE",
    "CHEST,12,OPTIMAL",
    "CHEST,20,OPTIMAL",
    "CHEST,20.01,HIGH",
    "CHEST,22,HIGH",
    "CHEST,22.01,EXCESSIVE",
    "SIDE_AND_REAR_DELTS,0,NONE",
    "SIDE_AND_REAR_DELTS,1,MAINTENANCE",
    "SIDE_AND_REAR_DELTS,8,PRODUCTIVE",
    "GLUTES,0,NONE",
    "GLUTES,0.5,SOME",
    "GLUTES,4,OPTIMAL",
    "GLUTES,12,OPTIMAL",
    "GLUTES,16,HIGH",
    "GLUTES,17,EXCESSIVE"
  })
  void boundariesOfTheStatusWords(MuscleGroup group, double sets, VolumeStatus status) {
    assertEquals(status, PUBLISHED.status(group, sets));
  }

  @ParameterizedTest
  @EnumSource
  void moreSetsNeverLowerTheStatus(MuscleGroup group) {
    VolumeStatus before = VolumeStatus.NONE;
    for (double sets = 0; sets < 40; sets += 0.25) {
      VolumeStatus now = PUBLISHED.status(group, sets);
      assertTrue(now.compareTo(before) >= 0);
      before = now;
    }
  }

  @Test
  void aLifterMayReplaceAndAddNumbers() {
    Landmark own = new Landmark(4, 6, 8, 10, 12);
    Landmarks mine = Landmarks.withPersonal(Map.of(MuscleGroup.CHEST, own, MuscleGroup.NECK, own));
    assertEquals(VolumeStatus.EXCESSIVE, mine.status(MuscleGroup.CHEST, 13));
    assertEquals(VolumeStatus.PRODUCTIVE, mine.status(MuscleGroup.NECK, 6));
    assertTrue(mine.isPersonal(MuscleGroup.NECK));
    assertFalse(mine.isPersonal(MuscleGroup.BACK));
    assertEquals(PUBLISHED.of(MuscleGroup.BACK), mine.of(MuscleGroup.BACK));
    assertEquals("MV 4, MEV 6, MAV 8-10, MRV 12", own.display());
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0,0,0", "5,4,6,7,8", "1,3,2,4,5", "1,2,4,3,5", "1,2,3,5,4", "0,0,0,0,101"})
  void landmarksThatDoNotRiseAreRefused(int mv, int mev, int low, int high, int mrv) {
    assertThrows(IllegalArgumentException.class, () -> new Landmark(mv, mev, low, high, mrv));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleSetsAreRefused(double sets) {
    assertThrows(IllegalArgumentException.class, () -> PUBLISHED.status(MuscleGroup.CHEST, sets));
  }

  @ParameterizedTest
  @CsvSource({
    "lats,BACK",
    "middle back,BACK",
    "back,BACK",
    "Lower Back,LOWER_BACK",
    "chest,CHEST",
    "side_and_rear_delts,SIDE_AND_REAR_DELTS",
    "front delts,FRONT_DELTS",
    "abdominals,ABDOMINALS"
  })
  void groupsAreFoundByCatalogueMuscleOrLabel(String name, MuscleGroup group) {
    assertEquals(Optional.of(group), MuscleGroup.named(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shoulders", "obliques", ""})
  void shouldersAndUnknownMusclesAreNoGroup(String name) {
    assertEquals(Optional.empty(), MuscleGroup.named(name));
  }
}
