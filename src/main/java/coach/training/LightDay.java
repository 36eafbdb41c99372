package coach.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Easy sessions amid harder ones: a light day, a bad day, a deload that was not marked. They say
 * nothing of what comes next and are passed over.
 *
 * <p>A session is light when it moves more than 12 % less than the median of the three before it
 * and nothing explains that: no miss before it (it would be a back-off), no layoff. One that lasts
 * over {@link #MOST_DAYS} days is the new level.
 */
final class LightDay {
  private static final double LIGHT = 0.88;
  private static final int MOST_DAYS = 8;
  private static final int RECENT = 6;

  private LightDay() {}

  /** The light sessions among those of one track, oldest first. */
  static List<SessionSets> among(List<SessionSets> sessions, Prescription target) {
    List<SessionSets> light = new ArrayList<>();
    List<SessionSets> level = new ArrayList<>();
    List<SessionSets> run = new ArrayList<>();
    LocalDate before = null;
    for (SessionSets session : sessions) {
      boolean away =
          before != null && ChronoUnit.DAYS.between(before, session.date()) > Gap.LAYOFF_DAYS;
      before = session.date();
      if (away) {
        level.clear();
        run.clear();
      }
      if (isLight(session, level, target)) {
        run.add(session);
        light.add(session);
        if (ChronoUnit.DAYS.between(run.get(0).date(), session.date()) > MOST_DAYS) {
          light.removeAll(run);
          level.clear();
          level.addAll(run);
          run.clear();
        }
      } else {
        run.clear();
        level.add(session);
      }
    }
    return light;
  }

  /** True when the newest sessions are light, and that is no habit as in heavy/light weeks. */
  static boolean isBreak(List<SessionSets> sessions, List<SessionSets> light) {
    int end = sessions.size();
    int start = end;
    while (start > 0 && light.contains(sessions.get(start - 1))) {
      start--;
    }
    List<SessionSets> before = sessions.subList(Math.max(0, start - RECENT), start);
    return start < end && before.stream().noneMatch(light::contains);
  }

  private static boolean isLight(
      SessionSets session, List<SessionSets> level, Prescription target) {
    if (level.size() < 2 || session.systemLoad() <= 0) {
      return false;
    }
    SessionSets last = level.get(level.size() - 1);
    boolean reached = session.medianReps() >= target.reps();
    // After a session that fell short of the one before it, less weight is an answer to that.
    SessionSets before = level.get(level.size() - 2);
    boolean fell = Attempt.judge(last, target).isShort() || last.bestReps() < before.bestReps() - 1;
    return reached && !fell && session.systemLoad() < LIGHT * median(level);
  }

  private static double median(List<SessionSets> level) {
    List<Integer> last =
        level.stream()
            .skip(Math.max(0, level.size() - 3))
            .map(SessionSets::systemLoad)
            .sorted()
            .toList();
    return last.size() == 2 ? (last.get(0) + last.get(1)) / 2.0 : last.get(1);
  }
}
