package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Plates KG = Plates.standard(Unit.KG);

  @Test
  void theLadderRisesFromTheEmptyBar() {
    assertEquals(
        List.of(
            new WarmUp(20_000, 10),
            new WarmUp(40_000, 5),
            new WarmUp(60_000, 3),
            new WarmUp(80_000, 2)),
        WarmUp.ladder(100_000, KG));
  }

  @Test
  void lightWeightsHaveAShortLadder() {
    assertEquals(List.of(new WarmUp(20_000, 10)), WarmUp.ladder(25_000, KG));
    assertEquals(List.of(), WarmUp.ladder(20_000, KG));
    assertEquals(List.of(), WarmUp.ladder(0, KG));
  }

  @Test
  void dumbbellsHaveNoEmptyBar() {
    assertEquals(
        List.of(new WarmUp(10_000, 5), new WarmUp(17_500, 3), new WarmUp(22_500, 2)),
        WarmUp.ladder(30_000, Increments.of(2_500)));
  }

  @Test
  void everyStepIsHeavierLighterThanTheWorkAndLoadable() {
    for (int grams = 0; grams < 300_000; grams += 730) {
      int before = 0;
      for (WarmUp step : WarmUp.ladder(grams, KG)) {
        assertTrue(step.weightGrams() > before && step.weightGrams() < grams);
        assertTrue(KG.exactly(step.weightGrams()).isPresent());
        before = step.weightGrams();
      }
    }
    assertThrows(IllegalArgumentException.class, () -> WarmUp.ladder(-1, KG));
  }
}
