package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    assertEquals(20_000, usual("barbell", Unit.KG).lightest());
    assertEquals(Unit.LB.toGrams(45), usual("barbell", Unit.LB).lightest());
    assertEquals(10_000, usual("e-z curl bar", Unit.KG).lightest());
    assertEquals(12_500, usual("dumbbell", Unit.KG).around(12_700).nearest());
    assertEquals(16_000, usual("kettlebells", Unit.KG).around(15_000).nearest());
    assertEquals(Unit.LB.toGrams(10), usual("machine", Unit.LB).lightest());
    assertEquals(OptionalInt.of(0), usual("body only", Unit.KG).exactly(0));
  }

  private static Loadable usual(String equipment, Unit unit) {
    return Grid.usual(unit).of("A lift", equipment);
  }

  @Test
  void aStackTakesAnAddOnOfHalfAPin() {
    OptionalInt none = OptionalInt.empty();
    Grid with =
        new Grid(Unit.KG, none, List.of(), none, none, OptionalInt.of(5000), OptionalInt.of(2500));
    assertEquals(OptionalInt.of(52_500), with.of("Lat Pulldown", "cable").above(50_000));
    Grid odd =
        new Grid(Unit.KG, none, List.of(), none, none, OptionalInt.of(5000), OptionalInt.of(1000));
    assertEquals(OptionalInt.of(55_000), odd.of("Lat Pulldown", "cable").above(50_000));
  }

  @Test
  void sledsAndLandminesTakePlatesWithoutABar() {
    Grid usual = Grid.usual(Unit.KG);
    assertEquals(OptionalInt.of(102_500), usual.of("Leg Press", "machine").above(100_000));
    assertEquals(OptionalInt.of(16_250), usual.of("T-Bar Row", "barbell").above(15_000));
    assertEquals(OptionalInt.of(55_000), usual.of("Leg Extension", "machine").above(50_000));
  }

  @Test
  void lessHelpIsMore() {
    Loadable help = Grid.usual(Unit.KG).of("Assisted Pull-Up", "machine");
    assertEquals(OptionalInt.of(-5000), help.above(-10_000));
    assertEquals(OptionalInt.of(0), help.above(-5000));
    assertEquals(OptionalInt.of(2500), help.above(0));
    assertEquals(OptionalInt.of(-5000), help.below(0));
    assertEquals(OptionalInt.of(-15_000), help.atMost(-12_000));
  }

  @Test
  void impossibleStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Increments.of(100));
    assertThrows(IllegalArgumentException.class, () -> new Increments(-1, 1000, 5000));
    assertThrows(IllegalArgumentException.class, () -> new Increments(6000, 1000, 5000));
  }
}
