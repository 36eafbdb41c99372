package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Landmark.VolumeStatus;
import coach.training.WeeklyVolume.Contribution;
import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.ExerciseSets;
import coach.training.WeeklyVolume.GroupVolume;
import coach.training.WeeklyVolume.Kind;
import coach.training.WeeklyVolume.Week;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeeklyVolumeTest {
  // A Wednesday; its ISO week starts on 2026-03-02.
  private static final LocalDate TODAY = day("2026-03-04");
  private static final ExerciseMuscles BENCH =
      new ExerciseMuscles("Bench Press", List.of("chest"), List.of("triceps"), "push", "compound");
  private static final ExerciseMuscles FLY =
      new ExerciseMuscles("Cable Fly", List.of("chest"), List.of(), "push", "isolation");

  private static WeeklyVolume volume(int weeks, Counting counting, ExerciseSets... exercises) {
    return WeeklyVolume.of(List.of(exercises), weeks, TODAY, counting, Landmarks.published());
  }

  private static ExerciseSets bench(TrainingLog log) {
    return new ExerciseSets(BENCH, log.sets());
  }

  @Test
  void onlyFullWeeksAreAveraged() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-02-02", 100, 5, 5, 5, 5, 5, 5) // full
            .deload("2026-02-09", 60, 5, 5) // deload
            .session("2026-02-11", 100, 5)
            // 2026-02-16: no training
            .session("2026-02-23", 100, 5, 5, 5, 5, 5)
            .session("2026-03-01", 100, 5, 5, 5, 5, 5) // Sunday of the same week: 10
            .session("2026-03-02", 100, 5, 5, 5); // current
    WeeklyVolume volume = volume(4, Counting.DIRECT, bench(log));
    assertEquals(
        List.of(
            new Week(day("2026-02-02"), Kind.FULL),
            new Week(day("2026-02-09"), Kind.DELOAD),
            new Week(day("2026-02-16"), Kind.NO_TRAINING),
            new Week(day("2026-02-23"), Kind.FULL),
            new Week(day("2026-03-02"), Kind.CURRENT)),
        volume.weeks());
    GroupVolume chest = volume.group(MuscleGroup.CHEST);
    assertEquals(List.of(6.0, 1.0, 0.0, 10.0, 3.0), List.copyOf(chest.setsByWeek().values()));
    assertEquals(OptionalDouble.of(8), chest.average());
    assertEquals(Optional.of(VolumeStatus.MAINTENANCE), chest.status());
    assertEquals(2, volume.weeksAveraged());
    assertEquals(
        1, volume.weeks().stream().filter(week -> week.kind() == Kind.NO_TRAINING).count());
    assertEquals(List.of(new Contribution("Bench Press", 20)), chest.contributions());
  }

  @Test
  void withoutAFullWeekThereIsNoAverageAndNoStatus() {
    WeeklyVolume volume =
        volume(4, Counting.DIRECT, bench(new TrainingLog().session("2026-03-03", 100, 5, 5)));
    GroupVolume chest = volume.group(MuscleGroup.CHEST);
    assertEquals(0, volume.weeksAveraged());
    assertEquals(OptionalDouble.empty(), chest.average());
    assertEquals(Optional.empty(), chest.status());
    assertEquals(2.0, chest.setsByWeek().get(day("2026-03-02")));
  }

  @Test
  void untrainedMusclesCountAsZeroInFullWeeks() {
    WeeklyVolume volume =
        volume(1, Counting.DIRECT, bench(new TrainingLog().session("2026-02-23", 100, 5)));
    assertEquals(MuscleGroup.values().length, volume.groups().size());
    GroupVolume calves = volume.group(MuscleGroup.CALVES);
    assertEquals(Optional.of(VolumeStatus.NONE), calves.status());
    assertEquals(OptionalDouble.of(0), calves.average());
    assertEquals(Optional.of(VolumeStatus.NO_LANDMARK), volume.group(MuscleGroup.NECK).status());
  }

  @Test
  void warmUpsAndFailedAttemptsDoNotCount() {
    TrainingLog log =
        new TrainingLog()
            .typed("2026-02-23", SetType.WARM_UP, 60, 5, 5)
            .then(SetType.REGULAR, 100, 5, 0)
            .then(SetType.DROP_SET, 80, 10);
    GroupVolume chest = volume(1, Counting.DIRECT, bench(log)).group(MuscleGroup.CHEST);
    assertEquals(OptionalDouble.of(2), chest.average());
  }

  @Test
  void setsOutsideTheWeeksAreIgnored() {
    TrainingLog log = new TrainingLog().session("2026-02-22", 100, 5).session("2026-03-09", 100, 5);
    WeeklyVolume volume = volume(1, Counting.DIRECT, bench(log));
    assertEquals(List.of(), volume.group(MuscleGroup.CHEST).contributions());
    assertEquals(Kind.NO_TRAINING, volume.weeks().get(0).kind());
  }

  @Test
  void fractionalCountingAddsHalvesAndJudgesTheDirectSets() {
    TrainingLog log = new TrainingLog().session("2026-02-23", 100, 5, 5, 5);
    WeeklyVolume volume = volume(1, Counting.FRACTIONAL, bench(log));
    assertEquals(OptionalDouble.of(3), volume.group(MuscleGroup.CHEST).average());
    assertEquals(OptionalDouble.of(1.5), volume.group(MuscleGroup.TRICEPS).average());
    assertEquals(Optional.of(VolumeStatus.NONE), volume.group(MuscleGroup.TRICEPS).status());
    assertEquals(OptionalDouble.of(0), volume.group(MuscleGroup.TRICEPS).direct());
    assertEquals(Counting.FRACTIONAL, volume.counting());
  }

  @Test
  void contributionsComeMostSetsFirst() {
    WeeklyVolume volume =
        volume(
            1,
            Counting.DIRECT,
            new ExerciseSets(BENCH, new TrainingLog().session("2026-02-23", 100, 5, 5).sets()),
            new ExerciseSets(FLY, new TrainingLog().session("2026-02-24", 20, 9, 9, 9).sets()));
    assertEquals(
        List.of(new Contribution("Cable Fly", 3), new Contribution("Bench Press", 2)),
        volume.group(MuscleGroup.CHEST).contributions());
  }

  @Test
  void whatCannotBeAssignedIsCounted() {
    List<PerformedSet> sets = new TrainingLog().session("2026-02-23", 100, 5, 5).sets();
    ExerciseMuscles unknown = new ExerciseMuscles("My Lift", List.of(), List.of(), null, null);
    ExerciseMuscles custom =
        new ExerciseMuscles("Twist", List.of("obliques"), List.of(), null, null);
    WeeklyVolume volume =
        volume(1, Counting.DIRECT, new ExerciseSets(unknown, sets), new ExerciseSets(custom, sets));
    assertEquals(4, volume.setsWithoutMuscles());
    assertEquals(Set.of("obliques"), volume.unknownMuscles());
    assertEquals(1, volume.weeksAveraged());
  }

  @Test
  void personalLandmarksAreUsedAndSaidToBe() {
    Landmarks own = Landmarks.withPersonal(Map.of(MuscleGroup.CHEST, new Landmark(0, 0, 0, 1, 2)));
    GroupVolume chest =
        WeeklyVolume.of(
                List.of(bench(new TrainingLog().session("2026-02-23", 100, 5, 5, 5))),
                1,
                TODAY,
                Counting.DIRECT,
                own)
            .group(MuscleGroup.CHEST);
    assertTrue(chest.personal());
    assertEquals(Optional.of(VolumeStatus.EXCESSIVE), chest.status());
  }

  @Test
  void everyHardSetInTheWeeksIsCountedOnce() {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      TrainingLog log = new TrainingLog();
      for (int s = random.nextInt(20); s > 0; s--) {
        LocalDate date = TODAY.minusDays(random.nextInt(60));
        log.session(date, 100, random.ints(1 + random.nextInt(5), 0, 8).toArray());
      }
      LocalDate from = day("2026-02-02");
      long expected =
          log.sets().stream().filter(s -> s.isHard() && !s.date().isBefore(from)).count();
      GroupVolume chest = volume(4, Counting.DIRECT, bench(log)).group(MuscleGroup.CHEST);
      double counted = chest.setsByWeek().values().stream().mapToDouble(Double::doubleValue).sum();
      assertEquals(expected, counted);
      assertTrue(
          chest.setsByWeek().keySet().stream()
              .allMatch(monday -> monday.getDayOfWeek() == DayOfWeek.MONDAY));
    }
  }

  @Test
  void impossibleWeeksAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> volume(0, Counting.DIRECT));
    assertThrows(IllegalArgumentException.class, () -> volume(521, Counting.DIRECT));
  }
}
