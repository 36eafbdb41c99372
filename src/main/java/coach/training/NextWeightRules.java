package coach.training;

import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The rules behind {@link NextWeight}, in their order.
 *
 * <ol>
 *   <li>No counted session (one with a work set, outside deloads): a related lift, or no data.
 *   <li>Last working weight 0: body weight.
 *   <li>Another target than past sessions aimed at: the best e1RM of the last three counted
 *       sessions through the formula or the RPE table, reduced as after a layoff where there was
 *       one.
 *   <li>More than 14, 28, 56 days since the exercise was last performed (a deload session counts as
 *       performed): 95, 90, 80 % of the last working weight.
 *   <li>The last two counted sessions short of the target at the same weight: 10 % less.
 *   <li>The last counted session reached the target ({@link Attempt}): plus the step increment.
 *   <li>Otherwise the same weight.
 * </ol>
 *
 * <p>Confidence: insufficient without a weight; low after a layoff, with a related lift, with fewer
 * than two counted sessions, or with an estimate that rests on more than 10 reps or aims above 12;
 * high when the plan sets the target and at least three counted sessions lie within the last 42
 * days; else moderate.
 */
final class NextWeightRules {
  private static final int RECENT_DAYS = 42;

  private final NextWeight.Question question;
  private final List<SessionSets> counted;
  private final Optional<LocalDate> lastDate;
  private final Target target;
  private final Optional<OneRepMax.Estimate> best;

  NextWeightRules(NextWeight.Question question) {
    List<SessionSets> sessions = SessionSets.group(question.sets());
    this.question = question;
    this.counted = sessions.stream().filter(s -> !s.deload() && !s.workSets().isEmpty()).toList();
    this.lastDate = sessions.stream().map(SessionSets::date).max(Comparator.naturalOrder());
    this.target = Target.choose(question.asked(), question.plan(), sessions);
    this.best =
        counted.stream()
            .skip(Math.max(0, counted.size() - 3))
            .flatMap(session -> question.formula().best(session).stream())
            .max(Comparator.comparingDouble(OneRepMax.Estimate::grams));
  }

  NextWeight decide() {
    if (counted.isEmpty()) {
      return firstTime();
    }
    Attempt last = attempt(1);
    if (last.weightGrams() == 0) {
      return answer(Rule.BODY_WEIGHT, OptionalInt.of(0), last.sets());
    }
    if (target.isOther()) {
      return otherTarget();
    }
    if (percentKept() < 100) {
      return answer(Rule.LAYOFF, percent(last.weightGrams(), percentKept()), last.sets());
    }
    return progression(last);
  }

  private NextWeight progression(Attempt last) {
    int weight = last.weightGrams();
    if (last.isShort() && counted.size() > 1) {
      Attempt before = attempt(2);
      if (before.isShort() && Unit.sameLoad(before.weightGrams(), weight)) {
        List<PerformedSet> both =
            Stream.concat(before.sets().stream(), last.sets().stream()).toList();
        return answer(Rule.BACK_OFF, percent(weight, 90), both);
      }
    }
    if (last.outcome() == Attempt.Outcome.REACHED) {
      int heavier = Math.addExact(weight, question.stepGrams());
      return answer(Rule.ADD_STEP, OptionalInt.of(heavier), last.sets());
    }
    return answer(Rule.HOLD, OptionalInt.of(weight), last.sets());
  }

  private NextWeight firstTime() {
    OptionalInt weight =
        question.related().stream()
            .flatMap(lift -> toWeight(lift.oneRepMaxGrams() * lift.share()).stream().boxed())
            .mapToInt(Integer::intValue)
            .findFirst();
    return answer(weight.isPresent() ? Rule.RELATED_LIFT : Rule.NO_DATA, weight, List.of());
  }

  private NextWeight otherTarget() {
    Rule rule = best.isPresent() ? Rule.OTHER_TARGET : Rule.NO_ESTIMATE;
    return answer(rule, byOneRepMax(), best.stream().map(OneRepMax.Estimate::set).toList());
  }

  private NextWeight answer(Rule rule, OptionalInt weight, List<PerformedSet> evidence) {
    Optional<Loadable.Around> around =
        weight.stream().mapToObj(question.loadable()::around).findFirst();
    return new NextWeight(
        weight,
        rule,
        target,
        evidence,
        lastDate.map(date -> ChronoUnit.DAYS.between(date, question.today())),
        percentKept(),
        byOneRepMax(),
        around,
        confidence(rule, weight));
  }

  private Confidence confidence(Rule rule, OptionalInt weight) {
    if (weight.isEmpty()) {
      return Confidence.INSUFFICIENT;
    }
    boolean farEstimate =
        rule == Rule.OTHER_TARGET
            && (target.reps() > 12 || best.map(OneRepMax.Estimate::flagged).orElse(true));
    if (counted.size() < 2 || percentKept() < 100 || farEstimate) {
      return Confidence.LOW;
    }
    LocalDate recent = question.today().minusDays(RECENT_DAYS);
    long sessions = counted.stream().filter(s -> !s.date().isBefore(recent)).count();
    boolean planned = target.source() == Target.Source.PLAN;
    return planned && sessions >= 3 ? Confidence.HIGH : Confidence.MODERATE;
  }

  private OptionalInt byOneRepMax() {
    return best.map(estimate -> toWeight(estimate.grams() * percentKept() / 100))
        .orElse(OptionalInt.empty());
  }

  private OptionalInt toWeight(double oneRepMaxGrams) {
    return target.weightFor(oneRepMaxGrams, question.formula()).stream()
        .mapToInt(grams -> Math.toIntExact(Math.round(grams)))
        .findFirst();
  }

  private int percentKept() {
    if (counted.isEmpty()) {
      return 100;
    }
    return lastDate
        .map(date -> Layoff.percentAfter(ChronoUnit.DAYS.between(date, question.today())))
        .orElse(100);
  }

  private Attempt attempt(int fromLast) {
    return Attempt.judge(counted.get(counted.size() - fromLast), target.judgedBy());
  }

  private static OptionalInt percent(int grams, int percent) {
    return OptionalInt.of((int) (((long) grams * percent + 50) / 100));
  }
}
