package coach.training;

import static coach.training.NextWeightTest.FIVES;
import static coach.training.NextWeightTest.assertRule;
import static coach.training.NextWeightTest.suggest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.training.NextWeight.Rule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static Target.Asked asked(Integer reps, Double rpe) {
    return new Target.Asked(
        reps == null ? OptionalInt.empty() : OptionalInt.of(reps),
        rpe == null ? OptionalDouble.empty() : OptionalDouble.of(rpe),
        OptionalInt.empty());
  }

  @Test
  void withoutAPlanTheUsualRepsAreTheTarget() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 8, 8, 8).session("2026-01-07", 100, 8, 8, 7);
    NextWeight next = suggest(log, "2026-01-09", Optional.empty());
    assertRule(Rule.HOLD, 100_000, next);
    assertEquals(8, next.target().reps());
    assertEquals(Target.Source.USUAL, next.target().source());
    assertEquals(Confidence.MODERATE, next.confidence());
  }

  @Test
  void neverPerformedIsNoDataWithTenReps() {
    NextWeight next = suggest(new TrainingLog(), "2026-01-09", Optional.empty());
    assertEquals(Rule.NO_DATA, next.rule());
    assertEquals(OptionalInt.empty(), next.weightGrams());
    assertEquals(Optional.empty(), next.loadable());
    assertEquals(Target.Source.DEFAULT, next.target().source());
    assertEquals(10, next.target().reps());
    assertEquals(Confidence.INSUFFICIENT, next.confidence());
    assertEquals(100, next.percentKept());
  }

  @Test
  void anotherTargetGoesThroughTheBestEstimateOfThreeSessions() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-01", 140, 5)
            .session("2026-01-05", 100, 5, 5, 5)
            .session("2026-01-07", 95, 5, 5, 5)
            .session("2026-01-09", 95, 5, 5, 5);
    NextWeight next = suggest(log, "2026-01-11", FIVES, asked(10, null), Optional.empty());
    assertRule(Rule.OTHER_TARGET, 84_375, next);
    assertEquals(Target.Source.ASKED, next.target().source());
    assertEquals(100_000, next.evidence().get(0).weightGrams());
    assertEquals(OptionalInt.of(84_375), next.byOneRepMaxGrams());
  }

  @Test
  void askingForTheUsualTargetChangesNothing() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    NextWeight next = suggest(log, "2026-01-07", FIVES, asked(5, null), Optional.empty());
    assertRule(Rule.ADD_STEP, 102_500, next);
    assertEquals(Target.Source.PLAN, next.target().source());
  }

  @Test
  void anRpeGoesThroughTheTable() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    NextWeight next = suggest(log, "2026-01-07", FIVES, asked(5, 8.0), Optional.empty());
    assertRule(Rule.OTHER_TARGET, (int) Math.round(112_500 * 0.811), next);
  }

  @Test
  void anotherTargetAfterALayoffIsReducedToo() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    NextWeight next = suggest(log, "2026-02-05", FIVES, asked(10, null), Optional.empty());
    assertRule(Rule.OTHER_TARGET, (int) Math.round(84_375 * 0.9), next);
    assertEquals(90, next.percentKept());
    assertEquals(Confidence.LOW, next.confidence());
  }

  @Test
  void anotherTargetWithoutAnEligibleSetHasNoWeight() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 40, 20, 20);
    NextWeight next =
        suggest(log, "2026-01-07", Optional.empty(), asked(5, null), Optional.empty());
    assertEquals(Rule.NO_ESTIMATE, next.rule());
    assertEquals(OptionalInt.empty(), next.weightGrams());
    assertEquals(Confidence.INSUFFICIENT, next.confidence());
  }

  @Test
  void askedSetsReplaceThePlannedOnesInTheAnswerOnly() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    Target.Asked fiveSets =
        new Target.Asked(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.of(5));
    NextWeight next = suggest(log, "2026-01-07", FIVES, fiveSets, Optional.empty());
    assertRule(Rule.ADD_STEP, 102_500, next);
    assertEquals(OptionalInt.of(5), next.target().sets());
  }

  @Test
  void aTargetAboveThirtySixRepsHasNoWeightByFormula() {
    Target many =
        Target.choose(
            Target.Asked.NOTHING,
            Optional.of(Prescription.reps(50)),
            new TrainingLog().session("2026-01-05", 20, 5).sessions());
    assertEquals(OptionalDouble.empty(), many.weightFor(100_000, OneRepMax.EPLEY));
  }

  @Test
  void impossibleTargetsAreRefused() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5);
    assertThrows(IllegalArgumentException.class, () -> asked(0, null));
    assertThrows(IllegalArgumentException.class, () -> asked(37, null));
    assertThrows(IllegalArgumentException.class, () -> asked(5, 8.3));
    assertThrows(
        IllegalArgumentException.class,
        () -> suggest(log, "2026-01-06", FIVES, asked(13, 8.0), Optional.empty()));
  }
}
