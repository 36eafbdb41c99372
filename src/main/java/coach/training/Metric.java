package coach.training;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The one number that stands for a session of an exercise, chosen by who asks. */
public enum Metric implements Coded {
  /** Best estimated one-repetition maximum, in grams. */
  E1RM("e1RM", "%s") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      int used = (int) session.sets().stream().filter(s -> estimates(formula, s)).count();
      return formula.best(session).map(b -> new Value(b.grams(), Optional.of(b.set()), used));
    }
  },
  /** Sum of weight × reps over the work sets, in grams. */
  VOLUME("volume", "%s") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      long grams = session.tonnageGrams();
      int used = (int) done(session).stream().filter(s -> s.tonnageGrams() > 0).count();
      return grams == 0 ? Optional.empty() : Optional.of(new Value(grams, Optional.empty(), used));
    }
  },
  /** Heaviest weight of a work set with at least one repetition, in grams. */
  TOP_SET_WEIGHT("top set weight", "%s") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return top(session, Comparator.comparingInt(PerformedSet::weightGrams))
          .filter(set -> set.weightGrams() > 0)
          .map(set -> new Value(set.weightGrams(), Optional.of(set), done(session).size()));
    }
  },
  /** Most repetitions of one work set. */
  REPS("most reps in a set", "reps") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return most(session, PerformedSet::reps);
    }
  },
  /** Longest work set, in seconds. */
  DURATION("longest set", "s") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return most(session, PerformedSet::seconds);
    }
  },
  /** Farthest work set, in metres. */
  DISTANCE("farthest set", "m") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return most(session, PerformedSet::metres);
    }
  },
  /** Metres over seconds of the work sets that have both, in km/h. */
  SPEED("speed", "km/h") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      List<PerformedSet> both =
          done(session).stream().filter(set -> set.metres() > 0 && set.seconds() > 0).toList();
      double metres = both.stream().mapToLong(PerformedSet::metres).sum();
      double seconds = both.stream().mapToLong(PerformedSet::seconds).sum();
      return both.isEmpty()
          ? Optional.empty()
          : Optional.of(new Value(3.6 * metres / seconds, Optional.empty(), both.size()));
    }
  },
  /** Sum of weight × metres over the work sets, in gram metres. */
  CARRIED("weight x distance", "%s m") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      List<PerformedSet> loaded =
          done(session).stream().filter(s -> s.metres() > 0 && s.weightGrams() > 0).toList();
      long sum = loaded.stream().mapToLong(s -> (long) s.weightGrams() * s.metres()).sum();
      return loaded.isEmpty()
          ? Optional.empty()
          : Optional.of(new Value(sum, Optional.empty(), loaded.size()));
    }
  };

  /** Those of sets that are counted in seconds or metres. */
  public static final List<Metric> TIMED = List.of(DURATION, DISTANCE, SPEED, CARRIED);

  private final String label;
  private final String unit;

  Metric(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /**
   * A session's number.
   *
   * @param amount in the metric's unit, above 0
   * @param set the set that made it; empty where all sets did
   * @param sets how many sets it was made or chosen from
   */
  public record Value(double amount, Optional<PerformedSet> set, int sets) {}

  /** The number of one session; empty where it has none, such as an e1RM without any weight. */
  abstract Optional<Value> of(SessionSets session, OneRepMax formula);

  /** The metric of this code, such as {@code top_set_weight}. */
  public static Metric of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** In words, as in "squat, volume per session". */
  public String label() {
    return label;
  }

  /** True where the number has a weight in grams in it. */
  public boolean isWeight() {
    return unit.startsWith("%s");
  }

  /** The unit of the number as it is shown, by the symbol of weights. */
  public String unit(String weights) {
    return unit.replace("%s", weights);
  }

  private static boolean estimates(OneRepMax formula, PerformedSet set) {
    return formula.estimate(set).isPresent();
  }

  private static List<PerformedSet> done(SessionSets session) {
    return session.workSets().stream().filter(PerformedSet::isDone).toList();
  }

  private static Optional<Value> most(SessionSets session, ToIntFunction<PerformedSet> amount) {
    return top(session, Comparator.comparingInt(amount))
        .filter(set -> amount.applyAsInt(set) > 0)
        .map(set -> new Value(amount.applyAsInt(set), Optional.of(set), done(session).size()));
  }

  /** The first of the best sets. */
  private static Optional<PerformedSet> top(SessionSets session, Comparator<PerformedSet> by) {
    return done(session).stream().reduce((best, set) -> by.compare(set, best) > 0 ? set : best);
  }
}
