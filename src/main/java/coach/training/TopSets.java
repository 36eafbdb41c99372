package coach.training;

import java.util.ArrayList;
import java.util.List;

/**
 * A heavy set before more and lighter ones (a top set with back-off sets): two things that progress
 * apart, as heavy and light days do. A habit of the last sessions, not one single on a good day.
 */
final class TopSets {
  private static final int RECENT = 6;
  private static final int HABIT = 2;
  private static final double FAR = 1.12;

  private TopSets() {}

  /** The sessions, each one with a top set as two, where that is the lifter's habit. */
  static List<SessionSets> apart(List<SessionSets> sessions) {
    long with =
        sessions.stream()
            .skip(Math.max(0, sessions.size() - RECENT))
            .filter(session -> !top(session).isEmpty())
            .count();
    if (with < HABIT) {
      return sessions;
    }
    List<SessionSets> parts = new ArrayList<>();
    for (SessionSets session : sessions) {
      List<PerformedSet> top = top(session);
      List<PerformedSet> rest = new ArrayList<>(session.sets());
      rest.removeAll(top);
      if (!top.isEmpty()) {
        parts.add(part(session, top));
      }
      parts.add(part(session, rest));
    }
    return parts;
  }

  private static SessionSets part(SessionSets session, List<PerformedSet> sets) {
    return new SessionSets(session.sessionId(), session.date(), session.deload(), sets);
  }

  /** Done sets heavier than those that the session had most of, with fewer reps or far heavier. */
  private static List<PerformedSet> top(SessionSets session) {
    int working = session.workingWeight().orElse(0);
    int reps = session.medianReps();
    return session.sets().stream()
        .filter(set -> set.type().isStraight() && set.isDone() && set.reps() <= reps)
        .filter(set -> set.weightGrams() > working * (set.reps() < reps ? 1 : FAR))
        .filter(set -> !Unit.sameLoad(set.weightGrams(), working))
        .toList();
  }
}
