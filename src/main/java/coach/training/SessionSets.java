package coach.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The sets of one exercise in one session, because rules speak of sessions and not of sets.
 *
 * @param sessionId the session
 * @param date its day in the lifter's time zone
 * @param deload true when any of its sets lies in a planned deload
 * @param sets in the order performed, never empty
 */
public record SessionSets(UUID sessionId, LocalDate date, boolean deload, List<PerformedSet> sets) {

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

  private static SessionSets of(List<PerformedSet> sets) {
    PerformedSet first = sets.get(0);
    boolean deload = sets.stream().anyMatch(PerformedSet::deload);
    return new SessionSets(first.sessionId(), first.date(), deload, sets);
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
    Comparator<PerformedSet> byCount =
        Comparator.comparingLong(set -> countNear(straight, set.weightGrams()));
    return straight.stream()
        .max(byCount.thenComparingInt(PerformedSet::weightGrams))
        .map(set -> OptionalInt.of(set.weightGrams()))
        .orElseThrow();
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
    return straight.stream().filter(set -> Unit.sameLoad(set.weightGrams(), weight)).toList();
  }

  private List<PerformedSet> straightSets() {
    return sets.stream().filter(set -> set.type().isStraight()).toList();
  }

  private static long countNear(List<PerformedSet> sets, int weightGrams) {
    return sets.stream().filter(set -> Unit.sameLoad(set.weightGrams(), weightGrams)).count();
  }
}
