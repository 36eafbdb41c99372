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
import java.util.function.Function;

/**
 * The rules behind {@link Deload#signals}. Deload sessions and {@link LightDay}s count only for the
 * weeks since the last one.
 *
 * <ul>
 *   <li>e1RM: {@link Decline} in a third of the lifts that can be checked, two at least; a single
 *       lift has to be 5 % down and falling.
 *   <li>RPE: {@link RisingEffort}. Too few sessions with RPE: cannot tell.
 *   <li>Target: the last two sessions are {@link Attempt.Outcome#SHORT}.
 *   <li>MRV: strictly more sets than the MRV in the last full week, or already in the current one.
 *   <li>Weeks since: from the last deload day, marked or found (two light sessions across the lifts
 *       within a week), or the return after at least 7 full days without any training (such a break
 *       sheds fatigue as a deload does), or else the first day given. A break that still lasts
 *       counts as 0 weeks.
 * </ul>
 */
record DeloadSignals(Deload.Question question, List<Trained> lifts) {
  private static final int WEEKS = 8;
  private static final int CURRENT_DAYS = 14;

  DeloadSignals(Deload.Question question) {
    this(question, question.lifts().stream().map(lift -> Trained.of(lift, question)).toList());
  }

  /**
   * A lift's sessions outside deloads, oldest first.
   *
   * @param light the easy ones among them
   * @param current the others; none when the last is 14 days ago
   */
  record Trained(Lift lift, List<SessionSets> light, List<SessionSets> current) {
    static Trained of(Lift lift, Deload.Question question) {
      List<SessionSets> counted = new ArrayList<>(SessionSets.group(lift.sets()));
      counted.removeIf(session -> session.deload() || session.workSets().isEmpty());
      // Speed days of a program are neither light days nor a decline.
      counted.removeAll(SpeedDays.among(counted, session -> best(session, question)));
      List<SessionSets> light = LightDay.among(counted, target(lift, counted));
      counted.removeAll(light);
      LocalDate oldest = question.today().minusDays(CURRENT_DAYS);
      boolean stale = counted.isEmpty() || last(counted, 1).date().isBefore(oldest);
      return new Trained(lift, light, stale ? List.of() : counted);
    }

    private static double best(SessionSets session, Deload.Question question) {
      return question.formula().best(session).map(estimate -> estimate.grams()).orElse(0.0);
    }

    String exercise() {
      return lift.exercise();
    }
  }

  List<Signal> all() {
    return List.of(
        oneRepMaxDown(),
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

  private Signal perLift(Code code, Function<Trained, Optional<Check>> rule) {
    return signal(code, lifts.stream().flatMap(lift -> rule.apply(lift).stream()).toList());
  }

  private static Signal signal(Code code, List<Check> checks) {
    List<Evidence> evidence = checks.stream().flatMap(check -> check.fired.stream()).toList();
    State quiet = checks.isEmpty() ? State.NOT_ENOUGH_DATA : State.NOT_FIRED;
    return new Signal(code, evidence.isEmpty() ? quiet : State.FIRED, checks.size(), evidence);
  }

  private static Prescription target(Lift lift, List<SessionSets> sessions) {
    return lift.target()
        .or(() -> Prescription.usual(sessions))
        .orElse(Prescription.reps(Target.DEFAULT_REPS));
  }

  private Signal oneRepMaxDown() {
    List<Evidence> evidence = new ArrayList<>();
    int checked = 0;
    int both = 0;
    for (Trained lift : lifts) {
      Optional<Decline> decline = Decline.of(lift.current(), question.formula());
      checked += decline.isPresent() ? 1 : 0;
      if (decline.isPresent() && decline.get().fired()) {
        Decline down = decline.get();
        both += down.dropped() && down.sloping() ? 1 : 0;
        evidence.add(
            new Evidence(lift.exercise(), down.from(), down.to(), down.before(), down.now()));
      }
    }
    boolean enough =
        checked == 1 ? both == 1 : evidence.size() >= 2 && 3 * evidence.size() >= checked;
    State quiet = checked == 0 ? State.NOT_ENOUGH_DATA : State.NOT_FIRED;
    return new Signal(Code.E1RM_DOWN, enough ? State.FIRED : quiet, checked, List.copyOf(evidence));
  }

  private Optional<Check> rpeUp(Trained lift) {
    return RisingEffort.of(lift.current(), question.formula())
        .flatMap(
            effort ->
                Check.of(
                    effort.fired(),
                    new Evidence(
                        lift.exercise(),
                        effort.from(),
                        effort.to(),
                        effort.before(),
                        effort.now())));
  }

  private Optional<Check> targetMissed(Trained lift) {
    List<SessionSets> sessions = lift.current();
    if (sessions.size() < 2 || CountedIn.of(lift.lift().sets()) != CountedIn.REPS) {
      return Optional.empty();
    }
    Prescription target = target(lift.lift(), sessions);
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
    for (LocalDate found : foundDeloads()) {
      since = found.isAfter(since) ? found : since;
    }
    long days = ChronoUnit.DAYS.between(since, question.today());
    Evidence evidence = new Evidence("", since, question.today(), WEEKS, days / 7.0);
    State state = days >= 7 * WEEKS ? State.FIRED : State.NOT_FIRED;
    return new Signal(Code.WEEKS_SINCE_DELOAD, state, 1, List.of(evidence));
  }

  /** Light sessions that follow another one, of whatever lift, within a week. */
  private List<LocalDate> foundDeloads() {
    List<LocalDate> light = new ArrayList<>();
    lifts.forEach(lift -> lift.light().forEach(easy -> light.add(easy.date())));
    light.sort(Comparator.naturalOrder());
    List<LocalDate> deloads = new ArrayList<>();
    for (int i = 1; i < light.size(); i++) {
      if (!light.get(i).isAfter(light.get(i - 1).plusDays(Deload.DAYS - 1))) {
        deloads.add(light.get(i));
      }
    }
    return deloads;
  }

  private static SessionSets last(List<SessionSets> sessions, int fromLast) {
    return sessions.get(sessions.size() - fromLast);
  }
}
