package coach.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The sets of one exercise in one session, because rules speak of sessions and not of sets.
 *
 * @param date its day in the lifter's time zone
 * @param deload true when any of its sets lies in a planned deload
 * @param sets in the order performed, never empty
 */
public record SessionSets(UUID sessionId, LocalDate date, boolean deload, List<PerformedSet> sets) {
  private static final int WARM_UP_PERCENT = 80;

  public SessionSets {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("session " + sessionId + " has no sets. Leave it out.");
    }
    sets = List.copyOf(sets);
  }

  /**
   * Groups sets by session, oldest session first. Sessions of the same day, and sets of the same
   * session, keep the order in which they come, so hand them over in the order performed.
   */
  public static List<SessionSets> group(List<PerformedSet> sets) {
    Map<UUID, List<PerformedSet>> bySession = new LinkedHashMap<>();
    for (PerformedSet set : sets) {
      bySession.computeIfAbsent(set.sessionId(), id -> new ArrayList<>()).add(set);
    }
    return bySession.values().stream()
        .map(SessionSets::of)
        .sorted(Comparator.comparing(SessionSets::date))
        .toList();
  }

  /**
   * The same sets so that e1RMs can be compared over time: without any RPE where not every session
   * has one, because chart and formula differ by more than a lifter gains in months.
   */
  public static List<PerformedSet> comparable(List<PerformedSet> sets) {
    boolean always =
        group(sets).stream()
            .filter(session -> !session.workSets().isEmpty())
            .allMatch(s -> s.workSets().stream().anyMatch(set -> set.rpe() != null));
    return always ? sets : sets.stream().map(PerformedSet::withoutRpe).toList();
  }

  /**
   * Those that were logged in the wrong unit, by {@link Unit#isSlip}: pounds as kilograms ask for
   * more than double of what was done before.
   */
  static List<SessionSets> slips(List<SessionSets> sessions) {
    List<SessionSets> slips = new ArrayList<>();
    int before = 0;
    for (SessionSets session : sessions) {
      int now = session.workingWeight().orElse(0);
      if (now > before && before > 0 && Unit.isSlip(now, before)) {
        slips.add(session);
      } else {
        before = now;
      }
    }
    return slips;
  }

  private static SessionSets of(List<PerformedSet> sets) {
    PerformedSet first = sets.get(0);
    boolean deload = sets.stream().anyMatch(PerformedSet::deload);
    return new SessionSets(first.sessionId(), first.date(), deload, withWarmUps(sets));
  }

  /**
   * Undeclared warm-ups: an untyped set before the heaviest set and lighter than {@link
   * #WARM_UP_PERCENT} % of it. FitNotes has no warm-up type, and few people name theirs.
   */
  private static List<PerformedSet> withWarmUps(List<PerformedSet> sets) {
    int heaviest = 0;
    for (int i = 1; i < sets.size(); i++) {
      boolean heavier = sets.get(i).isWork() && load(sets.get(i)) > load(sets.get(heaviest));
      heaviest = heavier || !sets.get(heaviest).isWork() ? i : heaviest;
    }
    List<PerformedSet> all = new ArrayList<>(sets);
    long limit = (long) load(sets.get(heaviest)) * WARM_UP_PERCENT;
    for (int i = 0; i < heaviest; i++) {
      boolean light = sets.get(i).type() == SetType.REGULAR && 100L * load(sets.get(i)) < limit;
      all.set(i, light ? sets.get(i).asWarmUp() : sets.get(i));
    }
    return all;
  }

  private static int load(PerformedSet set) {
    return set.loadGrams().orElse(set.weightGrams());
  }

  /** The most that a working set moved, in grams, the body with it where its weight is known. */
  public int systemLoad() {
    return setsAtWorkingWeight().stream().mapToInt(SessionSets::load).max().orElse(0);
  }

  /** Every set but the warm-ups. */
  public List<PerformedSet> workSets() {
    return sets.stream().filter(PerformedSet::isWork).toList();
  }

  /** Sum of weight times reps over the work sets, in grams. */
  public long tonnageGrams() {
    return sets.stream().filter(PerformedSet::isWork).mapToLong(PerformedSet::tonnageGrams).sum();
  }

  /** The most reps in one work set. */
  public int mostReps() {
    return sets.stream().filter(PerformedSet::isWork).mapToInt(PerformedSet::reps).max().orElse(0);
  }

  /**
   * The weight that this session was about, in grams: the one with the most straight sets, the
   * heavier one when several have as many; so neither a heavy single before the work nor a lighter
   * set after it decides. With no straight set (pyramids, drop sets, myo-reps only) the heaviest
   * work set's weight. Empty with warm-ups only.
   */
  public OptionalInt workingWeight() {
    List<PerformedSet> straight = straightSets();
    if (straight.isEmpty()) {
      return workSets().stream().mapToInt(PerformedSet::weightGrams).max();
    }
    PerformedSet working = straight.get(0);
    int most = 0;
    for (PerformedSet set : straight) {
      // A weight that never moved is no working weight where another one did.
      int near = countNear(straight, set) + (set.isDone() ? straight.size() : 0);
      if (near > most || near == most && set.weightGrams() > working.weightGrams()) {
        working = set;
        most = near;
      }
    }
    return OptionalInt.of(working.weightGrams());
  }

  /**
   * The sets by which the session is judged: straight sets at the {@link #workingWeight}, or every
   * work set where there is no straight one.
   */
  public List<PerformedSet> setsAtWorkingWeight() {
    List<PerformedSet> straight = straightSets();
    if (straight.isEmpty()) {
      return workSets();
    }
    int weight = workingWeight().orElseThrow();
    straight.removeIf(set -> !Unit.sameLoad(set.weightGrams(), weight));
    return straight;
  }

  /** True where {@link #systemLoad} is all that was moved: no lift of a body of unknown weight. */
  boolean isLoadKnown() {
    return setsAtWorkingWeight().stream().allMatch(set -> set.loadGrams().isPresent());
  }

  /** Reps of the best set at the working weight, of the middle one where they fall to failure. */
  public int bestReps() {
    return leastMedianBest()[2];
  }

  /**
   * The reps that the session was about: those of the best set, of the middle one where one set has
   * far more than the others (an open last set, a slip of the finger). Sets of few reps that fall
   * miss their target: only with many are they one to failure.
   */
  int aimedReps() {
    int[] reps = leastMedianBest();
    int best = setsAtWorkingWeight().stream().mapToInt(PerformedSet::reps).max().orElse(0);
    int aimed = best < Prescription.LEAST_FOR_RANGE ? best : reps[2];
    return 2 * aimed > 3 * reps[1] ? reps[1] : aimed;
  }

  /** Reps of the worst set at the working weight, of the middle one where they fall to failure. */
  public int leastReps() {
    return leastMedianBest()[0];
  }

  /** Reps of the middle set at the working weight. */
  public int medianReps() {
    return leastMedianBest()[1];
  }

  /** Sets to failure that fall by two reps or more are one target: their median counts. */
  private int[] leastMedianBest() {
    int[] reps = setsAtWorkingWeight().stream().mapToInt(PerformedSet::reps).toArray();
    if (reps.length == 0) {
      return new int[3];
    }
    boolean falls = reps[0] - reps[reps.length - 1] >= 2;
    for (int i = 1; i < reps.length; i++) {
      falls &= reps[i] <= reps[i - 1];
    }
    Arrays.sort(reps);
    int median = reps[reps.length / 2];
    return falls
        ? new int[] {median, median, median}
        : new int[] {reps[0], median, reps[reps.length - 1]};
  }

  private List<PerformedSet> straightSets() {
    List<PerformedSet> straight = new ArrayList<>(sets);
    straight.removeIf(set -> !set.type().isStraight());
    return straight;
  }

  private static int countNear(List<PerformedSet> sets, PerformedSet one) {
    int count = 0;
    for (PerformedSet set : sets) {
      count += Unit.sameLoad(set.weightGrams(), one.weightGrams()) ? 1 : 0;
    }
    return count;
  }
}
