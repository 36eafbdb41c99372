package coach.demo;

import coach.training.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One day on which the lifter meant to train.
 *
 * @param week weeks before the current one
 * @param number place in the week, from 0
 * @param how what became of it
 * @param day what was planned
 */
record Slot(LocalDate date, int week, int number, Story.Day how, DemoPlan.Day day) {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Every planned day before {@code today}, oldest first. */
  static List<Slot> before(LocalDate today, LocalDate monday) {
    List<Slot> slots = new ArrayList<>();
    for (int week = Story.FIRST_WEEK; week >= 0; week--) {
      DemoPlan plan = DemoPlan.of(week);
      for (int number = 0; number < plan.weekdays().size(); number++) {
        LocalDate date =
            monday.minusWeeks(week).plusDays(plan.weekdays().get(number).getValue() - 1L);
        // Today is left to the lifter: whether they have trained yet depends on the hour.
        if (date.isBefore(today)) {
          Story.Day how = Story.day(week, number);
          slots.add(new Slot(date, week, number, how, plan.day(week, number)));
        }
      }
    }
    return slots;
  }

  /**
   * Random numbers of this day alone, so that the past stays the same whatever day the year ends
   * on.
   */
  Random random() {
    return new Random((Story.SEED + 10L * week + number) * SPREAD);
  }

  /** What the gym's plates are made in. */
  Unit unit() {
    return how == Story.Day.TRAVEL ? Unit.LB : Unit.KG;
  }

  /** The lifter's own weight in grams. */
  int bodyWeight() {
    return BodyLog.weight(week);
  }
}
