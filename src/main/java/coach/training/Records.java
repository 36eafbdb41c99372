package coach.training;

import coach.training.Records.Best;
import coach.training.Records.Kind;
import coach.training.Records.NewBest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Personal records of one exercise. Every work set with a rep counts, also in a deload: a record is
 * a record. Of equal performances the earliest holds it.
 *
 * @param heaviest the heaviest weight lifted for at least one rep; empty without external load
 * @param oneRepMax the best e1RM of the sets that {@link OneRepMax#estimate(PerformedSet)} accepts
 * @param volume the highest tonnage in one session
 * @param repsByWeight the most reps at each weight (same load within 50 g), heaviest first, body
 *     weight as 0
 * @param inPeriod records set within the period, oldest first
 */
public record Records(
    Optional<Best> heaviest,
    Optional<Best> oneRepMax,
    Optional<Best> volume,
    List<Best> repsByWeight,
    List<NewBest> inPeriod) {
  /** What a record is about, and the unit of its value. */
  public enum Kind implements Coded {
    /** Weight of a set, in grams. */
    HEAVIEST,
    /** Estimated one-repetition maximum, in grams. */
    ONE_REP_MAX,
    /** Weight × reps over a session's work sets, in grams. */
    VOLUME,
    /** Repetitions at a weight. */
    REPS;
  }

  /** A best performance in the unit of its kind; there is no set of a session's volume. */
  public record Best(
      Kind kind, double value, LocalDate date, UUID sessionId, Optional<PerformedSet> set) {}

  /**
   * A best that was strictly better than everything in the sessions before it. The first session of
   * an exercise sets the mark and breaks none. Reps at a weight count only where that weight was
   * lifted before, and where no heavier weight was lifted for as many.
   *
   * @param before what it beat, in the same unit
   */
  public record NewBest(Best best, double before) {}

  /**
   * The records.
   *
   * @param sets every performed set of the exercise, also before the period, in time order
   * @param formula the lifter's e1RM formula
   * @param from first day of the period
   * @param until last day of the period, included
   */
  public static Records of(
      List<PerformedSet> sets, OneRepMax formula, LocalDate from, LocalDate until) {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException(
          "period ends " + until + ", before it starts " + from + ". Send them in order.");
    }
    RecordBook book = new RecordBook(formula);
    SessionSets.group(SessionSets.comparable(sets)).forEach(book::add);
    return book.records(from, until);
  }

  /** Keeps the records behind {@link Records} while sessions are added, oldest first. */
  private static final class RecordBook {
    private final OneRepMax formula;
    private final Map<Kind, Best> bests = new EnumMap<>(Kind.class);
    private final TreeMap<Integer, Best> repsByLoad = new TreeMap<>(Comparator.reverseOrder());
    private final List<NewBest> newBests = new ArrayList<>();

    RecordBook(OneRepMax formula) {
      this.formula = formula;
    }

    void add(SessionSets session) {
      List<PerformedSet> done =
          session.sets().stream().filter(set -> set.isWork() && set.reps() > 0).toList();
      if (done.isEmpty()) {
        return;
      }
      heaviest(done).ifPresent(this::offer);
      formula.best(session).map(RecordBook::best).ifPresent(this::offer);
      offer(
          new Best(
              Kind.VOLUME,
              session.tonnageGrams(),
              session.date(),
              session.sessionId(),
              Optional.empty()));
      addReps(done);
    }

    Records records(LocalDate from, LocalDate until) {
      List<NewBest> inPeriod =
          newBests.stream()
              .filter(n -> !n.best().date().isBefore(from) && !n.best().date().isAfter(until))
              .toList();
      return new Records(
          Optional.ofNullable(bests.get(Kind.HEAVIEST)),
          Optional.ofNullable(bests.get(Kind.ONE_REP_MAX)),
          Optional.ofNullable(bests.get(Kind.VOLUME)),
          List.copyOf(repsByLoad.values()),
          inPeriod);
    }

    private void offer(Best candidate) {
      // No load, no record: zero is what every lifter starts with.
      if (candidate.value() == 0) {
        return;
      }
      Best held = bests.get(candidate.kind());
      if (held == null) {
        bests.put(candidate.kind(), candidate);
      } else if (candidate.value() > held.value() + noise(candidate.kind())) {
        newBests.add(new NewBest(candidate, held.value()));
        bests.put(candidate.kind(), candidate);
      }
    }

    /** What a conversion's rounding can add, in grams: more over the many reps of a session. */
    private static double noise(Kind kind) {
      return kind == Kind.VOLUME ? 10 * OneRepMax.NOISE_GRAMS : OneRepMax.NOISE_GRAMS;
    }

    private void addReps(List<PerformedSet> done) {
      Map<Integer, Best> session = new TreeMap<>();
      for (PerformedSet set : done) {
        Best reps = best(Kind.REPS, set.reps(), set);
        session.merge(loadOf(set, session), reps, (a, b) -> b.value() > a.value() ? b : a);
      }
      // All comparisons first: the sets of one session do not beat each other.
      session.forEach(this::compareReps);
      session.forEach(
          (load, best) ->
              repsByLoad.merge(load, best, (held, now) -> now.value() > held.value() ? now : held));
    }

    private void compareReps(int load, Best best) {
      double before =
          repsByLoad.entrySet().stream()
              .filter(entry -> entry.getKey() >= load)
              .mapToDouble(entry -> entry.getValue().value())
              .max()
              .orElse(0);
      if (repsByLoad.containsKey(load) && best.value() > before) {
        newBests.add(new NewBest(best, before));
      }
    }

    /** The weight under which this load is already kept, so that rounding makes no second one. */
    private int loadOf(PerformedSet set, Map<Integer, Best> session) {
      List<Integer> known = new ArrayList<>(repsByLoad.keySet());
      known.addAll(session.keySet());
      return known.stream()
          .filter(load -> Unit.sameLoad(load, set.weightGrams()))
          .findFirst()
          .orElse(set.weightGrams());
    }

    private static Optional<Best> heaviest(List<PerformedSet> done) {
      return done.stream()
          .max(Comparator.comparingInt(PerformedSet::weightGrams))
          .map(set -> best(Kind.HEAVIEST, set.weightGrams(), set));
    }

    private static Best best(OneRepMax.Estimate estimate) {
      return best(Kind.ONE_REP_MAX, estimate.grams(), estimate.set());
    }

    private static Best best(Kind kind, double value, PerformedSet set) {
      return new Best(kind, value, set.date(), set.sessionId(), Optional.of(set));
    }
  }
}
