package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Progress.LeftOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static Progress progress(TrainingLog log, String until, Integer target) {
    return Progress.of(
        new Progress.Question(
            log.sets(),
            day(until),
            OneRepMax.BRZYCKI,
            Optional.ofNullable(target).map(Prescription::reps)));
  }

  private static TrainingLog weekly(double... kilograms) {
    TrainingLog log = new TrainingLog();
    for (int week = 0; week < kilograms.length; week++) {
      log.session(day("2026-01-05").plusWeeks(week), kilograms[week], 5, 5, 5);
    }
    return log;
  }

  @Test
  void steadyProgressIsItsSlope() {
    Progress progress = progress(weekly(100, 102.5, 105, 107.5, 110), "2026-02-02", null);
    assertEquals(2500 * 36 / 32.0, progress.oneRepMax().slopePerWeek(), 1e-6);
    assertEquals(1, progress.oneRepMax().rSquared(), 1e-9);
    assertEquals(37_500, progress.volume().slopePerWeek(), 1e-6);
    assertEquals(0, progress.mostReps().slopePerWeek());
    assertEquals(5, progress.sessions());
    assertEquals(5 * 7 / 29.0, progress.sessionsPerWeek(), 1e-9);
    assertEquals(110_000, progress.bestSets().get(0).set().weightGrams());
    assertEquals(3, progress.bestSets().size());
    assertEquals(5, progress.bests().size());
    assertFalse(progress.plateau().stalled());
    assertEquals(Optional.of(day("2026-02-02")), progress.plateau().lastBestOn());
  }

  @Test
  void aPlateauIsWeeksAndSessionsWithoutANewBest() {
    Progress three = progress(weekly(100, 105, 105, 105, 102.5), "2026-02-02", null);
    assertEquals(3, three.plateau().weeksSinceBest());
    assertEquals(3, three.plateau().sessionsSinceBest());
    assertFalse(three.plateau().stalled());
    Progress flat = progress(weekly(105, 105, 105, 105, 105, 105, 105), "2026-02-16", null);
    assertTrue(flat.plateau().stalled());
    assertTrue(flat.plateau().alwaysReached());
    // Six weeks less a day, and a lifter whose numbers may well be rising.
    assertFalse(
        progress(weekly(105, 105, 105, 105, 105, 105), "2026-02-16", null).plateau().stalled());
    Progress rising = progress(weekly(105, 100, 106, 101, 107, 102, 108), "2026-02-16", null);
    assertFalse(rising.plateau().stalled());
  }

  @Test
  void aRoundingDifferenceIsNoNewBest() {
    Progress progress = progress(weekly(100, 100.03, 100, 100, 100), "2026-02-02", null);
    assertEquals(Optional.of(day("2026-01-05")), progress.plateau().lastBestOn());
  }

  @Test
  void missedSessionsNeedATarget() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5, 5).session("2026-01-12", 100, 5, 4, 4);
    assertEquals(List.of(day("2026-01-12")), progress(log, "2026-01-13", 5).plateau().missed());
    assertEquals(List.of(), progress(log, "2026-01-13", null).plateau().missed());
  }

  @Test
  void layoffsAreListedTheOpenOneToo() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5)
            .session("2026-01-19", 100, 5)
            .session("2026-02-03", 100, 5);
    assertEquals(
        List.of(
            new Gap(day("2026-01-19"), day("2026-02-03"), 15, false),
            new Gap(day("2026-02-03"), day("2026-03-01"), 26, true)),
        progress(log, "2026-03-01", null).plateau().layoffs());
  }

  @Test
  void whatIsLeftOutIsCountedByItsFirstReason() {
    TrainingLog log =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 0, 20, 20)
            .then(SetType.REGULAR, 100, 5, 0, 13, 37)
            .then(SetType.REGULAR, 0, 30)
            .deload("2026-01-12", 60, 20);
    Progress progress = progress(log, "2026-01-13", null);
    assertEquals(
        Map.of(
            LeftOut.WARM_UP, 2,
            LeftOut.NO_REPS, 1,
            LeftOut.OVER_12_REPS, 2,
            LeftOut.NO_WEIGHT, 1,
            LeftOut.DELOAD, 1),
        progress.leftOut());
    assertEquals(1, progress.bests().size());
    assertEquals(2, progress.sessions());
    assertEquals(1, progress.volume().count());
  }

  @Test
  void bestsOfElevenOrTwelveRepsAreFlagged() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 60, 12).session("2026-01-12", 60, 10);
    assertEquals(1, progress(log, "2026-01-13", null).flagged());
  }

  @Test
  void bodyWeightExercisesHaveATrendOfReps() {
    TrainingLog log = new TrainingLog();
    for (int week = 0; week < 6; week++) {
      log.session(day("2026-01-05").plusWeeks(week), 0, 8 + week, 6);
    }
    Progress progress = progress(log, "2026-02-10", null);
    assertEquals(1, progress.mostReps().slopePerWeek(), 1e-9);
    assertEquals(0, progress.oneRepMax().count());
    assertEquals(Optional.empty(), progress.plateau().lastBestOn());
    assertEquals(Map.of(LeftOut.NO_WEIGHT, 12), progress.leftOut());
  }

  @Test
  void nothingPerformedIsNothingClaimed() {
    Progress progress = progress(new TrainingLog(), "2026-02-10", 5);
    assertEquals(0, progress.sessionsPerWeek());
    assertTrue(progress.oneRepMax().isUnknown());
    assertEquals(Map.of(), progress.leftOut());
    assertFalse(progress.plateau().stalled());
  }

  @Test
  void frequencyIsTakenOverAtLeastAWeek() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5);
    assertEquals(1, progress(log, "2026-01-05", null).sessionsPerWeek());
    assertEquals(0.5, progress(log, "2026-01-18", null).sessionsPerWeek());
  }

  @Test
  void setsAfterThePeriodAreRefused() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5);
    assertThrows(IllegalArgumentException.class, () -> progress(log, "2026-01-04", null));
  }

  private static Progress after(TrainingLog earlier, TrainingLog log, String until) {
    return Progress.of(
        new Progress.Question(
            log.sets(), day(until), OneRepMax.BRZYCKI, Optional.empty(), earlier.sets()));
  }

  @Test
  void anEqualOrBetterSetBeforeThePeriodIsTheLastBest() {
    TrainingLog earlier =
        new TrainingLog()
            .session("2025-11-03", 110, 5)
            .session("2025-11-10", 110, 5)
            .session("2025-11-17", 105, 5)
            .deload("2025-11-24", 130, 5);
    Progress equal = after(earlier, weekly(105, 110, 107.5), "2026-01-19");
    assertEquals(Optional.of(day("2025-11-03")), equal.plateau().lastBestOn());
    assertFalse(equal.plateau().newInPeriod());
    assertEquals(11, equal.plateau().weeksSinceBest());
    assertEquals(5, equal.plateau().sessionsSinceBest(), "two before the period and three in it");
    assertEquals(day("2025-11-03"), equal.bestBefore().orElseThrow().set().date());
    Progress better = after(earlier, weekly(105, 112.5, 107.5), "2026-01-19");
    assertEquals(Optional.of(day("2026-01-12")), better.plateau().lastBestOn());
    assertTrue(better.plateau().newInPeriod());
    assertEquals(1, better.plateau().sessionsSinceBest());
  }

  @Test
  void withoutAnEstimateInThePeriodNothingIsSaidOfItsBest() {
    TrainingLog earlier = new TrainingLog().session("2025-11-03", 110, 5);
    Progress progress =
        after(earlier, new TrainingLog().session("2026-01-05", 60, 20), "2026-01-19");
    assertEquals(Optional.empty(), progress.plateau().lastBestOn());
    assertFalse(progress.plateau().newInPeriod());
    assertFalse(progress.plateau().stalled());
  }

  @Test
  void addedWeightAndDropSetsAreLeftOutByName() {
    List<PerformedSet> sets =
        List.of(
            TrainingLog.bodyWeightPlus("2026-01-05", 20, 5),
            new TrainingLog().typed("2026-01-06", SetType.DROP_SET, 60, 8).sets().get(0));
    Progress progress =
        Progress.of(
            new Progress.Question(sets, day("2026-01-06"), OneRepMax.BRZYCKI, Optional.empty()));
    assertEquals(Map.of(LeftOut.NO_BODY_WEIGHT, 1, LeftOut.SET_TYPE, 1), progress.leftOut());
    assertEquals(List.of(), progress.bests());
    assertEquals(2, progress.volume().count());
  }
}
