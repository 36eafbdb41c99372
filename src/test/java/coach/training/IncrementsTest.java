package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncrementsTest {
  @Test
  void dumbbellsComeInSteps() {
    Increments dumbbells = new Increments(5_000, 2_500, 40_000);
    assertEquals(OptionalInt.of(20_000), dumbbells.exactly(20_000));
    assertEquals(OptionalInt.of(17_500), dumbbells.below(20_000));
    assertEquals(OptionalInt.of(22_500), dumbbells.above(20_000));
    assertEquals(OptionalInt.empty(), dumbbells.exactly(21_000));
    assertEquals(20_000, dumbbells.around(21_000).nearest());
    assertEquals(OptionalInt.empty(), dumbbells.below(5_000));
    assertEquals(OptionalInt.of(5_000), dumbbells.above(0));
    assertEquals(OptionalInt.empty(), dumbbells.above(40_000));
    assertEquals(40_000, dumbbells.around(60_000).nearest());
    assertEquals(5_000, dumbbells.around(0).nearest());
  }

  @Test
  void aLastWeightOffTheStepsIsNotReached() {
    assertEquals(OptionalInt.of(40_000), new Increments(5_000, 2_500, 41_000).below(90_000));
  }

  @Test
  void neighboursAreAlwaysOnTheStepsAndOnTheirSide() {
    Random random = new Random(8);
    for (int i = 0; i < 5000; i++) {
      int lightest = random.nextInt(10_000);
      int step = 101 + random.nextInt(10_000);
      Increments steps = new Increments(lightest, step, lightest + random.nextInt(200_000));
      int wanted = random.nextInt(250_000);
      Loadable.Around around = steps.around(wanted);
      around.below().ifPresent(g -> assertTrue(g < wanted && (g - lightest) % step == 0));
      around.above().ifPresent(g -> assertTrue(g > wanted && g <= steps.heaviest()));
      around.exactly().ifPresent(g -> assertTrue(Unit.sameLoad(g, wanted)));
      if (around.below().isPresent() && around.above().isPresent()) {
        int distance = around.above().getAsInt() - around.below().getAsInt();
        assertEquals(around.exactly().isPresent() ? 2 * step : step, distance);
      }
    }
  }

  @Test
  void everyEquipmentHasAStandard() {
    assertEquals(20_000, Loadable.standard("barbell", Unit.KG).lightest());
    assertEquals(Unit.LB.toGrams(45), Loadable.standard("barbell", Unit.LB).lightest());
    assertEquals(10_000, Loadable.standard("e-z curl bar", Unit.KG).lightest());
    assertEquals(12_500, Loadable.standard("dumbbell", Unit.KG).around(12_700).nearest());
    assertEquals(16_000, Loadable.standard("kettlebells", Unit.KG).around(15_000).nearest());
    assertEquals(Unit.LB.toGrams(10), Loadable.standard("machine", Unit.LB).lightest());
    assertEquals(OptionalInt.of(0), Loadable.standard("body only", Unit.KG).exactly(0));
  }

  @Test
  void impossibleStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Increments.of(100));
    assertThrows(IllegalArgumentException.class, () -> new Increments(-1, 1000, 5000));
    assertThrows(IllegalArgumentException.class, () -> new Increments(6000, 1000, 5000));
  }
}
