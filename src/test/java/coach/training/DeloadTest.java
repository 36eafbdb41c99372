package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.training.Deload.Code;
import coach.training.Deload.Evidence;
import coach.training.Deload.Lift;
import coach.training.Deload.Signal;
import coach.training.Deload.State;
import coach.training.Deload.TrainingDay;
import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.ExerciseSets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeloadTest {
  private static final LocalDate TODAY = day("2026-03-04");
  private static final ExerciseMuscles SQUAT =
      new ExerciseMuscles("Squat", List.of("quadriceps"), List.of(), "push", "compound");

  private static WeeklyVolume volume(TrainingLog log, Counting counting) {
    List<ExerciseSets> squats = List.of(new ExerciseSets(SQUAT, log.sets()));
    return WeeklyVolume.of(squats, 4, TODAY, counting, Landmarks.published());
  }

  private static Signal signal(Code code, TrainingLog log, Integer target) {
    Lift squat =
        new Lift("Squat", log.sets(), Optional.ofNullable(target).map(t -> Prescription.of(3, t)));
    return signal(code, List.of(squat), volume(log, Counting.DIRECT), List.of());
  }

  private static Signal signal(
      Code code, List<Lift> lifts, WeeklyVolume volume, List<TrainingDay> days) {
    List<Signal> signals =
        Deload.signals(new Deload.Question(lifts, volume, days, TODAY, OneRepMax.BRZYCKI));
    assertEquals(List.of(Code.values()), signals.stream().map(Signal::code).toList());
    return signals.get(code.ordinal());
  }

  /** Two lifts whose last two sessions differ from the one before by so much percent. */
  private static Signal twoLifts(double squat, double bench) {
    return signal(
        Code.E1RM_DOWN,
        List.of(lift("Squat", squat), lift("Bench", bench)),
        volume(new TrainingLog(), Counting.DIRECT),
        List.of());
  }

  private static Lift lift(String name, double percent) {
    TrainingLog log =
        new TrainingLog()
            .session("2026-02-10", 100, 1)
            .session("2026-02-17", 100, 1)
            .session("2026-02-24", 100 + percent, 1)
            .session("2026-03-03", 100 + percent, 1);
    return new Lift(name, log.sets(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"-5,-5,FIRED,2", "-4.9,-4.9,NOT_FIRED,0", "-6,0,NOT_FIRED,1", "5,5,NOT_FIRED,0"})
  void twoLiftsAtLeastHaveToBeFivePercentDown(double squat, double bench, State state, int down) {
    Signal signal = twoLifts(squat, bench);
    assertEquals(state, signal.state());
    assertEquals(2, signal.checked());
    assertEquals(down, signal.evidence().size());
  }

  @Test
  void theEvidenceOfADropIsItsLevelBeforeAndNow() {
    assertEquals(
        new Evidence("Squat", day("2026-02-03"), day("2026-03-03"), 100_000, 94_000),
        twoLifts(-6, -6).evidence().get(0));
  }

  @Test
  void aBackOffIsNoDecline() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-02-03", 100, 5, 5, 5)
            .session("2026-02-10", 102.5, 5, 5, 4)
            .session("2026-02-17", 102.5, 5, 5, 4)
            .session("2026-02-24", 92.5, 5, 5, 5)
            .session("2026-03-03", 95, 5, 5, 5);
    Lift lift = new Lift("Squat", log.sets(), Optional.empty());
    Signal signal =
        signal(Code.E1RM_DOWN, List.of(lift, lift), volume(log, Counting.DIRECT), List.of());
    assertEquals(List.of(), signal.evidence());
  }

  @Test
  void aLiftNotDoneForOverTwoWeeksIsNotChecked() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-02-03", 100, 1)
            .session("2026-02-10", 99, 1)
            .session("2026-02-17", 98, 1);
    assertEquals(State.NOT_ENOUGH_DATA, signal(Code.E1RM_DOWN, log, null).state());
    assertEquals(1, signal(Code.E1RM_DOWN, log.session("2026-02-18", 99, 1), null).checked());
  }

  @ParameterizedTest
  @CsvSource({"7,7.5,8,FIRED", "7,9,8,FIRED", "7,7.5,7.5,NOT_FIRED", "9,8,7,NOT_FIRED"})
  void effortHasToRiseByOneOverThreeSessions(double a, double b, double c, State state) {
    TrainingLog log =
        new TrainingLog()
            .withRpe("2026-02-25", 100, a, 5, 5)
            .withRpe("2026-02-28", 100, b, 5, 5)
            .withRpe("2026-03-03", 100, c, 5, 5);
    assertEquals(state, signal(Code.RPE_UP, log, null).state());
  }

  @Test
  void effortIsComparedAtEqualLoadAndNoMoreReps() {
    TrainingLog heavier =
        new TrainingLog()
            .withRpe("2026-02-25", 100, 7.0, 5)
            .withRpe("2026-02-28", 100, 8.0, 5)
            .withRpe("2026-03-03", 102.5, 9.0, 5);
    assertEquals(State.NOT_ENOUGH_DATA, signal(Code.RPE_UP, heavier, null).state());
    TrainingLog moreReps =
        new TrainingLog()
            .withRpe("2026-02-25", 100, 7.0, 5)
            .withRpe("2026-02-28", 100, 8.0, 6)
            .withRpe("2026-03-03", 100, 9.0, 7);
    assertEquals(State.NOT_FIRED, signal(Code.RPE_UP, moreReps, null).state());
    TrainingLog unknown =
        new TrainingLog()
            .withRpe("2026-02-25", 100, 7.0, 5)
            .withRpe("2026-02-28", 100, null, 5)
            .withRpe("2026-03-03", 100, 9.0, 5);
    assertEquals(State.NOT_ENOUGH_DATA, signal(Code.RPE_UP, unknown, null).state());
  }

  @Test
  void theTargetHasToBeMissedTwiceRunning() {
    TrainingLog once =
        new TrainingLog().session("2026-02-27", 100, 5, 5, 5).session("2026-03-02", 100, 5, 4, 3);
    assertEquals(State.NOT_FIRED, signal(Code.TARGET_MISSED, once, 5).state());
    TrainingLog twice = once.session("2026-03-03", 97.5, 5, 5, 4);
    assertEquals(
        List.of(new Evidence("Squat", day("2026-03-02"), day("2026-03-03"), 15, 14)),
        signal(Code.TARGET_MISSED, twice, 5).evidence());
  }

  @ParameterizedTest
  @CsvSource({"20,0,NOT_FIRED", "21,0,FIRED", "10,21,FIRED", "0,21,FIRED", "0,20,NOT_ENOUGH_DATA"})
  void volumeHasToExceedTheMrv(int lastWeek, int thisWeek, State state) {
    TrainingLog log =
        new TrainingLog()
            .session("2026-02-24", 100, IntStream.range(0, lastWeek).map(i -> 5).toArray())
            .session("2026-03-03", 100, IntStream.range(0, thisWeek).map(i -> 5).toArray());
    Signal signal = signal(Code.ABOVE_MRV, log, null);
    assertEquals(state, signal.state());
    if (signal.fired()) {
      Evidence evidence = signal.evidence().get(0);
      assertEquals("quadriceps", evidence.subject());
      assertEquals(20, evidence.reference());
      assertEquals(21, evidence.value());
    }
  }

  private static Signal weeksSince(int... daysAgo) {
    List<TrainingDay> days = new ArrayList<>();
    Arrays.stream(daysAgo)
        .forEach(ago -> days.add(new TrainingDay(TODAY.minusDays(Math.abs(ago)), ago < 0)));
    return signal(
        Code.WEEKS_SINCE_DELOAD, List.of(), volume(new TrainingLog(), Counting.DIRECT), days);
  }

  private static int[] everyThirdDay(int from) {
    return IntStream.rangeClosed(0, from).filter(ago -> (from - ago) % 3 == 0).toArray();
  }

  @Test
  void eightWeeksOfTrainingAreDue() {
    assertEquals(State.FIRED, weeksSince(everyThirdDay(56)).state());
    Signal signal = weeksSince(everyThirdDay(55));
    assertEquals(State.NOT_FIRED, signal.state());
    assertEquals(
        List.of(new Evidence("", TODAY.minusDays(55), TODAY, 8, 55 / 7.0)), signal.evidence());
    assertEquals(State.NOT_ENOUGH_DATA, weeksSince().state());
  }

  @Test
  void aDeloadDayStartsAnew() {
    int[] days = everyThirdDay(90);
    days[19] = -57;
    assertEquals(State.FIRED, weeksSince(days).state());
    days[18] = -54;
    assertEquals(State.NOT_FIRED, weeksSince(days).state());
  }

  @Test
  void sevenFullDaysWithoutTrainingStartAnew() {
    int[] sevenDaysApart = {70, 63, 56, 49, 42, 35, 28, 21, 14, 7, 0};
    assertEquals(State.FIRED, weeksSince(sevenDaysApart).state());
    int[] eightDaysOnce = {71, 63, 56, 49, 42, 34, 27, 20, 13, 6, 0};
    Signal signal = weeksSince(eightDaysOnce);
    assertEquals(State.NOT_FIRED, signal.state());
    assertEquals(TODAY.minusDays(34), signal.evidence().get(0).from());
  }

  @Test
  void aBreakThatLastsCountsAsNoWeeks() {
    Signal signal = weeksSince(80, 77, 74, 71, 8);
    assertEquals(0, signal.evidence().get(0).value());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,1", "4,2", "5,2", "6,3", "7,3", "8,4", "9,4", "10,5", "100,45"})
  void aboutHalfTheSetsAreKept(int sets, int kept) {
    assertEquals(kept, Deload.setsToKeep(sets));
  }

  @Test
  void fromFourSetsOnTheShareLiesBetweenFortyAndFiftyPercent() {
    for (int sets = 4; sets <= 100; sets++) {
      double percent = 100.0 * Deload.setsToKeep(sets) / sets;
      assertEquals(45, percent, 5.0, sets + " sets");
    }
    assertThrows(IllegalArgumentException.class, () -> Deload.setsToKeep(0));
  }

  @Test
  void fractionalVolumeIsRefused() {
    WeeklyVolume fractional = volume(new TrainingLog(), Counting.FRACTIONAL);
    assertThrows(
        IllegalArgumentException.class,
        () -> signal(Code.ABOVE_MRV, List.of(), fractional, List.of()));
  }
}
