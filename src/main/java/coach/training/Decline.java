package coach.training;

import coach.training.Trend.Direction;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a lift's e1RM has fallen: by 5 % or more of the best two of the three weeks before the
 * last two sessions, or along a line of at least 0.75 % a week over up to six weeks that is surely
 * not flat. One rep of five is 3 %, inside the test-retest variation of a one-repetition maximum of
 * 4.2 % (Grgic et al. 2020), so less says nothing.
 *
 * @param from first day compared
 * @param to last day compared
 * @param before the earlier level in grams
 * @param now the present level in grams
 * @param dropped the last two sessions are 5 % down
 * @param sloping the line falls
 */
record Decline(
    LocalDate from, LocalDate to, double before, double now, boolean dropped, boolean sloping) {
  private static final double DROP = 0.95;
  private static final double BACKED_OFF = 0.96;
  private static final double SLOPE_PERCENT = -0.75;
  private static final int BEFORE_DAYS = 21;
  private static final int LINE_DAYS = 42;
  private static final int SHORTEST_LINE_DAYS = 24;
  private static final int FEWEST_VALUES = 5;
  private static final int LIKE_REPS = 3;

  /** Empty where the last two sessions have nothing before them to be compared with. */
  static Optional<Decline> of(List<SessionSets> sessions, OneRepMax formula) {
    List<OneRepMax.Estimate> all = new ArrayList<>();
    comparable(sessions).forEach(session -> formula.best(session).ifPresent(all::add));
    List<OneRepMax.Estimate> bests = ofLikeReps(all);
    int last = bests.size() - 1;
    if (last < 2) {
      return Optional.empty();
    }
    LocalDate end = bests.get(last).set().date();
    LocalDate start = bests.get(last - 1).set().date().minusDays(BEFORE_DAYS);
    List<Double> earlier =
        bests.subList(0, last - 1).stream()
            .filter(best -> !best.set().date().isBefore(start))
            .map(OneRepMax.Estimate::grams)
            .sorted(Comparator.reverseOrder())
            .limit(2)
            .toList();
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    double before = earlier.stream().mapToDouble(grams -> grams).average().orElseThrow();
    double now = (bests.get(last).grams() + bests.get(last - 1).grams()) / 2;
    return Optional.of(
        new Decline(start, end, before, now, now <= DROP * before + 0.5, isSloping(bests, end)));
  }

  /** Formulas say less of many reps than of few: tens after threes are another block, no loss. */
  private static List<OneRepMax.Estimate> ofLikeReps(List<OneRepMax.Estimate> bests) {
    int reps =
        bests.stream()
            .skip(Math.max(0, bests.size() - 2))
            .mapToInt(best -> best.set().reps())
            .min()
            .orElse(0);
    return bests.stream().filter(best -> best.set().reps() >= reps - LIKE_REPS).toList();
  }

  boolean fired() {
    return dropped || sloping;
  }

  private static boolean isSloping(List<OneRepMax.Estimate> bests, LocalDate end) {
    Trend line =
        Trend.of(
            bests.stream()
                .filter(best -> best.set().date().isAfter(end.minusDays(LINE_DAYS)))
                .map(best -> new Trend.Point(best.set().date(), best.grams()))
                .toList());
    return line.spanDays() >= SHORTEST_LINE_DAYS
        && line.count() >= FEWEST_VALUES
        && line.percentPerWeek() <= SLOPE_PERCENT
        && line.direction() == Direction.FALLING;
  }

  /**
   * The sessions that show what the lifter can do: without those after a layoff, and without those
   * after a back-off, which are lighter on purpose, until the weight is back or the target is
   * missed. None where no set has a rep.
   */
  static List<SessionSets> comparable(List<SessionSets> all) {
    List<PerformedSet> sets = all.stream().flatMap(session -> session.sets().stream()).toList();
    List<SessionSets> sessions = SessionSets.group(SessionSets.comparable(sets));
    Optional<Prescription> usual = Prescription.usual(sessions);
    if (usual.isEmpty()) {
      return List.of();
    }
    List<SessionSets> kept = new ArrayList<>();
    SessionSets level = null;
    boolean after = false;
    LocalDate before = null;
    for (SessionSets session : sessions) {
      long days = before == null ? 0 : ChronoUnit.DAYS.between(before, session.date());
      before = session.date();
      boolean isShort = Attempt.judge(session, usual.get()).isShort();
      double back = after ? 1 : BACKED_OFF;
      boolean lighter = level != null && session.systemLoad() < back * level.systemLoad();
      boolean missed =
          !kept.isEmpty() && Attempt.judge(kept.get(kept.size() - 1), usual.get()).isShort();
      after = lighter && !isShort && (after || missed || days > Gap.LAYOFF_DAYS);
      if (!after) {
        kept.add(session);
        level = session;
      }
    }
    return kept;
  }
}
