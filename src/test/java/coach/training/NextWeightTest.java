package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.NextWeight.Question;
import coach.training.NextWeight.Rule;
import coach.training.Trend.Data;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextWeightTest {
  static final Optional<Prescription> FIVES = Optional.of(Prescription.of(3, 5));

  private static final UUID DAY = new UUID(7, 7);

  static PlanLine line(Prescription target) {
    return new PlanLine(
        DAY, "Monday", "Plan", target, OptionalInt.of(2500), 0, List.of(), OptionalInt.empty());
  }

  static NextWeight suggest(TrainingLog log, String today, Optional<Prescription> plan) {
    return suggest(log, today, plan, Target.Asked.NOTHING, Optional.empty());
  }

  static NextWeight suggest(
      TrainingLog log,
      String today,
      Optional<Prescription> plan,
      Target.Asked asked,
      Optional<FirstTime> related) {
    List<PlanLine> lines = plan.stream().map(NextWeightTest::line).toList();
    return NextWeight.suggest(
        question(log.sets(), day(today), lines, asked, Plates.standard(Unit.KG), related));
  }

  static Question question(
      List<PerformedSet> sets,
      LocalDate today,
      List<PlanLine> lines,
      Target.Asked asked,
      Loadable loadable,
      Optional<FirstTime> related) {
    return new Question(
        sets,
        today,
        lines,
        Map.of(),
        asked,
        2500,
        OneRepMax.BRZYCKI,
        loadable,
        OptionalInt.empty(),
        related);
  }

  /** The plan's step counts, and reps come first only where the least that can be loaded is far. */
  @Test
  void aPlansOwnStepIsAddedAtOnce() {
    PlanLine five =
        new PlanLine(
            DAY,
            "Monday",
            "Plan",
            FIVES.orElseThrow(),
            OptionalInt.of(5000),
            0,
            List.of(),
            OptionalInt.empty());
    assertRule(Rule.ADD_STEP, 65_000, followed(five, 60));
    assertRule(Rule.ADD_STEP, 45_000, followed(five, 40));
    assertRule(Rule.ADD_REPS, 30_000, followed(five, 30));
  }

  private static NextWeight followed(PlanLine line, double kg) {
    TrainingLog log = new TrainingLog().session("2026-01-05", kg, 5, 5, 5);
    return NextWeight.suggest(
        question(
            log.sets(),
            day("2026-01-07"),
            List.of(line),
            Target.Asked.NOTHING,
            Plates.standard(Unit.KG),
            Optional.empty()));
  }

  private static NextWeight free(TrainingLog log, String today) {
    return suggest(log, today, Optional.empty());
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
  void threeMissesThatDoNotGetBetterTakeTenPercentOff() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 100, 5, 5, 4).session("2026-01-07", 100, 5, 4, 4);
    assertRule(Rule.HOLD, 100_000, suggest(log, "2026-01-09", FIVES));
    NextWeight next = suggest(log.session("2026-01-09", 100, 5, 4, 4), "2026-01-11", FIVES);
    assertRule(Rule.BACK_OFF, 90_000, next);
    assertEquals(9, next.evidence().size());
    NextWeight better = suggest(log.session("2026-01-11", 100, 5, 5, 4), "2026-01-13", FIVES);
    assertRule(Rule.HOLD, 100_000, better);
  }

  @Test
  void fallingSetsOfFewRepsAreMissesAndNoRange() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-01", 140, 5, 5, 5)
            .session("2026-01-04", 142.5, 5, 4, 3)
            .session("2026-01-07", 142.5, 4, 4, 4)
            .session("2026-01-10", 142.5, 4, 4, 3);
    NextWeight next = suggest(log, "2026-01-13", Optional.empty());
    assertEquals(5, next.target().reps());
    assertRule(Rule.BACK_OFF, 127_500, next);
  }

  private static List<String> easier(
      String flag, String exercise, String category, List<String> primary) {
    return Pain.sparing(List.of(flag), exercise, category, primary, kind -> true);
  }

  @Test
  void aRunThatHurtsIsReplacedByWhatHasNoImpact() {
    List<String> quads = List.of("quadriceps");
    assertEquals(
        List.of("Stationary Bike", "Rowing Machine", "Swimming", "Ski Erg"),
        easier("left knee", "Treadmill Running", null, quads));
    assertEquals(
        List.of("Stationary Bike"), easier("knee", "Couch to 5k", "cardio", quads).subList(0, 1));
    assertEquals(
        List.of("Swimming"),
        Pain.sparing(List.of("knee"), "Jog", "cardio", quads, kind -> kind.equals("body only")));
    assertEquals("Box Squat", easier("knee", "Walking Lunge", "strength", quads).get(0));
    assertEquals("Box Squat", easier("knee", "Farmer's Walk", "strongman", quads).get(0));
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
        new TrainingLog()
            .session("2026-01-03", 100, 4, 4, 4)
            .session("2026-01-05", 100, 4, 4, 4)
            .session("2026-01-07", 100, 4, 4, 4);
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
  void anotherLiftStandsInTheFirstTime() {
    Map<String, Double> maxes = Map.of("Bench press", 112_500.0, "Leg Press", 400_000.0);
    Optional<FirstTime> bench = FirstTime.of("Close-Grip Bench Press", "strength", maxes);
    assertEquals(0.85, bench.orElseThrow().share());
    NextWeight next = suggest(new TrainingLog(), "2026-01-09", FIVES, Target.Asked.NOTHING, bench);
    // 112.5 x 0.85 x 0.9 x 32/36 = 76.5.
    assertRule(Rule.RELATED_LIFT, 75_000, next);
    assertEquals(Data.LITTLE, next.data());
    assertEquals(Optional.empty(), FirstTime.of("Barbell Lunge", "strength", maxes));
    assertEquals(Optional.empty(), FirstTime.of("Paused Bench Press", "plyometrics", maxes));
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
  void effortHoldsOrDoublesTheStep() {
    TrainingLog limit = new TrainingLog().withRpe("2026-01-05", 100, 9.5, 5, 5, 5);
    assertRule(Rule.REPEAT, 100_000, suggest(limit, "2026-01-07", FIVES));
    TrainingLog easy = new TrainingLog().withRpe("2026-01-05", 100, 7.0, 5, 5, 5);
    assertRule(Rule.ADD_TWO_STEPS, 105_000, suggest(easy, "2026-01-07", FIVES));
    TrainingLog spare =
        new TrainingLog().session("2026-01-05", 100, 5, 5).then(SetType.AMRAP, 100, 10);
    assertRule(Rule.ADD_TWO_STEPS, 105_000, suggest(spare, "2026-01-07", FIVES));
    TrainingLog light = new TrainingLog().withRpe("2026-01-05", 40, 7.0, 5, 5, 5);
    // Two steps would be 12.5 %, one is 6.25 %.
    assertRule(Rule.ADD_STEP, 42_500, suggest(light, "2026-01-07", FIVES));
  }

  @Test
  void lightDaysThatAreAHabitDoNotHoldTheHeavyOnesBack() {
    TrainingLog log = new TrainingLog();
    LocalDate date = day("2026-01-05");
    for (int week = 0; week < 4; week++) {
      log.session(date.plusWeeks(week), 100 + 2.5 * week, 5, 5, 5);
      log.session(date.plusWeeks(week).plusDays(3), 80, 5, 5, 5);
    }
    assertRule(Rule.ADD_STEP, 110_000, free(log, "2026-02-01"));
    TrainingLog lower = new TrainingLog();
    IntStream.range(0, 3).forEach(i -> lower.session(date.plusDays(3L * i), 100, 5, 5, 5));
    IntStream.range(3, 8).forEach(i -> lower.session(date.plusDays(3L * i), 80, 5, 5, 5));
    // Nine days and more at the lower weight: that is the weight now.
    assertRule(Rule.ADD_STEP, 82_500, free(lower, "2026-01-28"));
  }

  @Test
  void whatTheLogCanTellDecidesHowMuchItRestsOn() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 95, 5, 5, 5);
    assertEquals(Data.LITTLE, suggest(log, "2026-01-07", FIVES).data());
    log.session("2026-01-07", 97.5, 5, 5, 5);
    assertEquals(Data.SOME, suggest(log, "2026-01-09", FIVES).data());
    IntStream.range(9, 13).forEach(i -> log.session("2026-01-" + (i < 10 ? "0" : "") + i, 100, 5));
    assertEquals(Data.PLENTY, suggest(log, "2026-01-14", FIVES).data());
    assertEquals(Data.LITTLE, suggest(log, "2026-02-14", FIVES).data());
  }

  /** Random logs in random gyms: whatever is said can be loaded, and never jumps. */
  @Test
  void everySuggestionCanBeLoadedInTheGymAtHand() {
    Random random = new Random(6);
    for (int round = 0; round < 3000; round++) {
      Loadable gym = gym(random);
      TrainingLog log = new TrainingLog();
      LocalDate date = day("2026-01-01");
      int heaviest = 0;
      for (int s = 1 + random.nextInt(8); s > 0; s--) {
        date = date.plusDays(1 + random.nextInt(12));
        double kg = 20 + 1.25 * random.nextInt(60);
        int[] reps = random.ints(1 + random.nextInt(4), 1, 14).toArray();
        log.session(date, kg, reps);
        heaviest = Math.max(heaviest, (int) (1000 * kg));
      }
      Optional<Prescription> plan = random.nextBoolean() ? FIVES : Optional.empty();
      List<PlanLine> lines = plan.stream().map(NextWeightTest::line).toList();
      LocalDate today = date.plusDays(random.nextInt(40));
      NextWeight next =
          NextWeight.suggest(
              question(log.sets(), today, lines, Target.Asked.NOTHING, gym, Optional.empty()));
      List<NextWeight> all = new ArrayList<>(next.others());
      all.add(next);
      for (NextWeight each : all) {
        int grams = each.weightGrams().orElseThrow();
        assertTrue(gym.exactly(grams).isPresent(), each + " in " + gym);
        int most = gym.above(heaviest).orElse(heaviest) + 2500;
        assertTrue(grams <= Math.max(most, gym.lightest()), each + " in " + gym);
      }
    }
  }

  private static Loadable gym(Random random) {
    Unit unit = random.nextBoolean() ? Unit.KG : Unit.LB;
    OptionalInt none = OptionalInt.empty();
    List<Plates.PlatePair> plates = new ArrayList<>();
    for (int kind = random.nextInt(5); kind > 0; kind--) {
      plates.add(new Plates.PlatePair(500 * (1 + random.nextInt(50)), 1 + random.nextInt(6)));
    }
    Grid grid =
        new Grid(
            unit,
            random.nextBoolean() ? none : OptionalInt.of(1000 * random.nextInt(25)),
            plates,
            random.nextBoolean() ? none : OptionalInt.of(500 * (1 + random.nextInt(10))),
            random.nextBoolean() ? none : OptionalInt.of(10_000 + random.nextInt(40_000)),
            random.nextBoolean() ? none : OptionalInt.of(1000 * (1 + random.nextInt(10))),
            random.nextBoolean() ? none : OptionalInt.of(2500));
    String[] lifts = {"Barbell Bench Press", "EZ-Bar Curl", "Dumbbell Row", "T-Bar Row"};
    String[] kinds = {"barbell", "e-z curl bar", "dumbbell", "barbell"};
    int lift = random.nextInt(6);
    return lift < 4
        ? grid.of(lifts[lift], kinds[lift])
        : grid.of(lift == 4 ? "Lat Pulldown" : "Leg Press", lift == 4 ? "cable" : "machine");
  }

  @Test
  void impossibleQuestionsAreRefused() {
    TrainingLog future = new TrainingLog().session("2026-01-05", 100, 5);
    assertThrows(
        IllegalArgumentException.class, () -> suggest(future, "2026-01-04", Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> Gap.percentKept(-1));
  }
}
