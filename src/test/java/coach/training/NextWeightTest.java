package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.NextWeight.Question;
import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextWeightTest {
  static final Optional<Prescription> FIVES = Optional.of(Prescription.of(3, 5));

  static NextWeight suggest(TrainingLog log, String today, Optional<Prescription> plan) {
    return suggest(log, today, plan, Target.Asked.NOTHING, Optional.empty());
  }

  static NextWeight suggest(
      TrainingLog log,
      String today,
      Optional<Prescription> plan,
      Target.Asked asked,
      Optional<RelatedLift> related) {
    return NextWeight.suggest(
        new Question(
            log.sets(),
            day(today),
            plan,
            asked,
            2500,
            OneRepMax.BRZYCKI,
            Plates.standard(Unit.KG),
            related));
  }

  static void assertRule(Rule rule, int grams, NextWeight next) {
    assertEquals(rule, next.rule());
    assertEquals(OptionalInt.of(grams), next.weightGrams());
  }

  @Test
  void aReachedTargetAddsTheStep() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 5);
    NextWeight next = suggest(log, "2026-01-07", FIVES);
    assertRule(Rule.ADD_STEP, 102_500, next);
    assertEquals(log.sets(), next.evidence());
    assertEquals(Target.Source.PLAN, next.target().source());
    assertEquals(OptionalInt.of(3), next.target().sets());
    Loadable.Around around = next.loadable().orElseThrow();
    assertEquals(OptionalInt.of(102_500), around.exactly());
    assertEquals(OptionalInt.of(100_000), around.below());
    assertEquals(OptionalInt.of(105_000), around.above());
  }

  @Test
  void oneShortSessionHolds() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5, 5).session("2026-01-07", 100, 5, 5, 4);
    assertRule(Rule.HOLD, 100_000, suggest(log, "2026-01-09", FIVES));
  }

  @Test
  void twoShortSessionsAtTheSameWeightTakeTenPercentOff() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5, 4).session("2026-01-07", 100, 5, 4, 4);
    NextWeight next = suggest(log, "2026-01-09", FIVES);
    assertRule(Rule.BACK_OFF, 90_000, next);
    assertEquals(log.sets(), next.evidence());
  }

  @Test
  void twoShortSessionsAtDifferentWeightsHold() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 97.5, 5, 5, 4).session("2026-01-07", 100, 5, 4, 4);
    assertRule(Rule.HOLD, 100_000, suggest(log, "2026-01-09", FIVES));
  }

  @Test
  void aReachedSessionBetweenBreaksTheRow() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5, 5, 4)
            .session("2026-01-07", 100, 5, 5, 5)
            .session("2026-01-09", 100, 5, 5, 4);
    assertRule(Rule.HOLD, 100_000, suggest(log, "2026-01-11", FIVES));
  }

  @Test
  void missingSetsHoldAndNeverTakeWeightOff() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5).session("2026-01-07", 100, 5, 5);
    assertRule(Rule.HOLD, 100_000, suggest(log, "2026-01-09", FIVES));
  }

  @Test
  void theProgressionLimitLowersTheBar() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5, 5, 4);
    Prescription most = new Prescription(5, OptionalInt.of(3), 0.9);
    assertRule(Rule.ADD_STEP, 102_500, suggest(log, "2026-01-07", Optional.of(most)));
  }

  @ParameterizedTest
  @CsvSource({
    "14,ADD_STEP,102500,100",
    "15,LAYOFF,95000,95",
    "28,LAYOFF,95000,95",
    "29,LAYOFF,90000,90",
    "56,LAYOFF,90000,90",
    "57,LAYOFF,80000,80",
    "365,LAYOFF,80000,80"
  })
  void aLayoffTakesMoreOffTheLongerItWas(int days, Rule rule, int grams, int kept) {
    LocalDate today = day("2026-06-01");
    TrainingLog log = new TrainingLog().session(today.minusDays(days), 100, 5, 5, 5);
    NextWeight next = suggest(log, today.toString(), FIVES);
    assertRule(rule, grams, next);
    assertEquals(kept, next.percentKept());
    assertEquals(Optional.of((long) days), next.daysSince());
  }

  @Test
  void theLayoffComesBeforeTheBackOff() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 4, 4, 4).session("2026-01-07", 100, 4, 4, 4);
    assertRule(Rule.LAYOFF, 95_000, suggest(log, "2026-01-22", FIVES));
  }

  @Test
  void deloadSessionsDoNotCountButEndALayoff() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5, 5).deload("2026-01-20", 60, 5);
    assertRule(Rule.ADD_STEP, 102_500, suggest(log, "2026-01-22", FIVES));
    TrainingLog onlyDeload = new TrainingLog().deload("2026-01-20", 60, 5);
    assertEquals(Rule.NO_DATA, suggest(onlyDeload, "2026-01-22", FIVES).rule());
  }

  @Test
  void aRelatedLiftStandsInTheFirstTime() {
    RelatedLift bench = new RelatedLift("bench press", 100_000, RelatedLift.CAUTIOUS_SHARE);
    NextWeight next =
        suggest(new TrainingLog(), "2026-01-09", FIVES, Target.Asked.NOTHING, Optional.of(bench));
    assertRule(Rule.RELATED_LIFT, 62_222, next);
    assertEquals(OptionalInt.of(62_500), OptionalInt.of(next.loadable().orElseThrow().nearest()));
    assertEquals(Confidence.LOW, next.confidence());
  }

  @Test
  void bodyWeightIsNotGivenAStep() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 0, 10, 10, 10);
    assertRule(Rule.BODY_WEIGHT, 0, suggest(log, "2026-01-07", Optional.empty()));
  }

  @Test
  void warmUpsNeitherCountNorMislead() {
    TrainingLog log =
        new TrainingLog()
            .typed("2026-01-05", SetType.WARM_UP, 60, 3, 3, 3, 3)
            .then(SetType.REGULAR, 100, 5, 5, 5);
    assertRule(Rule.ADD_STEP, 102_500, suggest(log, "2026-01-07", FIVES));
  }

  @Test
  void confidenceIsHighWithAPlanAndThreeSessionsInSixWeeks() {
    TrainingLog two =
        new TrainingLog().session("2026-01-05", 95, 5, 5, 5).session("2026-01-07", 97.5, 5, 5, 5);
    assertEquals(Confidence.MODERATE, suggest(two, "2026-01-09", FIVES).confidence());
    TrainingLog three = two.session("2026-02-10", 100, 5, 5, 5);
    assertEquals(Confidence.HIGH, suggest(three, "2026-02-16", FIVES).confidence());
    assertEquals(Confidence.MODERATE, suggest(three, "2026-02-17", FIVES).confidence());
    assertEquals(Confidence.LOW, suggest(three, "2026-02-25", FIVES).confidence());
  }

  @Test
  void theSuggestionIsAlwaysOneOfTheRulesValues() {
    Random random = new Random(6);
    for (int round = 0; round < 1000; round++) {
      TrainingLog log = new TrainingLog();
      LocalDate date = day("2026-01-01");
      for (int s = 1 + random.nextInt(6); s > 0; s--) {
        date = date.plusDays(1 + random.nextInt(20));
        double kg = 20 + 2.5 * random.nextInt(5);
        log.session(date, kg, random.ints(1 + random.nextInt(4), 0, 8).toArray());
      }
      NextWeight next = suggest(log, date.plusDays(random.nextInt(80)).toString(), FIVES);
      int last = log.sessions().get(log.sessions().size() - 1).workingWeight().orElseThrow();
      int given = next.weightGrams().orElseThrow();
      List<Integer> possible =
          List.of(last, last + 2500, last * 9 / 10, last * 95 / 100, last * 8 / 10);
      assertTrue(possible.contains(given), next.toString());
      assertEquals(next.percentKept() < 100, next.rule() == Rule.LAYOFF);
    }
  }

  @Test
  void impossibleQuestionsAreRefused() {
    TrainingLog future = new TrainingLog().session("2026-01-05", 100, 5);
    assertThrows(
        IllegalArgumentException.class, () -> suggest(future, "2026-01-04", Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> new RelatedLift("row", 100_000, 0));
    assertThrows(IllegalArgumentException.class, () -> Layoff.percentAfter(-1));
  }
}
