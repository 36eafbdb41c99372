package coach.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A percentage plan's next sets (Wendler's 5/3/1 and its kin): shares of a training max by the week
 * of the plan, never last time plus a step.
 *
 * @param trainingMaxGrams in grams
 * @param week the week of the cycle, from 1
 * @param weeks of a cycle
 * @param sets what to do
 */
public record Wave(int trainingMaxGrams, int week, int weeks, List<Set> sets) {
  /** The training max where neither the lifter nor the log says one, of the e1RM. */
  static final double SHARE_OF_MAX = 0.9;

  /** A week whose heaviest share is at most so much of the heaviest week's is a light one. */
  private static final double LIGHT = 0.8;

  /** One set: a loadable weight for so many reps, or where open for more. */
  public record Set(int weightGrams, int reps, boolean open) {}

  private record Done(int week, int trainingMax) {
    /** What rounding to plates does, in grams. */
    private static final int ROUNDING = 1300;

    Done next(PlanLine line, int grown) {
      int following = (week + 1) % line.waves().size();
      return new Done(following, trainingMax + (following == 0 ? grown : 0));
    }

    /** How far a session is from this week's sets, in grams; no number where it is another's. */
    int deviation(SessionSets session, PlanLine line, Loadable loadable) {
      int sum = 0;
      for (PlanLine.Share share : line.waves().get(week)) {
        // As it was advised: a light share may be less than the bar alone.
        int grams = loadable.around(percent(trainingMax, share.percent())).nearest();
        int off =
            session.sets().stream()
                .mapToInt(set -> Math.abs(set.weightGrams() - grams))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (off > ROUNDING) {
          return Integer.MAX_VALUE;
        }
        sum += off;
      }
      return sum;
    }
  }

  /**
   * The next session; empty where nothing tells a training max.
   *
   * @param done sessions of the line, deloads included, oldest first
   * @param set the lifter's own training max
   * @param oneRepMax best recent estimate in grams
   */
  static Optional<Wave> next(
      PlanLine line,
      List<SessionSets> done,
      OptionalInt set,
      Optional<Double> oneRepMax,
      int stepGrams,
      Loadable loadable) {
    Optional<Done> last = last(done, line, stepGrams, loadable);
    int weeks = line.waves().size();
    int counted = last.map(found -> found.week + 1).orElse(done.size()) % weeks;
    int week = line.week().isPresent() ? (line.week().getAsInt() - 1) % weeks : counted;
    int grown = last.isPresent() && week <= last.get().week && week == 0 ? stepGrams : 0;
    OptionalInt max = set;
    if (set.isEmpty() && last.isPresent()) {
      max = OptionalInt.of(last.get().trainingMax + grown);
    } else if (set.isEmpty() && oneRepMax.isPresent()) {
      max = OptionalInt.of((int) Math.round(oneRepMax.get() * SHARE_OF_MAX));
    }
    if (max.isEmpty()) {
      return Optional.empty();
    }
    int trainingMax = max.getAsInt();
    List<Set> sets = sets(line.waves().get(week), trainingMax, loadable);
    return Optional.of(new Wave(trainingMax, week + 1, weeks, sets));
  }

  private static List<Set> sets(List<PlanLine.Share> shares, int trainingMax, Loadable loadable) {
    return shares.stream()
        .map(
            share ->
                new Set(
                    loadable.around(percent(trainingMax, share.percent())).nearest(),
                    share.reps(),
                    share.open()))
        .toList();
  }

  /** The same in a deload week that the cycle knows nothing of. */
  Wave light(PlanLine line, Loadable loadable) {
    return new Wave(
        trainingMaxGrams, week, weeks, sets(lightest(line.waves()), trainingMaxGrams, loadable));
  }

  /**
   * What a deload week takes of a percentage plan: its lightest week, and where that is no light
   * one, fewer of the sets. None of them is open.
   *
   * @param waves the weeks of the cycle; at least one
   */
  public static List<PlanLine.Share> lightest(List<List<PlanLine.Share>> waves) {
    List<List<PlanLine.Share>> weeks =
        waves.stream().sorted(Comparator.comparingInt(Wave::top)).toList();
    List<PlanLine.Share> lightest = weeks.get(0);
    boolean isLight = top(lightest) <= LIGHT * top(weeks.get(weeks.size() - 1));
    return lightest.stream()
        .limit(isLight ? lightest.size() : Deload.setsToKeep(lightest.size()))
        .map(share -> new PlanLine.Share(share.percent(), share.reps(), false))
        .toList();
  }

  /** The highest of these shares, in percent. */
  static int top(List<PlanLine.Share> shares) {
    return shares.stream().mapToInt(PlanLine.Share::percent).max().orElse(0);
  }

  /** The heaviest set. */
  public Set top() {
    return sets.stream().max(Comparator.comparingInt(Set::weightGrams)).orElseThrow();
  }

  /**
   * What the last session followed. Rounded to plates, the sets of one week are also those of
   * another week of another training max: what should have come next goes before what fits best.
   */
  private static Optional<Done> last(
      List<SessionSets> done, PlanLine line, int stepGrams, Loadable loadable) {
    Optional<Done> at = Optional.empty();
    for (int place = 0; place < done.size(); place++) {
      SessionSets session = done.get(place);
      int back = done.size() - place;
      Optional<Done> before = at;
      at =
          Stream.of(stepGrams, 0)
              .flatMap(grown -> before.stream().map(was -> was.next(line, grown)))
              .filter(next -> next.deviation(session, line, loadable) < Integer.MAX_VALUE)
              .findFirst()
              .or(() -> scheduled(session, line, back, loadable))
              .or(() -> fitting(session, line, loadable));
    }
    return at;
  }

  /** The week that the plan had so many sessions ago, if the sets can be that week's. */
  private static Optional<Done> scheduled(
      SessionSets session, PlanLine line, int back, Loadable loadable) {
    if (line.week().isEmpty() || line.week().getAsInt() <= back) {
      return Optional.empty();
    }
    int week = (line.week().getAsInt() - 1 - back) % line.waves().size();
    return weeks(session, line).stream()
        .filter(
            done ->
                done.week == week && done.deviation(session, line, loadable) < Integer.MAX_VALUE)
        .findFirst();
  }

  /** The week whose sets, by the heaviest one, are nearest to what was done. */
  private static Optional<Done> fitting(SessionSets session, PlanLine line, Loadable loadable) {
    return weeks(session, line).stream()
        .filter(week -> week.deviation(session, line, loadable) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(week -> week.deviation(session, line, loadable)));
  }

  /**
   * What the session's heaviest set would make the training max in each week; none for no weight.
   */
  private static List<Done> weeks(SessionSets session, PlanLine line) {
    int heaviest = session.sets().stream().mapToInt(PerformedSet::weightGrams).max().orElse(0);
    List<Done> weeks = new ArrayList<>();
    for (int week = 0; week < line.waves().size(); week++) {
      List<PlanLine.Share> shares = line.waves().get(week);
      weeks.add(new Done(week, (int) Math.round(heaviest * 100.0 / Math.max(1, top(shares)))));
    }
    return heaviest > 0 ? weeks : List.of();
  }

  private static int percent(int grams, int percent) {
    return (int) Math.round(grams * percent / 100.0);
  }
}
