package coach.training;

import coach.training.Trend.Data;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The next weight for an exercise, with the one rule that chose it and the sets it rests on.
 *
 * @param weightGrams what to load, in grams: a weight that can be loaded, below 0 for help, 0 for
 *     body weight; empty when there is no data
 * @param target the target, and where it comes from
 * @param evidence the sets that the rule used, oldest first
 * @param daysSince days since the exercise was last performed, deloads included; empty if never
 * @param percentKept 95, 90 or 80 after a layoff, else 100
 * @param byOneRepMaxGrams for comparison, what the best e1RM of the last three sessions gives for
 *     the target, also reduced after a layoff; loadable; empty without an eligible set
 * @param byFormulaGrams the same by the formula alone, where that differs from the RPE chart by
 *     over 5 %
 * @param loadable the weight among what can be loaded; empty when there is no weight
 * @param thenGrams the weight that follows when the reps are there
 * @param wave the sets of a percentage plan
 * @param light days of sessions that were passed over as light
 * @param others what the exercise's other tracks say, the next one due first
 * @param data how much the answer rests on
 */
public record NextWeight(
    OptionalInt weightGrams,
    Rule rule,
    Target target,
    List<PerformedSet> evidence,
    Optional<Long> daysSince,
    int percentKept,
    OptionalInt byOneRepMaxGrams,
    OptionalInt byFormulaGrams,
    Optional<Loadable.Around> loadable,
    OptionalInt thenGrams,
    Optional<Wave> wave,
    List<LocalDate> light,
    List<NextWeight> others,
    Data data) {
  /** The rules, each with the sentence that explains it. */
  public enum Rule implements Coded {
    NO_DATA(
        "No set of it yet, and no safe ratio to another lift: start light, add weight from set to"
            + " set up to about RPE 7, and log that."),
    RELATED_LIFT("Never performed: a share of another lift's e1RM, less 10 %, rounded down."),
    BODY_WEIGHT("Performed without added weight: progress by reps, or log the added weight."),
    OTHER_TARGET(
        "Another target than the usual one: what the e1RM of the last sessions gives, without an"
            + " RPE one set to the limit; take less for several."),
    NO_ESTIMATE(
        "Another target, but the last sessions have no set of 1 to 12 reps to estimate by."),
    PERCENT("The plan's percentages of the training max for this week."),
    LAYOFF("After a layoff: 95 % of the last weight over 14 days, 90 % over 28, 80 % over 56."),
    BACK_OFF("Short of the target three times at this weight, and no better: 10 % less."),
    TOO_HEAVY("Far below your usual reps: the weight that the e1RM gives for those."),
    RESUME("The last session was light and is passed over: the weight from before it again."),
    ADD_STEP("The last session reached the target: the next weight up."),
    ADD_TWO_STEPS("The last session reached the target easily: twice the step."),
    ADD_REPS("Target reached, but the next weight is over 7.5 % more: first more reps."),
    CLIMB("Inside the range of reps: the same weight, one rep more a set than last time."),
    LONGER("Done in full: about a tenth longer or farther, at least 5 s or 5 m."),
    TOWARDS_PLAN("Short of what the plan asks: about a tenth longer or farther, up to that."),
    HARDER("Two minutes of a hold are enough: add weight or take a harder variation, from 30 s."),
    ENDURANCE("From the last one up to a tenth more than the longest of the last 30 days."),
    PAIN("Pain is noted where this lift loads: nothing is added, and less is right if it hurts."),
    REPEAT("Target reached at RPE 9.5 or more: the same again before weight is added."),
    HOLD("The last session did not reach the target: the same weight again.");

    private final String sentence;

    Rule(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /**
   * Everything that the rules need.
   *
   * @param sets every performed set of the exercise in the look-back, in time order; no drafts, and
   *     none of a session in progress
   * @param today the lifter's local date, not before any set
   * @param lines what the plan asks, the day due next first
   * @param days the plan's day of each session that has one
   * @param asked what the caller asked for
   * @param stepGrams the usual step increment in grams, 0 or more
   * @param formula the lifter's e1RM formula
   * @param loadable what can be loaded
   * @param trainingMax the lifter's own, in grams
   * @param related a lift that stands in, used only without history
   */
  public record Question(
      List<PerformedSet> sets,
      LocalDate today,
      List<PlanLine> lines,
      Map<UUID, UUID> days,
      Target.Asked asked,
      int stepGrams,
      OneRepMax formula,
      Loadable loadable,
      OptionalInt trainingMax,
      Optional<FirstTime> related) {
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

  /** The rules that ask for more than last time, of whatever kind. */
  private static final Set<Rule> RAISING =
      EnumSet.of(
          Rule.ADD_STEP,
          Rule.ADD_TWO_STEPS,
          Rule.PERCENT,
          Rule.ADD_REPS,
          Rule.CLIMB,
          Rule.BODY_WEIGHT,
          Rule.LONGER,
          Rule.HARDER,
          Rule.ENDURANCE);

  /** Applies the rules in order to every track; see {@link NextWeightRules}. */
  public static NextWeight suggest(Question question) {
    return new NextWeightRules(question).decide();
  }

  /** The same without a step up, for a lift that hurts: at most the weight of the last time. */
  public NextWeight held(Loadable loadable) {
    if (!RAISING.contains(rule) || evidence.isEmpty()) {
      return this;
    }
    int last = evidence.stream().mapToInt(PerformedSet::weightGrams).max().orElseThrow();
    int grams = last == 0 ? 0 : loadable.nearest(Math.min(last, weightGrams.orElse(last)));
    int done = Math.max(1, evidence.stream().mapToInt(target.measure()::amount).min().orElse(1));
    return new NextWeight(
        OptionalInt.of(grams),
        Rule.PAIN,
        target.aiming(Math.min(done, target.reps()), Math.min(done, target.top())),
        evidence,
        daysSince,
        percentKept,
        byOneRepMaxGrams,
        byFormulaGrams,
        around(OptionalInt.of(grams), loadable),
        OptionalInt.empty(),
        Optional.empty(),
        light,
        others.stream().map(other -> other.held(loadable)).toList(),
        data);
  }

  /**
   * The same in a deload week that somebody put into a percentage plan; nothing else changes.
   *
   * @param question that this answers
   */
  public NextWeight lightWeek(Question question) {
    Optional<PlanLine> line =
        question.lines().stream().filter(one -> !one.waves().isEmpty()).findFirst();
    if (wave.isEmpty() || line.isEmpty()) {
      return this;
    }
    Wave light = wave.get().light(line.get(), question.loadable());
    OptionalInt grams = OptionalInt.of(light.top().weightGrams());
    return new NextWeight(
        grams,
        rule,
        target.aiming(light.top().reps(), light.top().reps()),
        evidence,
        daysSince,
        percentKept,
        byOneRepMaxGrams,
        byFormulaGrams,
        around(grams, question.loadable()),
        OptionalInt.empty(),
        Optional.of(light),
        this.light,
        others,
        data);
  }

  /** Where a weight lies among what can be loaded; nothing at all need not be loaded. */
  static Optional<Loadable.Around> around(OptionalInt weight, Loadable loadable) {
    return weight.stream().filter(grams -> grams != 0).mapToObj(loadable::around).findFirst();
  }

  /** The same with the other tracks beside it. */
  NextWeight with(List<NextWeight> tracks) {
    return new NextWeight(
        weightGrams,
        rule,
        target,
        evidence,
        daysSince,
        percentKept,
        byOneRepMaxGrams,
        byFormulaGrams,
        loadable,
        thenGrams,
        wave,
        light,
        List.copyOf(tracks),
        data);
  }
}
