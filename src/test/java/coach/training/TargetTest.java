package coach.training;

import static coach.training.NextWeightTest.FIVES;
import static coach.training.NextWeightTest.assertRule;
import static coach.training.NextWeightTest.suggest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.training.NextWeight.Rule;
import coach.training.Trend.Data;
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
    assertRule(Rule.CLIMB, 100_000, next);
    assertEquals(8, next.target().reps());
    assertEquals(12, next.target().top());
    assertEquals(Target.Source.USUAL, next.target().source());
    assertEquals(Data.SOME, next.data());
  }

  @Test
  void neverPerformedIsNoDataWithTenReps() {
    NextWeight next = suggest(new TrainingLog(), "2026-01-09", Optional.empty());
    assertEquals(Rule.NO_DATA, next.rule());
    assertEquals(OptionalInt.empty(), next.weightGrams());
    assertEquals(Optional.empty(), next.loadable());
    assertEquals(Target.Source.DEFAULT, next.target().source());
    assertEquals(10, next.target().reps());
    assertEquals(Data.LITTLE, next.data());
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
    assertRule(Rule.OTHER_TARGET, 82_500, next);
    assertEquals(Target.Source.ASKED, next.target().source());
    assertEquals(100_000, next.evidence().get(0).weightGrams());
    assertEquals(OptionalInt.of(82_500), next.byOneRepMaxGrams());
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
    // 112.5 x 0.811 = 91.2, rounded down to what can be loaded.
    assertRule(Rule.OTHER_TARGET, 90_000, next);
  }

  @Test
  void anotherTargetAfterALayoffIsReducedToo() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    NextWeight next = suggest(log, "2026-02-05", FIVES, asked(10, null), Optional.empty());
    assertRule(Rule.OTHER_TARGET, 75_000, next);
    assertEquals(90, next.percentKept());
    assertEquals(Data.LITTLE, next.data());
  }

  @Test
  void anotherTargetWithoutAnEligibleSetHasNoWeight() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 40, 20, 20);
    NextWeight next =
        suggest(log, "2026-01-07", Optional.empty(), asked(5, null), Optional.empty());
    assertEquals(Rule.NO_ESTIMATE, next.rule());
    assertEquals(OptionalInt.empty(), next.weightGrams());
    assertEquals(Data.LITTLE, next.data());
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
    Track track =
        new Track(
            Optional.of(NextWeightTest.line(Prescription.reps(50))),
            new TrainingLog().session("2026-01-05", 20, 5).sessions());
    Target many = Target.of(Target.Asked.NOTHING, track);
    assertEquals(OptionalDouble.empty(), many.weightFor(100_000, OneRepMax.EPLEY));
  }

  @Test
  void impossibleTargetsAreRefused() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5);
    assertThrows(IllegalArgumentException.class, () -> asked(0, null));
    assertThrows(IllegalArgumentException.class, () -> asked(37, null));
    assertThrows(IllegalArgumentException.class, () -> asked(5, 8.3));
    assertEquals(
        Rule.NO_ESTIMATE,
        suggest(log, "2026-01-06", FIVES, asked(13, 8.0), Optional.empty()).rule());
  }
}
