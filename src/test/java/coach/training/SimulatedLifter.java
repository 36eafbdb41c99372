package coach.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;

/**
 * A lifter whose strength is known, who does what coach says. Strength grows by so much a week and
 * varies from day to day; a set ends at the target or where strength does (Brzycki), each later set
 * 2 % earlier.
 */
final class SimulatedLifter {
  static final LocalDate START = LocalDate.parse("2026-01-05");

  /**
   * What kind of lifter: strength at first and body in kilograms, gain and variation in percent.
   */
  record Kind(
      String name,
      double strength,
      double gain,
      double variation,
      int body,
      int sets,
      boolean notesRpe,
      Loadable loadable,
      int step,
      List<PlanLine> lines) {}

  /** A day on which strength is another share of itself, or no training at all (0). */
  interface Fate {
    double shareOn(int day);
  }

  final Kind kind;
  final List<PerformedSet> log = new ArrayList<>();
  final List<NextWeight> said = new ArrayList<>();
  private final Map<UUID, UUID> days = new HashMap<>();
  private final Random random;
  private final Fate fate;

  SimulatedLifter(Kind kind, long seed, Fate fate) {
    this.kind = kind;
    this.random = new Random(seed);
    this.fate = fate;
  }

  /** The strength of an average day, in grams, the body with it. */
  double strength(int day) {
    return 1000 * kind.strength * Math.pow(1 + kind.gain / 100, day / 7.0);
  }

  /** A first session, or one of a track that coach is to learn. */
  void does(int day, int grams, int reps) {
    session(day, grams, reps);
  }

  /** Trains as told every {@code apart} days up to this one. */
  void obeys(int from, int until, int apart) {
    for (int day = from; day <= until; day += apart) {
      if (fate.shareOn(day) > 0) {
        NextWeight next = NextWeight.suggest(question(START.plusDays(day)));
        said.add(next);
        session(day, next.weightGrams().orElseThrow(), next.target().top());
      }
    }
  }

  /** Does the sets of a percentage plan once a week, each for its reps or as many as there are. */
  void obeysWaves(int from, int until) {
    for (int day = from; day <= until; day += 7) {
      NextWeight next = NextWeight.suggest(question(START.plusDays(day)));
      said.add(next);
      UUID session = new UUID(day, log.size());
      days.put(session, kind.lines.get(0).day());
      double today = strength(day) * (1 + random.nextGaussian() * kind.variation / 100);
      for (Wave.Set set : next.wave().orElseThrow().sets()) {
        int able = able(today, set.weightGrams());
        add(session, day, set.weightGrams(), set.open() ? able : Math.min(able, set.reps()));
      }
    }
  }

  private void add(UUID session, int day, int grams, int reps) {
    log.add(
        new PerformedSet(
            session,
            START.plusDays(day),
            1,
            SetType.REGULAR,
            grams,
            reps,
            null,
            null,
            false,
            1000 * kind.body));
  }

  NextWeight.Question question(LocalDate today) {
    return new NextWeight.Question(
        log,
        today,
        kind.lines,
        days,
        Target.Asked.NOTHING,
        kind.step,
        OneRepMax.BRZYCKI,
        kind.loadable,
        OptionalInt.empty(),
        Optional.empty());
  }

  private void session(int day, int grams, int reps) {
    double today =
        strength(day) * fate.shareOn(day) * (1 + random.nextGaussian() * kind.variation / 100);
    UUID session = new UUID(day, log.size());
    int load = 1000 * kind.body + grams;
    for (int set = 0; set < kind.sets; set++) {
      int able = able(today * (1 - 0.02 * set), load);
      int done = Math.min(reps, able);
      double spare = Math.min(4, able - done);
      Double rpe = kind.notesRpe ? 10 - spare : null;
      log.add(
          new PerformedSet(
              session,
              START.plusDays(day),
              set + 1,
              SetType.REGULAR,
              grams,
              done,
              rpe,
              null,
              false,
              1000 * kind.body));
    }
  }

  /** A set to the last rep, on a day as it comes. */
  void toTheLastRep(int day, int grams) {
    double today =
        strength(day) * fate.shareOn(day) * (1 + random.nextGaussian() * kind.variation / 100);
    add(new UUID(day, log.size()), day, grams, able(today, grams));
  }

  static int able(double strength, int load) {
    return load <= 0
        ? 30
        : (int) Math.max(0, Math.min(30, Math.floor(37 - 36.0 * load / strength)));
  }
}
