package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.OneRepMax.Eligibility;
import coach.training.OneRepMax.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneRepMaxTest {
  @ParameterizedTest
  @CsvSource({
    "BRZYCKI,112.5",
    "EPLEY,116.67",
    "LOMBARDI,117.46",
    "O_CONNER,112.5",
    "WATHAN,116.58"
  })
  void fiveRepsWithOneHundredKilograms(OneRepMax formula, double shown) {
    assertEquals(shown, Unit.KG.round(formula.estimate(100_000, 5)));
  }

  @ParameterizedTest
  @EnumSource
  void oneRepIsTheWeightItself(OneRepMax formula) {
    assertEquals(140_000.0, formula.estimate(140_000, 1));
    assertEquals(140_000.0, formula.weightFor(140_000, 1));
  }

  @ParameterizedTest
  @EnumSource
  void theInverseGivesTheWeightBack(OneRepMax formula) {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      int grams = random.nextInt(500_000);
      int reps = 1 + random.nextInt(12);
      assertEquals(grams, formula.weightFor(formula.estimate(grams, reps), reps), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreRepsOrMoreWeightNeverEstimateLess(OneRepMax formula) {
    for (int reps = 1; reps < OneRepMax.MOST_REPS; reps++) {
      assertTrue(formula.estimate(100_000, reps) < formula.estimate(100_000, reps + 1));
      assertTrue(formula.estimate(100_000, reps) < formula.estimate(101_000, reps));
      assertTrue(Double.isFinite(formula.estimate(100_000, reps + 1)));
    }
    assertEquals(0, formula.estimate(0, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 37, 1000})
  void repsOutsideOneToThirtySixAreRefused(int reps) {
    for (OneRepMax formula : OneRepMax.values()) {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> formula.estimate(100_000, reps));
      assertTrue(e.getMessage().contains("reps is " + reps), e.getMessage());
      assertThrows(IllegalArgumentException.class, () -> formula.weightFor(100_000, reps));
    }
  }

  @Test
  void negativeOrUndefinedWeightsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> OneRepMax.EPLEY.estimate(-1, 5));
    assertThrows(IllegalArgumentException.class, () -> OneRepMax.EPLEY.weightFor(-1, 5));
    assertThrows(IllegalArgumentException.class, () -> OneRepMax.EPLEY.weightFor(Double.NaN, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "0,LEFT_OUT",
    "1,USED",
    "10,USED",
    "11,FLAGGED",
    "12,FLAGGED",
    "13,LEFT_OUT",
    "37,LEFT_OUT"
  })
  void setsOfUpToTenRepsAreUsedAndUpToTwelveFlagged(int reps, Eligibility eligibility) {
    assertEquals(eligibility, OneRepMax.eligible(reps));
  }

  @Test
  void theBestSetIsNotTheMostRepsWithTheTopWeight() {
    SessionSets session =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 200, 5)
            .then(SetType.REGULAR, 100, 3)
            .then(SetType.REGULAR, 80, 10)
            .then(SetType.REGULAR, 60, 20)
            .only();
    Estimate best = OneRepMax.BRZYCKI.best(session).orElseThrow();
    assertEquals(80_000, best.set().weightGrams());
    assertEquals(80_000 * 36 / 27.0, best.grams(), 1e-9);
    assertFalse(best.flagged());
  }

  @Test
  void aBestOfElevenOrTwelveRepsIsFlagged() {
    SessionSets session = new TrainingLog().session("2026-01-05", 100, 11, 12).only();
    assertTrue(OneRepMax.EPLEY.best(session).orElseThrow().flagged());
  }

  @Test
  void bodyWeightAndHighRepsEstimateNothing() {
    SessionSets session =
        new TrainingLog().session("2026-01-05", 0, 8).then(SetType.REGULAR, 50, 0, 13, 40).only();
    assertEquals(Optional.empty(), OneRepMax.BRZYCKI.best(session));
  }

  @ParameterizedTest
  @CsvSource({
    "brzycki,BRZYCKI",
    "Epley,EPLEY",
    "LOMBARDI,LOMBARDI",
    "O'Conner,O_CONNER",
    "o_conner,O_CONNER",
    "wathan,WATHAN"
  })
  void formulasAreFoundByName(String name, OneRepMax formula) {
    assertEquals(formula, OneRepMax.of(name));
    assertEquals(formula, OneRepMax.of(formula.label()));
  }

  @Test
  void anUnknownFormulaIsRefusedByName() {
    assertThrows(IllegalArgumentException.class, () -> OneRepMax.of("mayhew"));
    assertThrows(IllegalArgumentException.class, () -> OneRepMax.of(null));
  }

  @Test
  void onlySetsThatShowStrengthEstimate() {
    for (SetType type : SetType.values()) {
      PerformedSet set = new TrainingLog().typed("2026-01-05", type, 100, 5).sets().get(0);
      boolean shows =
          List.of(SetType.REGULAR, SetType.AMRAP, SetType.PYRAMID_SET, SetType.SUPER_SET)
              .contains(type);
      assertEquals(shows, OneRepMax.BRZYCKI.estimate(set).isPresent(), type.databaseName());
    }
  }

  @Test
  void weightAddedToBodyWeightEstimatesNothing() {
    PerformedSet set = TrainingLog.bodyWeightPlus("2026-01-05", 20, 5);
    assertEquals(Optional.empty(), OneRepMax.BRZYCKI.estimate(set));
  }
}
