package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.training.Attempt.Outcome;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static SessionSets done(int... reps) {
    return new TrainingLog().session("2026-01-05", 100, reps).only();
  }

  private static Outcome outcome(Prescription target, int... reps) {
    return Attempt.judge(done(reps), target).outcome();
  }

  private static Prescription limited(double limit) {
    return new Prescription(5, OptionalInt.of(5), limit);
  }

  @Test
  void everySetHasToReachTheTarget() {
    assertEquals(Outcome.REACHED, outcome(Prescription.of(3, 5), 5, 5, 5));
    assertEquals(Outcome.REACHED, outcome(Prescription.of(3, 5), 8, 5, 6));
    assertEquals(Outcome.SHORT, outcome(Prescription.of(3, 5), 5, 5, 4));
    assertEquals(Outcome.SHORT, outcome(Prescription.of(3, 5), 5, 5, 0));
  }

  @Test
  void repsAboveTheTargetDoNotMakeUpForMissingOnes() {
    assertEquals(Outcome.SHORT, outcome(Prescription.of(3, 5), 10, 10, 4));
  }

  @Test
  void theProgressionLimitIsAShareOfPlannedSetsTimesReps() {
    assertEquals(Outcome.REACHED, outcome(limited(0.8), 5, 5, 4, 3, 3)); // 20 of 25
    assertEquals(Outcome.SHORT, outcome(limited(0.8), 5, 5, 4, 3, 2)); // 19 of 25
    assertEquals(Outcome.REACHED, outcome(limited(0.9), 5, 5, 5, 4, 4)); // 23 of 22.5
    assertEquals(Outcome.SHORT, outcome(limited(0.9), 5, 5, 4, 4, 4)); // 22 of 22.5
  }

  @Test
  void aLimitIsNotMissedByTheRoundingOfItsDecimals() {
    // 0.1 x 3 x 10 is 3.0000000000000004 in binary.
    Prescription tenth = new Prescription(10, OptionalInt.of(3), 0.1);
    assertEquals(Outcome.REACHED, outcome(tenth, 1, 1, 1));
  }

  @Test
  void missingSetsAreNoFailure() {
    assertEquals(Outcome.INCOMPLETE, outcome(Prescription.of(5, 5), 5, 5, 5));
    assertEquals(Outcome.REACHED, outcome(limited(0.6), 5, 5, 5));
    assertEquals(Outcome.SHORT, outcome(Prescription.of(5, 5), 5, 5, 4));
  }

  @Test
  void setsBeyondThePlanAreNotJudged() {
    Attempt attempt = Attempt.judge(done(5, 5, 5, 2), Prescription.of(3, 5));
    assertEquals(Outcome.REACHED, attempt.outcome());
    assertEquals(3, attempt.sets().size());
    assertEquals(15, attempt.reps());
    assertEquals(15, attempt.plannedReps(Prescription.of(3, 5)));
  }

  @Test
  void withoutAPlannedNumberTheSetsDoneAreThePlan() {
    assertEquals(Outcome.REACHED, outcome(Prescription.reps(5), 5, 5));
    assertEquals(Outcome.SHORT, outcome(Prescription.reps(5), 5, 5, 4));
  }

  @Test
  void aLighterLastSetLeavesThePlanIncomplete() {
    SessionSets session =
        new TrainingLog().session("2026-01-05", 100, 5, 5).then(SetType.REGULAR, 90, 5).only();
    Attempt attempt = Attempt.judge(session, Prescription.of(3, 5));
    assertEquals(Outcome.INCOMPLETE, attempt.outcome());
    assertEquals(100_000, attempt.weightGrams());
  }

  @Test
  void warmUpsAloneCannotBeJudged() {
    SessionSets warmUp = new TrainingLog().typed("2026-01-05", SetType.WARM_UP, 60, 5).only();
    assertThrows(IllegalArgumentException.class, () -> Attempt.judge(warmUp, Prescription.reps(5)));
  }

  @Test
  void theUsualRangeBeginsWhereTheWeightChangedAndEndsWhereItWasRaised() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 20, 12, 12, 12)
            .session("2026-01-12", 22.5, 8, 8, 8)
            .deload("2026-01-15", 10, 20, 20)
            .session("2026-01-19", 22.5, 11, 10, 10)
            .session("2026-01-26", 22.5, 12, 12, 12)
            .session("2026-02-02", 25, 8, 8, 7);
    assertEquals(Optional.of(Prescription.range(8, 12)), Prescription.usual(log.sessions()));
    TrainingLog fixed =
        new TrainingLog().session("2026-01-05", 75, 10, 10).session("2026-01-12", 77.5, 10, 10);
    assertEquals(Optional.of(Prescription.reps(10)), Prescription.usual(fixed.sessions()));
  }

  @Test
  void setsToFailureAreOneTarget() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 12, 10, 8);
    assertEquals(Optional.of(Prescription.range(10, 14)), Prescription.usual(log.sessions()));
    TrainingLog low = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    assertEquals(Optional.of(Prescription.reps(5)), Prescription.usual(low.sessions()));
  }

  @Test
  void withoutWorkThereAreNoUsualReps() {
    TrainingLog log =
        new TrainingLog()
            .deload("2026-01-05", 60, 5)
            .typed("2026-01-06", SetType.WARM_UP, 60, 5)
            .session("2026-01-07", 60, 0);
    assertEquals(Optional.empty(), Prescription.usual(log.sessions()));
  }

  @Test
  void impossiblePrescriptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Prescription.reps(0));
    assertThrows(IllegalArgumentException.class, () -> Prescription.of(0, 5));
    assertThrows(IllegalArgumentException.class, () -> limited(0));
    assertThrows(IllegalArgumentException.class, () -> limited(1.1));
    assertThrows(IllegalArgumentException.class, () -> limited(Double.NaN));
  }
}
