package coach.training;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one number that stands for a session of an exercise, chosen by who asks. */
public enum Metric implements Coded {
  /** Best estimated one-repetition maximum, in grams. */
  E1RM("e1RM") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      int used = (int) session.sets().stream().filter(s -> estimates(formula, s)).count();
      return formula.best(session).map(b -> new Value(b.grams(), Optional.of(b.set()), used));
    }
  },
  /** Sum of weight × reps over the work sets, in grams. */
  VOLUME("volume") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      long grams = session.tonnageGrams();
      int used = (int) done(session).stream().filter(s -> s.tonnageGrams() > 0).count();
      return grams == 0 ? Optional.empty() : Optional.of(new Value(grams, Optional.empty(), used));
    }
  },
  /** Heaviest weight of a work set with at least one repetition, in grams. */
  TOP_SET_WEIGHT("top set weight") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return top(session, Comparator.comparingInt(PerformedSet::weightGrams))
          .filter(set -> set.weightGrams() > 0)
          .map(set -> new Value(set.weightGrams(), Optional.of(set), done(session).size()));
    }
  },
  /** Most repetitions of one work set. */
  REPS("most reps in a set") {
    @Override
    Optional<Value> of(SessionSets session, OneRepMax formula) {
      return top(session, Comparator.comparingInt(PerformedSet::reps))
          .map(set -> new Value(set.reps(), Optional.of(set), done(session).size()));
    }
  };

  private final String label;

  Metric(String label) {
    this.label = label;
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

  /** True where the number is a weight in grams, false where it is a count. */
  public boolean isWeight() {
    return this != REPS;
  }

  private static boolean estimates(OneRepMax formula, PerformedSet set) {
    return formula.estimate(set).isPresent();
  }

  /** Work sets with at least one repetition. */
  private static List<PerformedSet> done(SessionSets session) {
    return session.workSets().stream().filter(set -> set.reps() > 0).toList();
  }

  /** The first of the best sets. */
  private static Optional<PerformedSet> top(SessionSets session, Comparator<PerformedSet> by) {
    return done(session).stream().reduce((best, set) -> by.compare(set, best) > 0 ? set : best);
  }
}
