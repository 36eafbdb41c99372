package coach.training;

import coach.training.Deload.Code;
import coach.training.Deload.Evidence;
import coach.training.Deload.Lift;
import coach.training.Deload.Signal;
import coach.training.Deload.State;
import coach.training.Deload.TrainingDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The rules behind {@link Deload#signals}. Deload sessions count only for the weeks since the last
 * one.
 *
 * <ul>
 *   <li>e1RM: the weeks are the three runs of seven days that end with the lift's last session.
 *       Fires when the best of both later weeks is at least 3 % under the best of the first. A week
 *       without an estimate: cannot tell.
 *   <li>RPE: mean RPE and reps of the sets at the working weight, last session against the one two
 *       before. Different loads or a session without RPE: cannot tell.
 *   <li>Target: the last two sessions are {@link Attempt.Outcome#SHORT}.
 *   <li>MRV: strictly more sets than the MRV in the last full week, or already in the current one.
 *   <li>Weeks since: from the last deload day, or the return after at least 7 full days without any
 *       training (such a break sheds fatigue as a deload does), or else the first day given. A
 *       break that still lasts counts as 0 weeks.
 * </ul>
 */
final class DeloadSignals {
  private static final double DROP = 0.97;
  private static final double ROUNDING_GRAMS = 0.5;
  private static final double RPE_RISE = 1;
  private static final int WEEKS = 8;
  private static final int CURRENT_DAYS = 14;

  private final Deload.Question question;

  DeloadSignals(Deload.Question question) {
    this.question = question;
  }

  List<Signal> all() {
    return List.of(
        perLift(Code.E1RM_DOWN, this::oneRepMaxDown),
        perLift(Code.RPE_UP, this::rpeUp),
        perLift(Code.TARGET_MISSED, this::targetMissed),
        aboveMrv(),
        weeksSince());
  }

  /** A check that could be made: with evidence when it fired. */
  private record Check(Optional<Evidence> fired) {
    static Optional<Check> of(boolean fired, Evidence evidence) {
      return Optional.of(new Check(fired ? Optional.of(evidence) : Optional.empty()));
    }
  }

  private Signal perLift(Code code, Function<Lift, Optional<Check>> rule) {
    return signal(code, question.lifts().stream().flatMap(l -> rule.apply(l).stream()).toList());
  }

  private static Signal signal(Code code, List<Check> checks) {
    List<Evidence> evidence = checks.stream().flatMap(check -> check.fired.stream()).toList();
    State quiet = checks.isEmpty() ? State.NOT_ENOUGH_DATA : State.NOT_FIRED;
    return new Signal(code, evidence.isEmpty() ? quiet : State.FIRED, checks.size(), evidence);
  }

  /** Sessions outside deloads, oldest first; none when the last is more than 14 days ago. */
  private List<SessionSets> current(Lift lift) {
    List<SessionSets> counted =
        SessionSets.group(lift.sets()).stream()
            .filter(session -> !session.deload() && !session.workSets().isEmpty())
            .toList();
    LocalDate oldest = question.today().minusDays(CURRENT_DAYS);
    boolean stale = counted.isEmpty() || last(counted, 1).date().isBefore(oldest);
    return stale ? List.of() : counted;
  }

  private Optional<Check> oneRepMaxDown(Lift lift) {
    List<SessionSets> sessions = current(lift);
    if (sessions.isEmpty()) {
      return Optional.empty();
    }
    LocalDate end = last(sessions, 1).date();
    OptionalDouble first = best(sessions, end.minusDays(14));
    OptionalDouble second = best(sessions, end.minusDays(7));
    OptionalDouble third = best(sessions, end);
    if (first.isEmpty() || second.isEmpty() || third.isEmpty()) {
      return Optional.empty();
    }
    double limit = first.getAsDouble() * DROP + ROUNDING_GRAMS;
    boolean fired = second.getAsDouble() <= limit && third.getAsDouble() <= limit;
    return Check.of(
        fired,
        new Evidence(
            lift.exercise(), end.minusDays(20), end, first.getAsDouble(), third.getAsDouble()));
  }

  private OptionalDouble best(List<SessionSets> sessions, LocalDate end) {
    return sessions.stream()
        .filter(s -> s.date().isAfter(end.minusDays(7)) && !s.date().isAfter(end))
        .flatMap(session -> question.formula().best(session).stream())
        .mapToDouble(OneRepMax.Estimate::grams)
        .max();
  }

  private Optional<Check> rpeUp(Lift lift) {
    List<SessionSets> sessions = current(lift);
    if (sessions.size() < 3) {
      return Optional.empty();
    }
    List<SessionSets> three = sessions.subList(sessions.size() - 3, sessions.size());
    int load = three.get(0).workingWeight().orElseThrow();
    boolean comparable =
        three.stream().allMatch(s -> Unit.sameLoad(s.workingWeight().orElseThrow(), load))
            && three.stream().allMatch(session -> rpe(session).isPresent());
    if (!comparable) {
      return Optional.empty();
    }
    SessionSets first = three.get(0);
    SessionSets third = three.get(2);
    double before = rpe(first).orElseThrow();
    double after = rpe(third).orElseThrow();
    boolean fired = after - before >= RPE_RISE - 1e-9 && reps(third) <= reps(first);
    return Check.of(
        fired, new Evidence(lift.exercise(), first.date(), third.date(), before, after));
  }

  private static OptionalDouble rpe(SessionSets session) {
    return session.setsAtWorkingWeight().stream()
        .filter(set -> set.rpe() != null)
        .mapToDouble(PerformedSet::rpe)
        .average();
  }

  private static double reps(SessionSets session) {
    return session.setsAtWorkingWeight().stream().mapToInt(PerformedSet::reps).average().orElse(0);
  }

  private Optional<Check> targetMissed(Lift lift) {
    List<SessionSets> sessions = current(lift);
    if (sessions.size() < 2 || lift.target().isEmpty()) {
      return Optional.empty();
    }
    Prescription target = lift.target().get();
    Attempt before = Attempt.judge(last(sessions, 2), target);
    Attempt now = Attempt.judge(last(sessions, 1), target);
    boolean fired = before.isShort() && now.isShort();
    Evidence evidence =
        new Evidence(
            lift.exercise(),
            before.session().date(),
            now.session().date(),
            now.plannedReps(target),
            now.reps());
    return Check.of(fired, evidence);
  }

  private Signal aboveMrv() {
    List<LocalDate> mondays = new ArrayList<>();
    List<WeeklyVolume.Week> weeks = question.volume().weeks();
    weeks.stream()
        .filter(week -> week.kind() == WeeklyVolume.Kind.FULL)
        .max(Comparator.comparing(WeeklyVolume.Week::monday))
        .ifPresent(week -> mondays.add(week.monday()));
    boolean fullWeek = !mondays.isEmpty();
    mondays.add(weeks.get(weeks.size() - 1).monday());
    List<Check> checks =
        question.volume().groups().stream()
            .flatMap(group -> aboveMrv(group, mondays).stream())
            .filter(check -> fullWeek || check.fired.isPresent())
            .toList();
    return signal(Code.ABOVE_MRV, checks);
  }

  private static Optional<Check> aboveMrv(WeeklyVolume.GroupVolume group, List<LocalDate> mondays) {
    if (group.landmark().isEmpty()) {
      return Optional.empty();
    }
    double most = group.landmark().get().maximumRecoverable();
    LocalDate monday =
        mondays.stream().max(Comparator.comparing(group.setsByWeek()::get)).orElseThrow();
    double sets = group.setsByWeek().get(monday);
    return Check.of(
        sets > most, new Evidence(group.group().label(), monday, monday.plusDays(6), most, sets));
  }

  private Signal weeksSince() {
    List<LocalDate> dates = question.days().stream().map(TrainingDay::date).sorted().toList();
    if (dates.isEmpty()) {
      return signal(Code.WEEKS_SINCE_DELOAD, List.of());
    }
    // More than 7 days from one training day to the next are at least 7 full days without.
    LocalDate since = dates.get(0);
    for (Gap gap : Gap.longerThan(Deload.DAYS, dates, question.today())) {
      since = gap.to();
    }
    for (TrainingDay day : question.days()) {
      since = day.deload() && day.date().isAfter(since) ? day.date() : since;
    }
    long days = ChronoUnit.DAYS.between(since, question.today());
    Evidence evidence = new Evidence("", since, question.today(), WEEKS, days / 7.0);
    State state = days >= 7 * WEEKS ? State.FIRED : State.NOT_FIRED;
    return new Signal(Code.WEEKS_SINCE_DELOAD, state, 1, List.of(evidence));
  }

  private static SessionSets last(List<SessionSets> sessions, int fromLast) {
    return sessions.get(sessions.size() - fromLast);
  }
}
