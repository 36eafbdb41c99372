package coach.demo;

import java.time.DayOfWeek;
import java.util.List;

/**
 * A plan of the lifter's own, which the sessions follow.
 *
 * @param name as the lifter calls it
 * @param description in their words
 * @param firstWeek weeks ago in which it begins, on its Monday
 * @param endWeek weeks ago on whose Monday it ends; negative in the future
 * @param weekdays when the lifter trains
 * @param days what they train, one after the other
 */
record DemoPlan(
    String name,
    String description,
    int firstWeek,
    int endWeek,
    List<DayOfWeek> weekdays,
    List<Day> days) {

  /** One training day. */
  record Day(String name, List<Line> lines) {}

  /**
   * One prescribed exercise.
   *
   * @param rest seconds
   * @param step the increment in grams
   * @param superset its group within the day; null outside a superset
   */
  record Line(Lift lift, int sets, int reps, int rest, int step, Integer superset) {}

  static final DemoPlan FULL_BODY =
      new DemoPlan(
          "Full Body, first months",
          "Two days in turn, three times a week, a little more every time.",
          Story.FIRST_WEEK,
          Story.UPPER_LOWER_SINCE,
          List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
          List.of(
              new Day(
                  "Full Body A",
                  List.of(
                      line(Lift.SQUAT, 3, 5, 180, 2500),
                      line(Lift.BENCH, 3, 5, 180, 2500),
                      line(Lift.ROW, 3, 8, 120, 2500),
                      line(Lift.ASSISTED_DIP, 3, 8, 120, 5000),
                      line(Lift.CURL, 2, 12, 60, 2500))),
              new Day(
                  "Full Body B",
                  List.of(
                      line(Lift.SQUAT, 3, 5, 180, 2500),
                      line(Lift.OVERHEAD_PRESS, 3, 5, 180, 2500),
                      line(Lift.DEADLIFT, 2, 5, 180, 5000),
                      line(Lift.PULL_UP, 3, 5, 120, 0),
                      line(Lift.CALF_RAISE, 3, 12, 60, 5000)))));

  static final DemoPlan UPPER_LOWER =
      new DemoPlan(
          "My Upper/Lower",
          "Four days. A deload every eight or nine weeks; the one of week 17 was dropped, the flu"
              + " did its work.",
          Story.UPPER_LOWER_SINCE,
          -4,
          List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
          List.of(
              new Day(
                  "Upper A",
                  List.of(
                      line(Lift.BENCH, 3, 5, 180, 2500),
                      line(Lift.ROW, 3, 8, 120, 2500),
                      line(Lift.INCLINE_PRESS, 3, 10, 90, 2500),
                      line(Lift.PULL_UP, 3, 8, 120, 2500),
                      line(Lift.LATERAL_RAISE, 3, 15, 60, 2500),
                      new Line(Lift.PUSHDOWN, 3, 12, 60, 5000, 1),
                      new Line(Lift.CURL, 3, 12, 60, 2500, 1))),
              new Day(
                  "Lower A",
                  List.of(
                      line(Lift.SQUAT, 3, 5, 180, 2500),
                      line(Lift.ROMANIAN_DEADLIFT, 3, 8, 120, 2500),
                      line(Lift.LEG_PRESS, 3, 10, 120, 5000),
                      line(Lift.LEG_CURL, 3, 12, 90, 5000),
                      line(Lift.CALF_RAISE, 4, 12, 60, 5000),
                      line(Lift.LEG_RAISE, 3, 12, 60, 0))),
              new Day(
                  "Upper B",
                  List.of(
                      line(Lift.OVERHEAD_PRESS, 3, 5, 180, 2500),
                      line(Lift.BENCH, 3, 5, 180, 2500),
                      line(Lift.BLUE_ROW, 3, 10, 90, 5000),
                      line(Lift.DIP, 3, 8, 120, 0),
                      line(Lift.PULLDOWN, 3, 10, 90, 5000),
                      line(Lift.FACE_PULL, 3, 15, 60, 5000),
                      line(Lift.HAMMER_CURL, 3, 10, 60, 2500))),
              new Day(
                  "Lower B",
                  List.of(
                      line(Lift.DEADLIFT, 3, 5, 210, 5000),
                      line(Lift.SQUAT, 3, 5, 180, 2500),
                      line(Lift.SPLIT_SQUAT, 3, 10, 90, 2500),
                      line(Lift.LEG_EXTENSION, 3, 15, 75, 5000),
                      line(Lift.SEATED_LEG_CURL, 3, 12, 90, 5000),
                      line(Lift.CALF_RAISE, 4, 12, 60, 5000)))));

  static final List<DemoPlan> ALL = List.of(FULL_BODY, UPPER_LOWER);

  private static Line line(Lift lift, int sets, int reps, int rest, int step) {
    return new Line(lift, sets, reps, rest, step, null);
  }

  /** The plan of that week. */
  static DemoPlan of(int week) {
    return week > Story.UPPER_LOWER_SINCE ? FULL_BODY : UPPER_LOWER;
  }

  /** What is trained on that planned day of that week. */
  Day day(int week, int day) {
    int before = (firstWeek - week) * weekdays.size() + day;
    return days.get(before % days.size());
  }
}
