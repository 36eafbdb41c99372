package coach.training;

import static coach.training.TrainingLog.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.Records.Best;
import coach.training.Records.Kind;
import coach.training.Records.NewBest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static Records records(TrainingLog log) {
    return records(log, "2000-01-01", "2099-12-31");
  }

  private static Records records(TrainingLog log, String from, String until) {
    return Records.of(log.sets(), OneRepMax.BRZYCKI, day(from), day(until));
  }

  private static List<String> news(Records records) {
    return records.inPeriod().stream()
        .map(n -> n.best().kind() + " " + n.before() + " -> " + n.best().value())
        .toList();
  }

  @Test
  void eachRecordHasItsSetAndItsDate() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5, 5, 5)
            .session("2026-01-12", 120, 1)
            .session("2026-01-19", 80, 12, 12, 12);
    Records records = records(log);
    assertBest(records.heaviest(), 120_000, "2026-01-12");
    assertBest(records.oneRepMax(), 120_000, "2026-01-12");
    assertBest(records.volume(), 2_880_000, "2026-01-19");
    assertEquals(
        List.of(1.0, 5.0, 12.0), records.repsByWeight().stream().map(Best::value).toList());
  }

  private static void assertBest(Optional<Best> best, double value, String date) {
    assertEquals(value, best.orElseThrow().value());
    assertEquals(day(date), best.orElseThrow().date());
  }

  @Test
  void theFirstSessionSetsTheMarkAndBreaksNone() {
    assertEquals(List.of(), news(records(new TrainingLog().session("2026-01-05", 100, 5, 8))));
  }

  @Test
  void anEqualPerformanceIsNoRecordAndTheEarlierHolds() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 100, 5).session("2026-01-12", 100, 5);
    Records records = records(log);
    assertEquals(List.of(), news(records));
    assertBest(records.heaviest(), 100_000, "2026-01-05");
    assertEquals(day("2026-01-05"), records.repsByWeight().get(0).date());
  }

  @Test
  void aRecordIsStrictlyBetterThanEverythingBefore() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5)
            .session("2026-01-12", 100, 6)
            .session("2026-01-19", 102.5, 5);
    assertEquals(
        List.of(
            "ONE_REP_MAX 112500.0 -> " + 100_000 * (36.0 / 31),
            "VOLUME 500000.0 -> 600000.0",
            "REPS 5.0 -> 6.0",
            "HEAVIEST 100000.0 -> 102500.0"),
        news(records(log)));
  }

  @Test
  void repsBelowAHeavierSetAreNoRecord() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5)
            .session("2026-01-12", 105, 8)
            .session("2026-01-19", 100, 7);
    assertTrue(news(records(log)).stream().noneMatch(line -> line.startsWith("REPS")));
  }

  @Test
  void recordsAreMeasuredAgainstTheTimeBeforeThePeriod() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5)
            .session("2026-02-01", 105, 5)
            .session("2026-02-28", 110, 5)
            .session("2026-03-01", 115, 5);
    List<LocalDate> days =
        records(log, "2026-02-01", "2026-02-28").inPeriod().stream()
            .filter(n -> n.best().kind() == Kind.HEAVIEST)
            .map(n -> n.best().date())
            .toList();
    assertEquals(List.of(day("2026-02-01"), day("2026-02-28")), days);
  }

  @Test
  void roundingMakesNeitherARecordNorASecondWeight() {
    TrainingLog log =
        new TrainingLog().session("2026-01-05", 45.359, 10).session("2026-01-12", 45.36, 10);
    Records records = records(log);
    assertEquals(List.of(), news(records));
    assertEquals(1, records.repsByWeight().size());
  }

  @Test
  void warmUpsAndFailedAttemptsAreNoRecordsButDeloadsMayBe() {
    TrainingLog log =
        new TrainingLog()
            .session("2026-01-05", 100, 5)
            .typed("2026-01-12", SetType.WARM_UP, 200, 5)
            .then(SetType.REGULAR, 150, 0)
            .deload("2026-01-19", 110, 3);
    assertBest(records(log).heaviest(), 110_000, "2026-01-19");
  }

  @Test
  void bodyWeightHasRecordsOfRepsOnly() {
    TrainingLog log = new TrainingLog().session("2026-01-05", 0, 8).session("2026-01-12", 0, 9);
    Records records = records(log);
    assertEquals(Optional.empty(), records.heaviest());
    assertEquals(Optional.empty(), records.volume());
    assertEquals(List.of("REPS 8.0 -> 9.0"), news(records));
  }

  @Test
  void everyNewBestBeatsAllThatCameBefore() {
    Random random = new Random(10);
    for (int round = 0; round < 200; round++) {
      TrainingLog log = new TrainingLog();
      LocalDate date = day("2026-01-01");
      for (int s = 1 + random.nextInt(15); s > 0; s--) {
        date = date.plusDays(1 + random.nextInt(5));
        int[] reps = random.ints(1 + random.nextInt(4), 1, 14).toArray();
        log.session(date, 60 + 2.5 * random.nextInt(12), reps);
      }
      Records records = records(log);
      int heaviest = log.sets().stream().mapToInt(PerformedSet::weightGrams).max().orElseThrow();
      assertEquals(heaviest, records.heaviest().orElseThrow().value());
      for (NewBest news : records.inPeriod()) {
        assertTrue(news.best().value() > news.before());
        Stream<PerformedSet> before =
            log.sets().stream().filter(set -> set.date().isBefore(news.best().date()));
        if (news.best().kind() == Kind.HEAVIEST) {
          assertEquals(news.before(), before.mapToInt(PerformedSet::weightGrams).max().orElse(-1));
        }
      }
    }
  }

  @Test
  void aPeriodThatEndsBeforeItStartsIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> records(new TrainingLog(), "2026-02-01", "2026-01-31"));
  }
}
