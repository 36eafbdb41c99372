package coach.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of lifters as they come, each with the answer that an experienced coach gave. */
class JudgedLogsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-04");

  private static List<PerformedSet> log(String log) {
    return OddLogsTest.log(log, 0);
  }

  /** Six weeks of a session each, from the oldest; "#" counts the weeks in kilograms. */
  private static String weeks(String... sessions) {
    return IntStream.range(0, 6)
        .boxed()
        .flatMap(week -> List.of(sessions).stream().map(session -> week(session, week)))
        .collect(Collectors.joining("; "));
  }

  private static String week(String session, int week) {
    int colon = session.indexOf(':');
    int day = 35 - 7 * week + Integer.parseInt(session.substring(0, colon));
    StringBuilder sets = new StringBuilder();
    for (String set : session.substring(colon + 1).strip().split(" ")) {
      String[] parts = set.split("x", 2);
      double kg =
          parts[0].endsWith("#")
              ? Double.parseDouble(parts[0].replace("#", "")) + 2.5 * week
              : Double.parseDouble(parts[0]);
      sets.append(" ").append(kg).append("x").append(parts[1]);
    }
    return day + ":" + sets;
  }

  private static String all(NextWeight next) {
    StringBuilder all = new StringBuilder(OddLogsTest.said(next));
    next.others().forEach(other -> all.append(" / ").append(OddLogsTest.said(other)));
    return all.toString();
  }

  private static Progress progress(List<PerformedSet> sets) {
    return Progress.of(new Progress.Question(sets, TODAY, OneRepMax.BRZYCKI, Optional.empty()));
  }

  /** A heavy triple and speed work, on days of their own or in one session. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4: 100#x3 | 1: 60#x3 60#x3 60#x3 60#x3 | add_step 115x3 / add_step 75x3",
        "1: 100#x3 60#x3 60#x3 60#x3 60#x3 | | add_step 75x3 / add_step 115x3",
        "4: 200#x1@8 165#x4@7.5 165#x4@7.5 | 1: 130x8 130x8 130x8 |"
            + " add_step 215x1 / add_step 180x4 / climb 130x9-12"
      })
  void speedDaysAndTopSetsAreTheirOwnTracks(String heavy, String easy, String expected) {
    String log = easy == null ? weeks(heavy) : weeks(heavy, easy);
    List<String> said = List.of(all(OddLogsTest.next("bar", log)).split(" / "));
    assertEquals(
        List.of(expected.split(" / ")).stream().sorted().toList(), said.stream().sorted().toList());
  }

  @Test
  void speedDaysHaveATrendOfTheirOwn() {
    Progress progress = progress(log(weeks("4: 100#x3", "1: 60#x3 60#x3 60#x3 60#x3")));
    assertEquals(2.3, progress.oneRepMax().percentPerWeek(), 0.3);
    assertEquals(100_000, progress.bests().get(0).set().weightGrams());
    assertEquals(6, progress.bests().size());
    Progress.Easy easy = progress.easy().orElseThrow();
    assertEquals(60_000, easy.first().set().weightGrams());
    assertEquals(72_500, easy.latest().set().weightGrams());
    assertEquals(Trend.Direction.RISING, easy.trend().direction());
    assertTrue(progress(log(weeks("1: 100#x5 100#x5"))).easy().isEmpty());
  }

  /** Two lifts with speed days in a week are a program, not a deload each week. */
  @Test
  void speedDaysAreNoDeload() {
    List<Deload.Lift> lifts = new ArrayList<>();
    List<Deload.TrainingDay> days = new ArrayList<>();
    for (String name : List.of("squat", "bench")) {
      List<PerformedSet> sets = log(weeks("4: 100#x3", "1: 60#x3 60#x3 60#x3"));
      lifts.add(new Deload.Lift(name, sets, Optional.empty()));
      sets.forEach(set -> days.add(new Deload.TrainingDay(set.date(), false)));
    }
    List<Deload.Signal> signals = signals(lifts, days);
    assertEquals(39 / 7.0, signals.get(4).evidence().get(0).value(), 0.01);
    assertEquals(Deload.State.NOT_FIRED, signals.get(0).state());
  }

  private static List<Deload.Signal> signals(
      List<Deload.Lift> lifts, List<Deload.TrainingDay> days) {
    WeeklyVolume none =
        WeeklyVolume.of(List.of(), 4, TODAY, WeeklyVolume.Counting.DIRECT, Landmarks.published());
    return Deload.signals(new Deload.Question(lifts, none, days, TODAY, OneRepMax.BRZYCKI));
  }

  /** A plank of 75 s is not "0 of 30 reps". */
  @Test
  void holdsMissNoReps() {
    List<PerformedSet> sets = new ArrayList<>();
    for (int day = 28; day > 0; day -= 7) {
      sets.add(held(day, 75));
    }
    List<Deload.Lift> lifts = List.of(new Deload.Lift("Plank", sets, Optional.empty()));
    List<Deload.TrainingDay> days = List.of(new Deload.TrainingDay(TODAY.minusDays(7), false));
    assertFalse(signals(lifts, days).get(2).fired());
  }

  private static PerformedSet held(int daysAgo, int seconds) {
    return timed(daysAgo, seconds, 0);
  }

  private static PerformedSet timed(int daysAgo, int seconds, int metres) {
    return new PerformedSet(
        UUID.randomUUID(),
        TODAY.minusDays(daysAgo),
        1,
        SetType.REGULAR,
        0,
        0,
        null,
        null,
        false,
        0,
        seconds,
        metres);
  }

  @ParameterizedTest
  @CsvSource({
    "30, towards_plan, 35",
    "58, towards_plan, 60",
    "60, longer, 66",
    "20, towards_plan, 25"
  })
  void aPlanOfSecondsIsWorkedTowards(int held, String rule, int seconds) {
    PlanLine line =
        new PlanLine(
            UUID.randomUUID(),
            "A",
            "Core",
            Prescription.of(3, 60),
            OptionalInt.empty(),
            0,
            List.of(),
            OptionalInt.empty());
    NextWeight next =
        NextWeight.suggest(
            NextWeightTest.question(
                List.of(held(9, held), held(2, held)),
                TODAY,
                List.of(line),
                Target.Asked.NOTHING,
                Grid.usual(Unit.KG).of("Plank", "body only"),
                Optional.empty()));
    assertEquals(rule, next.rule().code());
    assertEquals(seconds / 5 * 5, next.target().reps());
    assertEquals(Target.Source.PLAN, next.target().source());
    assertEquals(CountedIn.SECONDS, next.target().measure());
  }

  /** A digit too many leads nothing; the same weight twice is the lifter's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9: 100x5 100x5; 6: 102.5x5 102.5x5; 3: 1025x5 1025x5 | 2 | add_step 105x5",
        "9: 100x5 100x5; 6: 1025x5 102.5x5 102.5x5; 3: 102.5x5 102.5x5 | 1 | add_step 105x5",
        "9: 1025x5 1025x5; 6: 102.5x5 102.5x5; 3: 105x5 105x5 | 2 | add_step 107.5x5",
        "9: 100x5 100x5; 6: 10.25x5 10.25x5; 3: 102.5x5 102.5x5 | 0 | add_step 105x5",
        "9: 20x5 20x5; 6: 130x5 130x5; 3: 132.5x5 132.5x5 | 0 | add_step 135x5",
        "9: 20x10 60x5 100x5; 6: 20x10 60x5 102.5x5 | 0 | add_step 105x5",
        "3: 20x10 60x5 140x5 | 0 | add_step 142.5x5"
      })
  void aDigitTooMany(String log, int slips, String expected) {
    List<PerformedSet> sets = log(log);
    assertEquals(slips, sets.size() - DigitSlips.without(sets).size());
    assertEquals(expected, all(OddLogsTest.next("bar", log)));
    double best =
        progress(sets).bests().stream().mapToDouble(OneRepMax.Estimate::grams).max().orElse(0);
    assertTrue(best < 200_000, "best " + best);
  }

  @Test
  void aDigitTooManyOnTheBelt() {
    assertEquals(
        2, DigitSlips.among(OddLogsTest.log("9: 25x5; 6: 25x5; 3: 250x5 250x5", 80)).size());
    assertEquals(0, DigitSlips.among(OddLogsTest.log("9: 2.5x5; 6: 5x5; 3: 25x3", 80)).size());
  }

  /** Three months away, one light session back: what was lifted before is no ground for a set. */
  @Test
  void afterALongBreakTheOldMaximumIsForgotten() {
    String log = "110: 125x5 125x5; 106: 127.5x5 127.5x5; 2: 100x5 100x5";
    Target.Asked triple =
        new Target.Asked(OptionalInt.of(3), OptionalDouble.empty(), OptionalInt.empty());
    NextWeight next =
        NextWeight.suggest(
            NextWeightTest.question(
                log(log),
                TODAY,
                List.of(),
                triple,
                Grid.usual(Unit.KG).of("Barbell Back Squat", "barbell"),
                Optional.empty()));
    assertEquals(Rule.OTHER_TARGET, next.rule());
    assertEquals(105_000, next.weightGrams().getAsInt());
    assertEquals(100_000, OddLogsTest.next("bar", log).byOneRepMaxGrams().getAsInt());
  }

  /** What was lifted can be loaded; the steps are those of the log where the gym says nothing. */
  @ParameterizedTest
  @CsvSource({
    "hands, 9: 12x10; 6: 12x12; 3: 14x10, 12 14 16",
    "hands, 3: 36x10, 34 36 38",
    "hands, 9: 7x10; 3: 8x10, 7 8 9",
    "hands, 3: 22.5x10, 20 22.5 25",
    "stack, 9: 52x10; 6: 59x10; 3: 66x10, 59 66 73",
    "stack, 3: 52x10, 47 52 57",
    "stack, 9: 49.9x10; 3: 54.43x10, 49.9 54.43 58.96",
    "hands, 9: 18.14x10; 3: 20.41x10, 18.14 20.41 22.68",
    "stack, 9: 50x10; 3: 55x10, 50 55 60"
  })
  void theWeightsOfTheLogCanBeLoaded(String kind, String log, String expected) {
    List<PerformedSet> sets = log(log);
    boolean stack = kind.equals("stack");
    Loadable usual =
        Grid.usual(Unit.KG)
            .of(stack ? "Lat Pulldown" : "Dumbbell Curl", stack ? "cable" : "dumbbell");
    Loadable fitted = UsedWeights.fit(usual, sets, Unit.KG, stack);
    int last = sets.get(sets.size() - 1).weightGrams();
    Loadable.Around around = fitted.around(last);
    assertEquals(
        expected,
        Unit.KG.format(around.below().getAsInt())
            + " "
            + Unit.KG.format(around.exactly().getAsInt())
            + " "
            + Unit.KG.format(around.above().getAsInt()));
  }

  /** A maximum tested once is no weight for the usual sets: they go on where they were. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9: 165x3 165x3; 5: 170x3 170x3; 2: 200x1 | add_step 172.5x3",
        "9: 100x5 100x5; 5: 102.5x5 102.5x5; 2: 115x2 | add_step 105x5 / add_step 117.5x2",
        "9: 100x5 100x5; 5: 102.5x5 102.5x5; 2: 105x4 105x3 | hold 105x5"
      })
  void aTestedMaximumIsNoWorkingWeight(String log, String expected) {
    assertEquals(expected, all(OddLogsTest.next("bar", log)));
  }

  /** A step of 2.5 kg goes to the next dumbbell of 2 kg more, not to the one after it. */
  @ParameterizedTest
  @CsvSource({
    "12, 2.5, 2, 14",
    "8, 2.5, 2, 10",
    "12, 5, 2, 16",
    "50, 2.5, 5, 55",
    "100, 5, 2.5, 105",
    "16, 2.5, 4, 20"
  })
  void aStepGoesToTheNearestLoad(double from, double step, double grid, double next) {
    assertEquals(
        Unit.KG.toGrams(next),
        StepUp.next(
                Unit.KG.toGrams(from), Unit.KG.toGrams(step), Increments.of(Unit.KG.toGrams(grid)))
            .getAsInt());
  }

  /** The number of a plan for runs is metres, of five kilometres too. */
  @ParameterizedTest
  @CsvSource({"4000, 5000, 4000, 4400", "4800, 5000, 4800, 5000", "5000, 5000, 5000, 5500"})
  void aPlanOfKilometresIsWorkedTowards(int ran, int planned, int least, int most) {
    PlanLine line =
        new PlanLine(
            UUID.randomUUID(),
            "A",
            "Runs",
            Prescription.of(1, planned),
            OptionalInt.empty(),
            0,
            List.of(),
            OptionalInt.empty());
    NextWeight next =
        NextWeight.suggest(
            NextWeightTest.question(
                List.of(timed(9, 1800, ran), timed(2, 1800, ran)),
                TODAY,
                List.of(line),
                Target.Asked.NOTHING,
                Grid.usual(Unit.KG).of("Running", "body only"),
                Optional.empty()));
    assertEquals("endurance", next.rule().code());
    assertEquals(CountedIn.METRES, next.target().measure());
    assertEquals(least, next.target().reps());
    assertEquals(most, next.target().top());
    assertEquals(Target.Source.PLAN, next.target().source());
  }

  @ParameterizedTest
  @CsvSource({
    "60, 5, 20x10 35x3 47.5x2",
    "40, 8, 20x10 30x2",
    "100, 5, 20x10 40x5 60x3 80x2",
    "220, 1, 20x10 87.5x5 130x3 175x2 197.5x1",
    "20, 5, ''"
  })
  void warmUpsThatAreWorthAStep(int kg, int reps, String expected) {
    Loadable bar = Grid.usual(Unit.KG).of("Barbell Back Squat", "barbell");
    assertEquals(
        expected,
        WarmUps.before(kg * 1000, reps, bar).stream()
            .map(step -> Unit.KG.format(step.grams()) + "x" + step.reps())
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource({"Goblet Squat, true", "Dumbbell Pullover, true", "Dumbbell Curl, false"})
  void oneDumbbellForBothHands(String exercise, boolean one) {
    assertEquals(one, LiftTable.isOneDumbbell(exercise));
  }
}
