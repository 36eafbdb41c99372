package coach.training;

import coach.training.Attempt.Effort;
import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The rules behind {@link NextWeight}, for each {@link Track} in their order.
 *
 * <ol>
 *   <li>No counted session (one with a work set, outside deloads): {@link FirstTime}, or no data.
 *   <li>A percentage plan: {@link Wave}.
 *   <li>Another target than past sessions aimed at: the best e1RM of the last three counted
 *       sessions through the formula or the RPE chart, reduced as after a layoff where there was
 *       one.
 *   <li>Body weight only: reps.
 *   <li>More than 14, 28, 56 days since the exercise was last performed (a deload session counts as
 *       performed): 95, 90, 80 % of what was moved.
 *   <li>{@link LightDay} and {@link MaxTests} sessions are passed over; the rest is one {@link
 *       TrackRules}.
 * </ol>
 */
final class NextWeightRules {
  private final NextWeight.Question question;
  private final List<SessionSets> all;
  private final List<SessionSets> counted;
  private final List<SessionSets> slips;
  private final Optional<LocalDate> lastDate;

  NextWeightRules(NextWeight.Question question) {
    this.question = question;
    List<PerformedSet> sets = DigitSlips.without(question.sets());
    this.all = SessionSets.group(sets).stream().filter(s -> !s.workSets().isEmpty()).toList();
    List<SessionSets> hard =
        new ArrayList<>(all.stream().filter(session -> !session.deload()).toList());
    this.slips = SessionSets.slips(hard);
    hard.removeAll(slips);
    this.counted = List.copyOf(hard);
    this.lastDate =
        question.sets().stream()
            .filter(s -> s.isWork())
            .map(s -> s.date())
            .max(LocalDate::compareTo);
  }

  NextWeight decide() {
    CountedIn measure = CountedIn.of(counted.stream().flatMap(s -> s.workSets().stream()).toList());
    if (measure != CountedIn.REPS) {
      return new TimedRules(question, lastDate, measure).decide();
    }
    List<SessionSets> parts = question.lines().isEmpty() ? TopSets.apart(counted) : counted;
    List<Track> tracks = Track.of(parts, question.lines(), question.days(), question.loadable());
    if (counted.stream().allMatch(session -> session.mostReps() == 0)) {
      Optional<PlanLine> line = tracks.isEmpty() ? Optional.empty() : tracks.get(0).line();
      Track none = new Track(line, List.of());
      return firstTime(Target.of(question.asked(), none), none);
    }
    List<NextWeight> answers = new ArrayList<>();
    for (Track track : tracks) {
      Target target = Target.of(question.asked(), track);
      if (!target.isOther()) {
        answers.add(track.sessions().isEmpty() ? otherTarget(target) : of(track, target));
      }
    }
    if (answers.isEmpty()) {
      return otherTarget(Target.of(question.asked(), tracks.get(0)));
    }
    return answers.get(0).with(answers.subList(1, answers.size()));
  }

  private NextWeight firstTime(Target target, Track track) {
    OptionalInt weight =
        question
            .related()
            .map(lift -> target.weightFor(lift.cautiousMax(), question.formula()))
            .filter(grams -> grams.isPresent())
            .map(grams -> question.loadable().atMost((int) grams.getAsDouble()))
            .orElse(OptionalInt.empty());
    Rule rule = weight.isPresent() ? Rule.RELATED_LIFT : Rule.NO_DATA;
    return draft(track.sessions()).answer(rule, weight, target, List.of());
  }

  private NextWeight of(Track track, Target target) {
    Optional<PlanLine> waves = track.line().filter(line -> !line.waves().isEmpty());
    if (waves.isPresent()) {
      Optional<NextWeight> wave = wave(waves.get(), track, target);
      if (wave.isPresent()) {
        return wave.get();
      }
    }
    TrackDraft draft = draft(track.sessions());
    List<SessionSets> light = LightDay.among(track.sessions(), target.judgedBy());
    List<SessionSets> level = new ArrayList<>(track.sessions());
    level.removeAll(light);
    List<SessionSets> tests = MaxTests.last(level);
    level.removeAll(tests);
    draft.light =
        Stream.of(slips, light, tests).flatMap(List::stream).map(SessionSets::date).toList();
    List<Attempt> attempts =
        level.stream().map(session -> Attempt.judge(session, target.judgedBy())).toList();
    Attempt last = attempts.get(attempts.size() - 1);
    if (last.weightGrams() == 0) {
      draft.then = last.isReached() ? question.loadable().above(0) : OptionalInt.empty();
      return draft.answer(Rule.BODY_WEIGHT, OptionalInt.of(0), climbing(target, last), last.sets());
    }
    if (draft.percentKept() < 100) {
      int kept = question.loadable().nearest(share(last, draft.percentKept()));
      return draft.answer(Rule.LAYOFF, OptionalInt.of(kept), target, last.sets());
    }
    return progression(draft, attempts, target, LightDay.isBreak(track.sessions(), light));
  }

  private NextWeight progression(
      TrackDraft draft, List<Attempt> attempts, Target target, boolean resumes) {
    Attempt last = attempts.get(attempts.size() - 1);
    OptionalInt same = OptionalInt.of(question.loadable().nearest(last.weightGrams()));
    if (resumes) {
      return draft.answer(Rule.RESUME, same, target, last.sets());
    }
    if (last.isReached()) {
      return reached(draft, last, target);
    }
    OptionalInt lighter = tooHeavy(attempts, target);
    if (lighter.isPresent()) {
      return draft.answer(Rule.TOO_HEAVY, lighter, target, last.sets());
    }
    if (BackOff.isDue(attempts)) {
      return backOff(draft, attempts, target);
    }
    if (target.judgedBy().isRange() && !last.isShort()) {
      draft.then = StepUp.next(last.weightGrams(), step(target), question.loadable());
      return draft.answer(Rule.CLIMB, same, climbing(target, last), last.sets());
    }
    return draft.answer(Rule.HOLD, same, target, last.sets());
  }

  private NextWeight backOff(TrackDraft draft, List<Attempt> attempts, Target target) {
    Attempt last = attempts.get(attempts.size() - 1);
    int wanted = share(last, BackOff.PERCENT);
    int lighter = BackOff.lighter(last.weightGrams(), wanted, question.loadable());
    List<PerformedSet> misses =
        attempts.subList(attempts.size() - BackOff.MISSES, attempts.size()).stream()
            .flatMap(attempt -> attempt.sets().stream())
            .toList();
    return draft.answer(Rule.BACK_OFF, OptionalInt.of(lighter), target, misses);
  }

  private NextWeight reached(TrackDraft draft, Attempt last, Target target) {
    Effort effort = Effort.of(last, target.judgedBy());
    OptionalInt same = OptionalInt.of(question.loadable().nearest(last.weightGrams()));
    if (effort == Effort.LIMIT) {
      return draft.answer(Rule.REPEAT, same, target, last.sets());
    }
    int step = step(target);
    if (target.line().isPresent() && step == 0) {
      int more = target.top() + 1;
      return draft.answer(Rule.ADD_REPS, same, target.aiming(more, more), last.sets());
    }
    int steps = effort == Effort.EASY ? 2 : 1;
    // A step cannot be called far from a body weight that is not known.
    int moved = last.session().isLoadKnown() ? last.session().systemLoad() : Integer.MAX_VALUE;
    StepUp.Step add = new StepUp.Step(step, steps, target.line().isPresent());
    StepUp up = StepUp.from(last, add, moved, target.judgedBy(), question.loadable());
    draft.then = up.thenGrams();
    OptionalInt weight = OptionalInt.of(up.weightGrams());
    if (up.reps().isPresent()) {
      int reps = up.reps().getAsInt();
      return draft.answer(Rule.ADD_REPS, weight, target.aiming(reps, reps), last.sets());
    }
    boolean twice = steps == 2 && up.weightGrams() - last.weightGrams() >= 2 * step;
    Rule rule = twice ? Rule.ADD_TWO_STEPS : Rule.ADD_STEP;
    return draft.answer(rule, weight, target, last.sets());
  }

  private NextWeight otherTarget(Target target) {
    TrackDraft draft = draft(counted);
    OptionalInt weight = draft.byOneRepMax(target, true);
    Rule rule = weight.isPresent() ? Rule.OTHER_TARGET : Rule.NO_ESTIMATE;
    List<PerformedSet> evidence = draft.best(true).stream().map(OneRepMax.Estimate::set).toList();
    return draft.answer(rule, weight, target, evidence);
  }

  private Optional<NextWeight> wave(PlanLine line, Track track, Target target) {
    List<SessionSets> done =
        all.stream()
            .filter(session -> line.day().equals(question.days().get(session.sessionId())))
            .toList();
    TrackDraft draft = draft(track.sessions());
    Optional<Double> max = draft.best(true).map(OneRepMax.Estimate::grams);
    Optional<Wave> wave =
        Wave.next(line, done, question.trainingMax(), max, step(target), question.loadable());
    return wave.map(
        next -> {
          draft.wave = wave;
          int reps = next.top().reps();
          OptionalInt weight = OptionalInt.of(next.top().weightGrams());
          SessionSets last = track.sessions().get(track.sessions().size() - 1);
          return draft.answer(Rule.PERCENT, weight, target.single(reps), last.workSets());
        });
  }

  /** The same weight, and at least one rep more than the worst set of last time. */
  private static Target climbing(Target target, Attempt last) {
    if (last.isReached()) {
      int more = last.session().leastReps() + 1;
      return target.aiming(more, more);
    }
    int least = Math.min(target.top(), Math.max(target.reps(), last.session().leastReps() + 1));
    return target.aiming(least, Math.max(least, target.top()));
  }

  /** A lighter weight for sets far below the range, by what the last session itself was worth. */
  private OptionalInt tooHeavy(List<Attempt> attempts, Target target) {
    Attempt last = attempts.get(attempts.size() - 1);
    Prescription range = target.judgedBy();
    // At the same weight as before it was a bad day.
    boolean raised =
        attempts.size() > 1 && last.weightGrams() > attempts.get(attempts.size() - 2).weightGrams();
    boolean far = range.reps() > 5 && last.session().bestReps() < range.reps() - 2;
    if (!range.isRange() || !raised || !far) {
      return OptionalInt.empty();
    }
    OptionalInt weight = draft(List.of(last.session())).byOneRepMax(target, true);
    boolean lighter = weight.isPresent() && weight.getAsInt() < last.weightGrams();
    return lighter ? weight : OptionalInt.empty();
  }

  private int step(Target target) {
    return target
        .line()
        .map(PlanLine::stepGrams)
        .orElse(OptionalInt.empty())
        .orElse(question.stepGrams());
  }

  /** A share of what was moved, as what the lifter then handles. */
  private static int share(Attempt last, int percent) {
    int moved = Math.abs(last.session().systemLoad());
    return last.weightGrams() - (int) Math.round(moved * (100 - percent) / 100.0);
  }

  private TrackDraft draft(List<SessionSets> sessions) {
    return new TrackDraft(question, lastDate, sessions);
  }
}
