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
  static List<SessionSets> last(List<SessionSets> sessions, Prescription target) {
    if (sessions.size() < 2) {
      return List.of();
    }
    SessionSets last = sessions.get(sessions.size() - 1);
    int before = sessions.get(sessions.size() - 2).systemLoad();
    boolean few = 2 * last.bestReps() <= target.reps();
    return few && before > 0 && last.systemLoad() >= FAR * before ? List.of(last) : List.of();
  }
}
