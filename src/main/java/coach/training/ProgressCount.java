package coach.training;

import coach.training.Progress.LeftOut;
import coach.training.Progress.Plateau;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The counting behind {@link Progress}. */
final class ProgressCount {
  private final Progress.Question question;
  private final Set<PerformedSet> slips;
  private final List<SessionSets> trained;
  private final List<SessionSets> light;
  private final List<SessionSets> counted;
  private final List<OneRepMax.Estimate> bests;
  private final List<OneRepMax.Estimate> before;

  ProgressCount(Progress.Question question) {
    this.question = question;
    this.slips =
        DigitSlips.among(
            Stream.concat(question.earlier().stream(), question.sets().stream()).toList());
    this.trained =
        SessionSets.group(SessionSets.comparable(kept(question.sets()))).stream()
            .filter(s -> !s.workSets().isEmpty())
            .toList();
    List<SessionSets> hard = trained.stream().filter(session -> !session.deload()).toList();
    this.light = light(hard);
    this.counted = hard.stream().filter(session -> !light.contains(session)).toList();
    this.bests = bests(counted);
    this.before =
        bests(
            SessionSets.group(SessionSets.comparable(kept(question.earlier()))).stream()
                .filter(session -> !session.deload() && !session.workSets().isEmpty())
                .toList());
  }

  /** Easy sessions, of a habit or not: they say nothing of what the lifter can do. */
  private List<SessionSets> light(List<SessionSets> hard) {
    List<SessionSets> speed = SpeedDays.among(hard, this::level);
    List<SessionSets> rest = hard.stream().filter(session -> !speed.contains(session)).toList();
    List<SessionSets> light = new ArrayList<>(speed);
    Prescription.usual(rest).ifPresent(usual -> light.addAll(LightDay.among(rest, usual)));
    return light;
  }

  private double level(SessionSets session) {
    return question.formula().best(session).map(OneRepMax.Estimate::grams).orElse(0.0);
  }

  private List<PerformedSet> kept(List<PerformedSet> sets) {
    return sets.stream().filter(set -> !slips.contains(set)).toList();
  }

  private List<OneRepMax.Estimate> bests(List<SessionSets> sessions) {
    return sessions.stream().flatMap(s -> question.formula().best(s).stream()).toList();
  }

  private static Trend trend(List<OneRepMax.Estimate> bests) {
    return Trend.of(bests.stream().map(b -> new Trend.Point(b.set().date(), b.grams())).toList());
  }

  /**
   * Not "no new best", for a lifter who gains 0.25 % a week goes weeks without one; and over the
   * last weeks, whatever the period is, because a year of growth hides eight weeks without.
   */
  private boolean isStalled() {
    LocalDate oldest = question.until().minusDays(Plateau.WINDOW_DAYS);
    List<PerformedSet> sets =
        Stream.concat(question.earlier().stream(), question.sets().stream())
            .filter(set -> !set.deload() && set.isWork() && !set.date().isBefore(oldest))
            .filter(set -> !slips.contains(set))
            .toList();
    List<SessionSets> recent = new ArrayList<>(SessionSets.group(sets));
    recent.removeAll(light(List.copyOf(recent)));
    Trend trend = trend(bests(Decline.comparable(recent)));
    double most = trend.slopePerWeek() + 2 * trend.slopeErrorPerWeek();
    return trend.spanDays() >= Plateau.STALLED_DAYS
        && trend.count() >= Trend.FEWEST_VALUES
        && 100 * most <= Plateau.STALLED_PERCENT * trend.mean();
  }

  /**
   * The same reps in every set of every session are what was aimed at, not the bottom of a range.
   */
  private Optional<Prescription> neverVaried() {
    List<Integer> reps =
        counted.stream()
            .flatMap(session -> session.setsAtWorkingWeight().stream())
            .map(PerformedSet::reps)
            .distinct()
            .toList();
    return reps.size() == 1 && reps.get(0) > 0
        ? Optional.of(Prescription.reps(Math.min(1000, reps.get(0))))
        : Optional.empty();
  }

  private boolean alwaysReached() {
    Optional<Prescription> target =
        question.target().or(this::neverVaried).or(() -> Prescription.usual(counted));
    return target.isPresent()
        && counted.stream().allMatch(s -> Attempt.judge(s, target.get()).isReached());
  }

  Progress result() {
    return new Progress(
        trend(bests),
        trend(SessionSets::tonnageGrams),
        trend(SessionSets::mostReps),
        trained.size(),
        sessionsPerWeek(),
        before.isEmpty() ? Optional.empty() : Optional.of(before.get(lastBest(before))),
        bests,
        bestSets(),
        easy(),
        plateau(),
        (int) bests.stream().filter(OneRepMax.Estimate::flagged).count(),
        leftOut());
  }

  private Optional<Progress.Easy> easy() {
    List<SessionSets> hard = trained.stream().filter(session -> !session.deload()).toList();
    List<OneRepMax.Estimate> days = bests(SpeedDays.among(hard, this::level));
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(new Progress.Easy(days.get(0), days.get(days.size() - 1), trend(days)));
  }

  private Trend trend(ToDoubleFunction<SessionSets> value) {
    return Trend.of(
        counted.stream().map(s -> new Trend.Point(s.date(), value.applyAsDouble(s))).toList());
  }

  private double sessionsPerWeek() {
    if (trained.isEmpty()) {
      return 0;
    }
    long days = ChronoUnit.DAYS.between(trained.get(0).date(), question.until()) + 1;
    return trained.size() * 7.0 / Math.max(7, days);
  }

  private List<OneRepMax.Estimate> bestSets() {
    return bests.stream()
        .sorted(Comparator.comparingDouble(OneRepMax.Estimate::grams).reversed())
        .limit(3)
        .toList();
  }

  private Plateau plateau() {
    // What was reached before the period is no new best when it is reached again.
    List<OneRepMax.Estimate> known =
        bests.isEmpty() ? List.of() : Stream.concat(before.stream(), bests.stream()).toList();
    int last = lastBest(known);
    Optional<LocalDate> on =
        last < 0 ? Optional.empty() : Optional.of(known.get(last).set().date());
    long weeks = on.map(day -> ChronoUnit.WEEKS.between(day, question.until())).orElse(0L);
    int since = last < 0 ? 0 : known.size() - 1 - last;
    List<LocalDate> days = trained.stream().map(SessionSets::date).toList();
    List<Gap> layoffs = Gap.longerThan(Gap.LAYOFF_DAYS, days, question.until());
    boolean inPeriod = !bests.isEmpty() && last >= before.size();
    return new Plateau(on, inPeriod, weeks, since, missed(), layoffs, alwaysReached(), isStalled());
  }

  /** The last estimate that rose above all before it: the best one; -1 without any. */
  private static int lastBest(List<OneRepMax.Estimate> estimates) {
    int last = -1;
    double most = 0;
    for (int i = 0; i < estimates.size(); i++) {
      if (estimates.get(i).grams() > most + OneRepMax.NOISE_GRAMS) {
        most = estimates.get(i).grams();
        last = i;
      }
    }
    return last;
  }

  private List<LocalDate> missed() {
    CountedIn measure = CountedIn.of(question.sets());
    return question.target().stream()
        .flatMap(target -> counted.stream().filter(session -> isShort(session, target, measure)))
        .map(SessionSets::date)
        .toList();
  }

  private static boolean isShort(SessionSets session, Prescription target, CountedIn measure) {
    return measure == CountedIn.REPS
        ? Attempt.judge(session, target).isShort()
        : TimedRules.isShort(session, target, measure);
  }

  private Map<LeftOut, Integer> leftOut() {
    Map<LeftOut, Integer> reasons = new EnumMap<>(LeftOut.class);
    for (SessionSets session : SessionSets.group(question.sets())) {
      for (PerformedSet set : session.sets()) {
        reason(set, session).ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
      }
    }
    return Collections.unmodifiableMap(reasons);
  }

  private Optional<LeftOut> reason(PerformedSet set, SessionSets session) {
    if (!set.isWork()) {
      return Optional.of(LeftOut.WARM_UP);
    }
    if (slips.contains(set)) {
      return Optional.of(LeftOut.DIGIT_SLIP);
    }
    if (set.deload()) {
      return Optional.of(LeftOut.DELOAD);
    }
    if (light.contains(session)) {
      return Optional.of(LeftOut.LIGHT_DAY);
    }
    if (CountedIn.of(set) != CountedIn.REPS) {
      return Optional.of(LeftOut.TIMED);
    }
    if (set.reps() == 0) {
      return Optional.of(LeftOut.NO_REPS);
    }
    return strength(set);
  }

  /** Why a set of reps says nothing about strength, or nothing. */
  private static Optional<LeftOut> strength(PerformedSet set) {
    if (set.loadGrams().isEmpty()) {
      return Optional.of(LeftOut.NO_BODY_WEIGHT);
    }
    if (set.loadGrams().getAsInt() == 0) {
      return Optional.of(LeftOut.NO_WEIGHT);
    }
    if (!set.type().showsStrength()) {
      return Optional.of(LeftOut.SET_TYPE);
    }
    boolean tooMany = OneRepMax.eligible(set.reps()) == OneRepMax.Eligibility.LEFT_OUT;
    return tooMany ? Optional.of(LeftOut.OVER_12_REPS) : Optional.empty();
  }
}
