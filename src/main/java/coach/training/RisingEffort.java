package coach.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether a lift takes more effort for the same: RPE up by 1 or more from the first to the third of
 * the last three sessions at equal load and no more reps, or from the first two to the last two of
 * six weeks while the e1RM that the RPEs give fell. A rule of thumb of our own for the fatigue that
 * deloads are for (Bell et al. 2023, a consensus of coaches on deloading).
 *
 * @param from first day compared
 * @param to last day compared
 * @param before mean RPE at first
 * @param now mean RPE at last
 * @param fired whether it rose
 */
record RisingEffort(LocalDate from, LocalDate to, double before, double now, boolean fired) {
  private static final double RISE = 1 - 1e-9;
  private static final int DAYS = 42;

  /** Empty with fewer than three sessions with RPE, or where neither comparison can be made. */
  static Optional<RisingEffort> of(List<SessionSets> sessions, OneRepMax formula) {
    Optional<RisingEffort> equal = atEqualLoad(sessions);
    return equal.filter(RisingEffort::fired).or(() -> atAnyLoad(sessions, formula)).or(() -> equal);
  }

  private static Optional<RisingEffort> atEqualLoad(List<SessionSets> sessions) {
    if (sessions.size() < 3) {
      return Optional.empty();
    }
    List<SessionSets> three = sessions.subList(sessions.size() - 3, sessions.size());
    int load = three.get(0).workingWeight().orElseThrow();
    boolean comparable =
        three.stream()
            .allMatch(s -> hasRpe(s) && Unit.sameLoad(s.workingWeight().orElseThrow(), load));
    if (!comparable) {
      return Optional.empty();
    }
    SessionSets first = three.get(0);
    SessionSets third = three.get(2);
    boolean fired = rpe(third) - rpe(first) >= RISE && reps(third) <= reps(first);
    return Optional.of(new RisingEffort(first.date(), third.date(), rpe(first), rpe(third), fired));
  }

  private static Optional<RisingEffort> atAnyLoad(List<SessionSets> all, OneRepMax formula) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    LocalDate oldest = all.get(all.size() - 1).date().minusDays(DAYS);
    List<SessionSets> sessions =
        all.stream()
            .filter(s -> hasRpe(s) && !s.date().isBefore(oldest) && formula.best(s).isPresent())
            .toList();
    int size = sessions.size();
    if (size < 4) {
      return Optional.empty();
    }
    List<SessionSets> first = sessions.subList(0, 2);
    List<SessionSets> last = sessions.subList(size - 2, size);
    double before = first.stream().mapToDouble(RisingEffort::rpe).average().orElseThrow();
    double now = last.stream().mapToDouble(RisingEffort::rpe).average().orElseThrow();
    boolean fired = now - before >= RISE && max(last, formula) < max(first, formula);
    return Optional.of(
        new RisingEffort(first.get(0).date(), last.get(1).date(), before, now, fired));
  }

  private static double max(List<SessionSets> sessions, OneRepMax formula) {
    return sessions.stream()
        .mapToDouble(session -> formula.best(session).orElseThrow().grams())
        .average()
        .orElseThrow();
  }

  private static boolean hasRpe(SessionSets session) {
    return session.setsAtWorkingWeight().stream().anyMatch(set -> set.rpe() != null);
  }

  private static double rpe(SessionSets session) {
    return session.setsAtWorkingWeight().stream()
        .filter(set -> set.rpe() != null)
        .mapToDouble(PerformedSet::rpe)
        .average()
        .orElse(0);
  }

  private static double reps(SessionSets session) {
    return session.setsAtWorkingWeight().stream().mapToInt(PerformedSet::reps).average().orElse(0);
  }
}
