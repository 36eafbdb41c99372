package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Plates.OnSide;
import coach.training.Plates.PlatePair;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlatesTest {
  private static final Plates KG = Plates.standard(Unit.KG);
  private static final Plates LB = Plates.standard(Unit.LB);

  @Test
  void theGymsPlatesMakeEveryTwoAndAHalfKilograms() {
    for (int grams = 20_000; grams <= 400_000; grams += 2500) {
      assertEquals(OptionalInt.of(grams), KG.exactly(grams));
      assertEquals(OptionalInt.of(grams + 2500), KG.above(grams));
    }
    assertEquals(OptionalInt.of(100_000), KG.below(101_000));
    assertEquals(OptionalInt.of(102_500), KG.above(101_000));
    assertEquals(100_000, KG.around(101_000).nearest());
    assertEquals(102_500, KG.around(101_300).nearest());
    assertEquals(100_000, KG.around(101_250).nearest());
  }

  @Test
  void theEmptyBarIsTheLightest() {
    assertEquals(OptionalInt.empty(), KG.below(20_000));
    assertEquals(20_000, KG.around(7_000).nearest());
    assertEquals(20_000, KG.lightest());
    assertEquals(List.of(), KG.perSide(20_000));
  }

  @Test
  void theHeaviestPlatesGoOnFirst() {
    assertEquals(List.of(new OnSide(25_000, 1), new OnSide(15_000, 1)), KG.perSide(100_000));
    assertEquals(
        List.of(new OnSide(25_000, 3), new OnSide(5_000, 1), new OnSide(1_250, 1)),
        KG.perSide(182_500));
  }

  @Test
  void poundTotalsAreFoundAlthoughGramsAreRounded() {
    for (int pounds = 45; pounds <= 800; pounds += 5) {
      int grams = Unit.LB.toGrams(pounds);
      int loaded = LB.exactly(grams).orElseThrow();
      assertEquals(pounds, Unit.LB.round(loaded));
      int total = LB.perSide(grams).stream().mapToInt(p -> p.grams() * p.count()).sum();
      assertEquals(grams, LB.barGrams() + 2 * total, 10);
    }
    assertEquals(List.of(new OnSide(Unit.LB.toGrams(45), 2)), LB.perSide(Unit.LB.toGrams(225)));
    assertEquals(230, Unit.LB.round(LB.above(Unit.LB.toGrams(225)).orElseThrow()));
    assertEquals(220, Unit.LB.round(LB.below(Unit.LB.toGrams(225)).orElseThrow()));
  }

  @Test
  void aFewPlatesEndSomewhere() {
    Plates home = new Plates(10_000, List.of(new PlatePair(5_000, 2), new PlatePair(10_000, 1)));
    assertEquals(OptionalInt.of(50_000), home.below(1_000_000));
    assertEquals(OptionalInt.empty(), home.above(50_000));
    assertEquals(50_000, home.around(90_000).nearest());
    assertEquals(List.of(new OnSide(10_000, 1), new OnSide(5_000, 2)), home.perSide(50_000));
    Exception e = assertThrows(IllegalArgumentException.class, () -> home.perSide(45_000));
    assertTrue(e.getMessage().contains("45000"), e.getMessage());
  }

  @Test
  void takingTheHeaviestPlateFirstIsUndoneWhereItLeadsNowhere() {
    Plates odd = new Plates(0, List.of(new PlatePair(15_000, 1), new PlatePair(10_000, 2)));
    assertEquals(List.of(new OnSide(10_000, 2)), odd.perSide(40_000));
  }

  @Test
  void aBarWithoutPlatesLoadsItself() {
    Plates bar = new Plates(20_000, List.of());
    assertEquals(20_000, bar.around(60_000).nearest());
    assertEquals(OptionalInt.of(20_000), bar.atMost(60_000));
    assertEquals(OptionalInt.empty(), bar.atMost(10_000));
    assertEquals(0, new Plates(0, List.of()).around(0).nearest());
  }

  @Test
  void everyTotalAgreesWithTryingAllCombinations() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      List<PlatePair> pairs = new ArrayList<>();
      for (int kind = 1 + random.nextInt(4); kind > 0; kind--) {
        pairs.add(new PlatePair(250 * (1 + random.nextInt(80)), random.nextInt(4)));
      }
      Plates plates = new Plates(20_000, pairs);
      TreeSet<Integer> totals = new TreeSet<>(List.of(20_000));
      for (PlatePair pair : pairs) {
        for (int total : List.copyOf(totals)) {
          for (int n = 1; n <= pair.pairs(); n++) {
            totals.add(total + 2 * n * pair.grams());
          }
        }
      }
      int wanted = random.nextInt(totals.last() + 10_000);
      Integer lower = totals.floor(wanted - 51);
      Integer higher = totals.ceiling(wanted + 51);
      assertEquals(OptionalInt.empty().equals(plates.below(wanted)), lower == null);
      plates.below(wanted).ifPresent(grams -> assertEquals(lower, grams));
      assertEquals(OptionalInt.empty().equals(plates.above(wanted)), higher == null);
      plates.above(wanted).ifPresent(grams -> assertEquals(higher, grams));
      for (int total : totals) {
        assertLoads(plates, total);
      }
    }
  }

  private static void assertLoads(Plates plates, int total) {
    int sum = plates.barGrams();
    for (OnSide plate : plates.perSide(total)) {
      sum += 2 * plate.grams() * plate.count();
      int have =
          plates.pairs().stream()
              .filter(pair -> pair.grams() == plate.grams())
              .mapToInt(PlatePair::pairs)
              .sum();
      assertTrue(plate.count() <= have);
    }
    assertEquals(total, sum);
  }

  @Test
  void impossibleEquipmentIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PlatePair(99, 1));
    assertThrows(IllegalArgumentException.class, () -> new PlatePair(1000, -1));
    assertThrows(IllegalArgumentException.class, () -> new Plates(-1, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Plates(100_001, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Plates(0, List.of(), 3));
  }
}
