package coach.training;

import coach.training.NextWeight.Rule;
import coach.training.Trend.Data;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer for one track while {@link NextWeightRules} put it together. */
final class TrackDraft {
  private static final int RECENT_DAYS = 42;
  private static final int LONG_BREAK_DAYS = 28;
  private static final int PLENTY_SESSIONS = 6;
  private static final double APART = 0.05;

  private final NextWeight.Question question;
  private final Optional<LocalDate> lastDate;
  private final List<SessionSets> sessions;
  OptionalInt then = OptionalInt.empty();
  Optional<Wave> wave = Optional.empty();
  List<LocalDate> light = List.of();

  /**
   * @param lastDate when the exercise was last performed, in whatever track
   * @param sessions of the track, oldest first
   */
  TrackDraft(
      NextWeight.Question question, Optional<LocalDate> lastDate, List<SessionSets> sessions) {
    this.question = question;
    this.lastDate = lastDate;
    this.sessions = sessions;
  }

  NextWeight answer(Rule rule, OptionalInt weight, Target target, List<PerformedSet> evidence) {
    return new NextWeight(
        weight,
        rule,
        target,
        evidence,
        lastDate.map(date -> ChronoUnit.DAYS.between(date, question.today())),
        percentKept(),
        byOneRepMax(target, true),
        isApart() ? byOneRepMax(target, false) : OptionalInt.empty(),
        NextWeight.around(weight, question.loadable()),
        then,
        wave,
        light,
        List.of(),
        data(weight));
  }

  /** The best estimate of the last three sessions. */
  Optional<OneRepMax.Estimate> best(boolean byRpe) {
    OneRepMax formula = question.formula();
    List<SessionSets> since = sinceBreak();
    return since.stream()
        .skip(Math.max(0, since.size() - 3))
        .flatMap(session -> session.sets().stream())
        .flatMap(set -> (byRpe ? formula.estimate(set) : formula.byFormula(set)).stream())
        .max(Comparator.comparingDouble(OneRepMax.Estimate::grams));
  }

  /** Sessions after the last long break: what was lifted before it says nothing any more. */
  private List<SessionSets> sinceBreak() {
    int from = sessions.size() - 1;
    while (from > 0
        && ChronoUnit.DAYS.between(sessions.get(from - 1).date(), sessions.get(from).date())
            <= LONG_BREAK_DAYS) {
      from--;
    }
    return from < 0 ? sessions : sessions.subList(from, sessions.size());
  }

  /** What the lifter would handle for the target, rounded down to what can be loaded. */
  OptionalInt byOneRepMax(Target target, boolean byRpe) {
    Optional<OneRepMax.Estimate> best = best(byRpe);
    if (best.isEmpty()) {
      return OptionalInt.empty();
    }
    PerformedSet set = best.get().set();
    int body = set.loadGrams().orElseThrow() - set.weightGrams();
    double max = best.get().grams() * percentKept() / 100;
    return target.weightFor(max, question.formula()).stream()
        .mapToObj(grams -> question.loadable().atMost((int) Math.round(grams) - body))
        .flatMapToInt(OptionalInt::stream)
        .findFirst();
  }

  int percentKept() {
    return lastDate
        .map(date -> Gap.percentKept(ChronoUnit.DAYS.between(date, question.today())))
        .orElse(100);
  }

  /** True where the effort noted and the formula tell maxima over 5 % apart. */
  private boolean isApart() {
    double chart = best(true).map(OneRepMax.Estimate::grams).orElse(0.0);
    double formula = best(false).map(OneRepMax.Estimate::grams).orElse(0.0);
    return Math.abs(chart - formula) > APART * chart;
  }

  private Data data(OptionalInt weight) {
    LocalDate recent = question.today().minusDays(RECENT_DAYS);
    long count = sessions.stream().filter(s -> !s.date().isBefore(recent)).count();
    if (weight.isEmpty() || sessions.size() < 2 || percentKept() < 100) {
      return Data.LITTLE;
    }
    return count >= PLENTY_SESSIONS ? Data.PLENTY : Data.SOME;
  }
}
