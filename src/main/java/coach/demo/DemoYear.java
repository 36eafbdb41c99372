package coach.demo;

import coach.training.Weeks;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The year as it stands on a day: the same day gives the same year, and a later one moves it along
 * week by week.
 *
 * @param today the day it ends with; the last session is before it
 * @param sessions oldest first, those that were only prepared included
 * @param missed planned days of which the log knows nothing
 * @param measurements of the body, oldest first
 */
record DemoYear(
    LocalDate today,
    List<DemoSession> sessions,
    List<Slot> missed,
    List<BodyLog.Measurement> measurements) {

  /** Where the lifter lives. */
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  static DemoYear endingOn(LocalDate today) {
    LocalDate monday = Weeks.mondayOf(today);
    Logbook logbook = new Logbook();
    List<DemoSession> sessions = new ArrayList<>();
    List<Slot> missed = new ArrayList<>();
    for (Slot slot : Slot.before(today, monday)) {
      if (slot.how() == Story.Day.MISSED) {
        missed.add(slot);
      } else {
        sessions.add(logbook.session(slot));
      }
    }
    return new DemoYear(today, sessions, missed, BodyLog.before(today, monday));
  }

  /** The Monday so many weeks before the current week. */
  LocalDate monday(int week) {
    return Weeks.mondayOf(today).minusWeeks(week);
  }

  /** Sessions in which something was performed. */
  List<DemoSession> trained() {
    return sessions.stream().filter(DemoSession::trained).toList();
  }

  /** Sessions in which this was performed. */
  List<DemoSession> with(Lift lift) {
    return sessions.stream().filter(session -> session.has(lift)).toList();
  }

  /** Every time this was performed. */
  List<DemoSession.Entry> performed(Lift lift) {
    return sessions.stream()
        .flatMap(session -> session.performed().stream())
        .filter(entry -> entry.lift() == lift)
        .toList();
  }
}
