package coach.demo;

import coach.imports.ImportedExercise;
import coach.imports.ImportedSet;
import coach.imports.ImportedSetType;
import coach.training.WarmUp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes down what the lifter does, as carefully and as carelessly as people do. */
final class Logbook {
  private static final ZoneId AWAY = ZoneId.of("America/New_York");
  private static final int MINUTES_BEFORE_FIRST_SET = 6;
  private static final int SECONDS_PER_SET = 40;
  private static final int SECONDS_TO_CHANGE = 100;

  private final Athlete athlete = new Athlete();

  /** The session of that day; the days must come in their order. */
  DemoSession session(Slot slot) {
    Random random = slot.random();
    LocalDateTime start = start(slot, random);
    LocalDateTime clock = start.plusMinutes(MINUTES_BEFORE_FIRST_SET);
    List<DemoPlan.Line> lines = slot.day().lines();
    int done = Math.min(Story.exercisesDone(slot.week(), slot.number()), linesToday(slot, random));
    boolean preparedByApp = Story.exercisesDone(slot.week(), slot.number()) < lines.size();
    List<DemoSession.Entry> entries = new ArrayList<>();
    for (int place = 0; place < lines.size(); place++) {
      DemoPlan.Line line = lines.get(place);
      if (place < done) {
        Athlete.Effort effort = athlete.train(line, slot, random);
        ImportedExercise exercise = performed(line, effort, slot, random);
        entries.add(new DemoSession.Entry(line, effort.lift(), place, clock, false, exercise));
        clock = clock.plusSeconds(SECONDS_TO_CHANGE).plusSeconds(seconds(exercise));
      } else if (preparedByApp) {
        Athlete.Effort effort = athlete.prepare(line, slot);
        ImportedExercise exercise = prepared(line, effort);
        entries.add(new DemoSession.Entry(line, effort.lift(), place, start, true, exercise));
      }
    }
    LocalDateTime end = done == 0 ? start : clock.withSecond(0);
    return new DemoSession(slot, start, end, Story.note(slot.week(), slot.number()), entries);
  }

  /** Now and then the last exercise falls victim to the clock. */
  private static int linesToday(Slot slot, Random random) {
    List<DemoPlan.Line> lines = slot.day().lines();
    boolean skips = random.nextDouble() < 0.07 && lines.get(lines.size() - 1).superset() == null;
    return skips ? lines.size() - 1 : lines.size();
  }

  /** After work, sometimes before it; on the road before breakfast there, which is noon at home. */
  private static LocalDateTime start(Slot slot, Random random) {
    int minutes = random.nextInt(95);
    boolean early = random.nextDouble() < 0.12;
    boolean away = slot.how() == Story.Day.TRAVEL;
    LocalTime time =
        away || early
            ? LocalTime.of(6, 20).plusMinutes(minutes / 3)
            : LocalTime.of(17, 5).plusMinutes(minutes);
    return slot.date()
        .atTime(time)
        .atZone(away ? AWAY : DemoYear.ZONE)
        .withZoneSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  private static ImportedExercise performed(
      DemoPlan.Line line, Athlete.Effort effort, Slot slot, Random random) {
    List<ImportedSet> sets = new ArrayList<>();
    boolean early = slot.week() > Story.UPPER_LOWER_SINCE;
    boolean rates = random.nextDouble() < 0.7;
    boolean logsWarmUps = random.nextDouble() < (early ? 0.6 : 0.9);
    boolean main = effort.lift().kind() == Lift.Kind.MAIN;
    if (main && logsWarmUps) {
      warmUps(effort, slot, sets);
    }
    for (int number = 0; number < effort.reps().size(); number++) {
      boolean rated = main && rates && !early && !effort.reserve().isEmpty();
      Double rpe = rated ? rpe(effort.reserve().get(number)) : null;
      int rest = line.rest() + 15 * (random.nextInt(5) - 1);
      sets.add(set(ImportedSetType.REGULAR, effort.grams(), effort.reps().get(number), rpe, rest));
    }
    boolean drops = random.nextDouble() < 0.5;
    if (effort.lift() == Lift.LEG_EXTENSION && drops && slot.how() == Story.Day.TRAINED) {
      int lighter = Rack.atMost(effort.lift(), effort.grams() * 7 / 10, slot.unit());
      sets.add(set(ImportedSetType.DROP_SET, lighter, 8 + random.nextInt(4), null, line.rest()));
    }
    return new ImportedExercise(effort.lift().spelling(), line.superset(), null, sets);
  }

  private static ImportedExercise prepared(DemoPlan.Line line, Athlete.Effort effort) {
    List<ImportedSet> sets =
        effort.reps().stream()
            .map(reps -> set(ImportedSetType.REGULAR, effort.grams(), reps, null, line.rest()))
            .toList();
    return new ImportedExercise(effort.lift().spelling(), line.superset(), null, sets);
  }

  private static void warmUps(Athlete.Effort effort, Slot slot, List<ImportedSet> sets) {
    int bar = Rack.bar(slot.unit());
    sets.add(set(ImportedSetType.WARM_UP, bar, 10, null, 60));
    for (WarmUp step : WarmUp.ladder(effort.grams(), Rack.loadable(effort.lift(), slot.unit()))) {
      int grams = Rack.written(step.weightGrams(), slot.unit());
      if (grams > bar) {
        sets.add(set(ImportedSetType.WARM_UP, grams, step.reps(), null, 60));
      }
    }
  }

  /** In half steps, and never below 6, where nobody can tell. */
  private static double rpe(double reserve) {
    return Math.max(6, Math.min(10, Math.round(2 * (10 - reserve)) / 2.0));
  }

  private static ImportedSet set(ImportedSetType type, int grams, int reps, Double rpe, int rest) {
    return new ImportedSet(
        0, type, false, grams, reps, rpe, Duration.ofSeconds(rest), null, null, null);
  }

  private static long seconds(ImportedExercise exercise) {
    return exercise.sets().stream()
        .mapToLong(set -> set.rest().toSeconds() + SECONDS_PER_SET)
        .sum();
  }
}
