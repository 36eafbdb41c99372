package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PerformedSetTest {
  private static PerformedSet set(int number, int grams, int reps, Double rpe, Duration rest) {
    return new PerformedSet(
        UUID.randomUUID(),
        LocalDate.EPOCH,
        number,
        SetType.REGULAR,
        grams,
        reps,
        rpe,
        rest,
        false,
        0);
  }

  private static void refused(String value, Runnable act) {
    Exception e = assertThrows(IllegalArgumentException.class, act::run);
    assertTrue(e.getMessage().contains(value), e.getMessage());
  }

  @Test
  void boundaryValuesAreAccepted() {
    assertEquals(0, set(1, 0, 0, 1.0, Duration.ZERO).tonnageGrams());
    assertEquals(2_000_000_000L * 50, set(99, 2_000_000_000, 50, 10.0, null).tonnageGrams());
  }

  @Test
  void valuesOutOfRangeAreRefusedByValue() {
    refused("set number is 0", () -> set(0, 1, 1, null, null));
    refused("weight in grams is -1000001", () -> set(1, -1_000_001, 1, null, null));
    refused("reps is -1", () -> set(1, 1, -1, null, null));
    refused("RPE is 10.5", () -> set(1, 1, 1, 10.5, null));
    refused("RPE is NaN", () -> set(1, 1, 1, Double.NaN, null));
    refused("rest is PT-1S", () -> set(1, 1, 1, null, Duration.ofSeconds(-1)));
  }

  @Test
  void setTypesCarryTheNamesOfTheDatabase() {
    for (SetType type : SetType.values()) {
      assertEquals(type, SetType.of(type.databaseName()));
    }
    assertEquals(SetType.AMRAP, SetType.of("amrap"));
    assertEquals(8, SetType.values().length);
    assertEquals(SetType.OTHER, SetType.of("warmup"));
    assertEquals(SetType.OTHER, SetType.of(null));
  }

  @Test
  void warmUpsFailedSetsAndDeloadsAreNoHardSets() {
    TrainingLog log =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 60, 5)
            .then(SetType.REGULAR, 100, 5, 0)
            .then(SetType.DROP_SET, 80, 8)
            .deload("2026-01-12", 100, 5);
    assertEquals(2, log.sets().stream().filter(PerformedSet::isHard).count());
    assertFalse(log.sets().get(0).isWork());
    assertTrue(log.sets().get(2).isWork());
  }

  @Test
  void theWeightIsAllThereIsUnlessBodyWeightIsSaidToBeMovedToo() {
    assertFalse(set(1, 20_000, 5, null, null).movesBody());
    PerformedSet plus = TrainingLog.bodyWeightPlus("2026-01-05", 20, 5);
    assertTrue(plus.movesBody());
    assertEquals(100_000, plus.tonnageGrams(), "volume is that of the added weight");
  }
}
