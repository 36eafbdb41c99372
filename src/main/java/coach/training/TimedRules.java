package coach.training;

import coach.training.NextWeight.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The next set of a hold, a carry or a run: {@link NextWeightRules} for sets of seconds or metres.
 *
 * <ul>
 *   <li>Loaded: the next weight for the same time or distance, and where that is over 7.5 % away
 *       first half as much again (as {@link StepUp}).
 *   <li>A hold without load: a tenth longer, at least 5 s, up to two minutes; longer holds bring
 *       nothing more (the mark of the coach Dan John), so harder ones come next. The tenth is a
 *       rule of thumb of our own.
 *   <li>Over 5 minutes or from 1000 m on: at most a tenth more than the longest of the last 30 days
 *       (Frandsen et al. 2025: injuries of 5205 runners rise beyond that).
 *   <li>A plan's number of a hold, carry or run is its seconds or metres: below it a tenth longer
 *       and no further than it, at the same weight; from it on as without a plan.
 * </ul>
 */
final class TimedRules {
  private static final int GRID = 5;
  private static final int LONGEST_HOLD = 120;
  private static final int MISSES = 3;
  private static final int RECENT_DAYS = 30;
  private static final int LEAST_AMOUNT = 10;
  private static final double MOST_STEP = 0.075;

  private final NextWeight.Question question;
  private final TrackDraft draft;
  private final CountedIn measure;
  private final List<SessionSets> sessions;
  private final SessionSets last;
  private final int level;
  private final int weight;
  private final Optional<PlanLine> line;

  /**
   * @param measure that of the last set that was done, not of repetitions
   */
  TimedRules(NextWeight.Question question, Optional<LocalDate> lastDate, CountedIn measure) {
    this.question = question;
    this.measure = measure;
    List<PerformedSet> sets =
        question.sets().stream()
            .filter(set -> set.isWork() && CountedIn.of(set) == measure)
            .toList();
    this.sessions =
        SessionSets.group(sets).stream()
            .filter(session -> !session.deload() && !session.workSets().isEmpty())
            .toList();
    this.draft = new TrackDraft(question, lastDate, sessions);
    this.last = sessions.get(sessions.size() - 1);
    this.level = level(last);
    this.weight = last.workingWeight().orElseThrow();
    this.line = question.lines().stream().filter(l -> isAmount(l.target())).findFirst();
  }

  /** A plan's number for a hold, a carry or a run; "3 x 1" of a plank only counts the holds. */
  private static boolean isAmount(Prescription target) {
    return target.reps() >= LEAST_AMOUNT;
  }

  /** True where a set of this session was shorter than the plan asks. */
  static boolean isShort(SessionSets session, Prescription target, CountedIn measure) {
    return isAmount(target)
        && session.setsAtWorkingWeight().stream()
            .anyMatch(set -> measure.amount(set) < target.reps());
  }

  NextWeight decide() {
    int kept = draft.percentKept();
    if (kept < 100) {
      int amount = weight == 0 ? rounded(level * kept / 100) : level;
      int moved = Math.abs(last.systemLoad());
      int lighter = weight - (int) Math.round(moved * (100 - kept) / 100.0);
      return answer(Rule.LAYOFF, weight == 0 ? 0 : nearest(lighter), amount, amount);
    }
    if (effort() >= Attempt.Effort.LIMIT_RPE) {
      return answer(Rule.REPEAT, nearest(weight), level, level);
    }
    if (measure == CountedIn.METRES ? level >= 1000 : level > 300) {
      return endurance();
    }
    if (level < planned()) {
      int more = Math.min(planned(), longerBy(1));
      return answer(Rule.TOWARDS_PLAN, nearest(weight), more, more);
    }
    List<SessionSets> before = sameWeight(sessions.subList(0, sessions.size() - 1));
    int best = before.stream().mapToInt(this::level).max().orElse(0);
    return level < best ? missed(before, best) : weight == 0 ? longer(0) : loaded();
  }

  private int planned() {
    return line.map(l -> l.target().reps()).orElse(0);
  }

  private NextWeight missed(List<SessionSets> before, int best) {
    int earlier = before.size() - MISSES + 1;
    boolean often =
        earlier > 0
            && before.subList(earlier, before.size()).stream().allMatch(s -> level(s) < best)
            && level <= level(before.get(earlier));
    if (!often) {
      return answer(Rule.HOLD, nearest(weight), best, best);
    }
    if (weight == 0) {
      int less = rounded(best * BackOff.PERCENT / 100);
      return answer(Rule.BACK_OFF, 0, less, less);
    }
    int wanted = weight - Math.abs(last.systemLoad()) * (100 - BackOff.PERCENT) / 100;
    return answer(Rule.BACK_OFF, BackOff.lighter(weight, wanted, question.loadable()), best, best);
  }

  private NextWeight loaded() {
    int step = draftStep();
    OptionalInt next = StepUp.next(weight, step, question.loadable());
    List<SessionSets> here = sameWeight(sessions);
    int bottom = level(here.get(0));
    boolean known = last.isLoadKnown() && last.systemLoad() > 0;
    double most = known ? MOST_STEP * last.systemLoad() : Integer.MAX_VALUE;
    boolean near = next.isPresent() && next.getAsInt() - weight <= most;
    if (next.isEmpty() || !near && level < bottom * 3 / 2) {
      draft.then = next;
      return longer(nearest(weight));
    }
    int amount = near ? level : bottom;
    return answer(Rule.ADD_STEP, next.getAsInt(), amount, amount);
  }

  private int draftStep() {
    return question.lines().stream()
        .flatMapToInt(line -> line.stepGrams().stream())
        .findFirst()
        .orElse(question.stepGrams());
  }

  private NextWeight longer(int grams) {
    if (grams == 0 && measure == CountedIn.SECONDS && level >= LONGEST_HOLD) {
      return answer(Rule.HARDER, 0, LONGEST_HOLD, LONGEST_HOLD);
    }
    int more = longerBy(effort() <= Attempt.Effort.EASY_RPE ? 2 : 1);
    boolean hold = grams == 0 && measure == CountedIn.SECONDS;
    int amount = hold ? Math.min(LONGEST_HOLD, more) : more;
    return answer(Rule.LONGER, grams, amount, amount);
  }

  private int longerBy(int times) {
    int step = Math.max(GRID, rounded(level / 10)) * times;
    return Math.max(level + 1, (level + step) / GRID * GRID);
  }

  private NextWeight endurance() {
    LocalDate recent = question.today().minusDays(RECENT_DAYS);
    int longest =
        sessions.stream()
            .filter(session -> !session.date().isBefore(recent))
            .flatMap(session -> session.workSets().stream())
            .mapToInt(measure::amount)
            .max()
            .orElse(level);
    int grid = measure == CountedIn.METRES ? 100 : 10;
    int most = planned() > level ? planned() : Integer.MAX_VALUE;
    int top = Math.min(most, (int) (longest * 11L / 10 / grid * grid));
    return answer(Rule.ENDURANCE, nearest(weight), level, Math.max(level, top));
  }

  private NextWeight answer(Rule rule, int grams, int least, int most) {
    OptionalInt planned =
        question.lines().stream()
            .findFirst()
            .map(l -> l.target().sets())
            .orElse(OptionalInt.empty());
    OptionalInt done = OptionalInt.of(last.setsAtWorkingWeight().size());
    OptionalInt asked = question.asked().sets();
    OptionalInt sets = asked.isPresent() ? asked : planned.isPresent() ? planned : done;
    Target target =
        new Target(
            Math.max(1, least),
            Math.max(1, most),
            OptionalDouble.empty(),
            sets,
            line.isPresent() ? Target.Source.PLAN : Target.Source.USUAL,
            Prescription.reps(Math.max(1, Math.min(Prescription.MOST, level))),
            line,
            measure);
    return draft.answer(rule, OptionalInt.of(grams), target, last.setsAtWorkingWeight());
  }

  /** The least of the sets, of the middle one where they fall to failure. */
  private int level(SessionSets session) {
    List<Integer> sorted =
        session.setsAtWorkingWeight().stream().map(measure::amount).sorted().toList();
    int least = sorted.get(0);
    boolean falling = sorted.get(sorted.size() - 1) > 1.15 * least;
    return falling ? sorted.get(sorted.size() / 2) : least;
  }

  private double effort() {
    return last.setsAtWorkingWeight().stream()
        .filter(set -> set.rpe() != null)
        .mapToDouble(PerformedSet::rpe)
        .average()
        .orElse(8);
  }

  private List<SessionSets> sameWeight(List<SessionSets> among) {
    int start = among.size();
    while (start > 0 && Unit.sameLoad(among.get(start - 1).workingWeight().orElseThrow(), weight)) {
      start--;
    }
    return among.subList(start, among.size());
  }

  private int nearest(int grams) {
    return weight == 0 ? 0 : question.loadable().nearest(grams);
  }

  private static int rounded(int amount) {
    return amount / GRID * GRID;
  }
}
