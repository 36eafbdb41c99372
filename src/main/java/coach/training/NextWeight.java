package coach.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The next weight for an exercise, with the one rule that chose it and the sets it rests on.
 *
 * @param weightGrams what the rule gives, in grams, before the plates; empty when there is no data
 * @param rule the rule
 * @param target the target, and where it comes from
 * @param evidence the sets that the rule used, oldest first
 * @param daysSince days since the exercise was last performed, deloads included; empty if never
 * @param percentKept 95, 90 or 80 after a layoff, else 100
 * @param byOneRepMaxGrams for comparison, what the best e1RM of the last three sessions gives for
 *     the target, also reduced after a layoff; empty without an eligible set
 * @param loadable the weight among what can be loaded; empty when there is no weight
 * @param confidence see {@link NextWeightRules}
 */
public record NextWeight(
    OptionalInt weightGrams,
    Rule rule,
    Target target,
    List<PerformedSet> evidence,
    Optional<Long> daysSince,
    int percentKept,
    OptionalInt byOneRepMaxGrams,
    Optional<Loadable.Around> loadable,
    Confidence confidence) {

  /** The rules, each with the sentence that explains it. */
  public enum Rule {
    /** Never performed, and no related lift given. */
    NO_DATA("There is no finished work set of this exercise outside a deload."),
    /** Never performed; a related lift stands in. */
    RELATED_LIFT("Never performed: a cautious share of a related lift's e1RM."),
    /** Performed without external load only. */
    BODY_WEIGHT("Performed without added weight: progress by reps, or log the added weight."),
    /** Another target than usual, or an RPE. */
    OTHER_TARGET("Another target than the usual one: taken from the e1RM of the last sessions."),
    /** Another target, but no set of 1 to 12 reps to estimate from. */
    NO_ESTIMATE(
        "Another target, but the last sessions have no set of 1 to 12 reps to estimate by."),
    /** More than 14, 28 or 56 days away. */
    LAYOFF("After a layoff: 95 % of the last weight over 14 days, 90 % over 28, 80 % over 56."),
    /** Two sessions short in a row. */
    BACK_OFF("Short of the target in two consecutive sessions at the same weight: 10 % less."),
    /** Target reached. */
    ADD_STEP("The last session reached the target: add one increment."),
    /** Anything else. */
    HOLD("The last session did not reach the target: the same weight again.");

    private final String sentence;

    Rule(String sentence) {
      this.sentence = sentence;
    }

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String sentence() {
      return sentence;
    }
  }

  /**
   * Everything that the rules need.
   *
   * @param sets every performed set of the exercise in the look-back, in time order; no drafts
   * @param today the lifter's local date, not before any set
   * @param plan the active plan's line for the exercise, if any
   * @param asked what the caller asked for
   * @param stepGrams the step increment in grams, 0 or more
   * @param formula the lifter's e1RM formula
   * @param loadable the lifter's plates or increments
   * @param related a related lift, used only without history
   */
  public record Question(
      List<PerformedSet> sets,
      LocalDate today,
      Optional<Prescription> plan,
      Target.Asked asked,
      int stepGrams,
      OneRepMax formula,
      Loadable loadable,
      Optional<RelatedLift> related) {
    public Question {
      sets = List.copyOf(sets);
      Require.atLeast("step increment in grams", stepGrams, 0);
      for (PerformedSet set : sets) {
        if (set.date().isAfter(today)) {
          throw new IllegalArgumentException(
              "a set is dated " + set.date() + ", after " + today + ". Leave later sets out.");
        }
      }
    }
  }

  /** Applies the rules in order; see {@link NextWeightRules}. */
  public static NextWeight suggest(Question question) {
    return new NextWeightRules(question).decide();
  }
}
