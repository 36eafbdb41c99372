package coach.training;

import java.util.List;

/**
 * A maximum tested once: far more weight than in the session before, for half of the usual reps or
 * fewer. It is a record, and no weight for sets of the usual reps; the training before it goes on.
 * The marks are rules of thumb of our own.
 */
final class MaxTests {
  private static final double FAR = 1.075;

  private MaxTests() {}

  /** The newest session where it is such a test, else none. */
  static List<SessionSets> last(List<SessionSets> sessions) {
    int last = sessions.size() - 1;
    return last > 0 && isTest(sessions.get(last - 1), sessions.get(last))
        ? List.of(sessions.get(last))
        : List.of();
  }

  static boolean isTest(SessionSets before, SessionSets session) {
    boolean few = 2 * session.bestReps() <= before.medianReps();
    return few && before.systemLoad() > 0 && session.systemLoad() >= FAR * before.systemLoad();
  }
}
