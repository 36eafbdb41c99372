package coach.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.ExerciseSets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever a lifter logged, failed attempts and warm-ups alone included, the rules answer. */
class AnyLogTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-04");
  private static final int LOGS = 1_500;

  @Test
  void everyRuleAnswersAnyLog() {
    for (int seed = 0; seed < LOGS; seed++) {
      Random random = new Random(seed);
      List<PerformedSet> sets = log(random);
      Optional<Prescription> plan =
          random.nextBoolean() ? Optional.of(Prescription.of(3, 5)) : Optional.empty();
      OneRepMax formula = OneRepMax.values()[random.nextInt(OneRepMax.values().length)];
      assertDoesNotThrow(() -> ask(sets, plan, formula), () -> sets.toString());
    }
  }

  private static void ask(List<PerformedSet> sets, Optional<Prescription> plan, OneRepMax formula) {
    int half = sets.size() / 2;
    List<PerformedSet> before = sets.subList(0, half);
    Progress.of(new Progress.Question(sets, TODAY, formula, plan));
    Progress.of(
        new Progress.Question(sets.subList(half, sets.size()), TODAY, formula, plan, before));
    WeeklyVolume volume =
        WeeklyVolume.of(
            List.of(new ExerciseSets(squat(), sets)),
            4,
            TODAY,
            Counting.DIRECT,
            Landmarks.published());
    List<Deload.Lift> lifts =
        List.of(
            new Deload.Lift("Squat", sets, plan),
            new Deload.Lift("Bench press", before, Optional.empty()));
    Deload.signals(new Deload.Question(lifts, volume, List.of(), TODAY, formula));
    for (Metric metric : Metric.values()) {
      MetricSeries.of(new MetricSeries.Question(sets, metric, formula, TODAY.minusDays(90), TODAY));
    }
    NextWeight next =
        NextWeight.suggest(
            new NextWeight.Question(
                sets,
                TODAY,
                List.of(),
                Map.of(),
                Target.Asked.NOTHING,
                2500,
                formula,
                Plates.standard(Unit.KG),
                OptionalInt.empty(),
                Optional.empty()));
    next.held(Plates.standard(Unit.KG));
    Totals.of(sets);
    Totals.compare(sets, TODAY.minusDays(28), TODAY);
  }

  private static ExerciseMuscles squat() {
    return new ExerciseMuscles("Squat", List.of("quadriceps"), List.of(), "push", "compound");
  }

  /** Up to twelve sessions, each of one kind of set, because real oddities come in rows. */
  private static List<PerformedSet> log(Random random) {
    List<PerformedSet> sets = new ArrayList<>();
    LocalDate date = TODAY.minusDays(random.nextInt(300));
    boolean oneKind = random.nextBoolean();
    int kind = random.nextInt(8);
    for (int session = random.nextInt(13); session > 0 && !date.isAfter(TODAY); session--) {
      UUID id = UUID.randomUUID();
      int sort = oneKind ? kind : random.nextInt(8);
      for (int number = 1 + random.nextInt(5); number > 0; number--) {
        sets.add(set(random, id, date, sort));
      }
      date = date.plusDays(random.nextInt(random.nextInt(4) == 0 ? 70 : 8));
    }
    return sets;
  }

  private static PerformedSet set(Random random, UUID session, LocalDate date, int kind) {
    SetType[] types = SetType.values();
    SetType type = kind < 4 ? SetType.REGULAR : types[random.nextInt(types.length)];
    boolean timed = kind == 1 && random.nextBoolean();
    int most = random.nextInt(20) == 0 ? Integer.MAX_VALUE : 1001;
    int reps = kind % 2 == 0 ? random.nextInt(2) * random.nextInt(most) : random.nextInt(13);
    int grams = kind == 3 ? 0 : 2500 * (random.nextInt(80) - (kind == 5 ? 40 : 0));
    Double rpe = random.nextInt(3) == 0 ? 1 + random.nextInt(19) / 2.0 : null;
    return new PerformedSet(
        session,
        date,
        1,
        type,
        grams,
        kind == 0 || timed ? 0 : reps,
        rpe,
        random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(600)),
        kind == 7 && random.nextBoolean(),
        random.nextInt(3) == 0 ? 80_000 : random.nextInt(2) - 1,
        kind == 1 ? random.nextInt(2) * random.nextInt(7200) : 0,
        timed ? random.nextInt(2) * random.nextInt(20_000) : 0);
  }
}
