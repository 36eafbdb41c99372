package coach.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the scales and the tape said on Monday mornings. */
final class BodyLog {
  private static final int WAIST_EVERY_WEEKS = 4;
  private static final Growth WAIST = Growth.of(51, 862, 36, 858, 22, 866, 20, 852, 0, 868);

  private BodyLog() {}

  /**
   * One measurement.
   *
   * @param value grams for body_weight, millimetres for waist
   */
  record Measurement(String kind, LocalDate date, int value) {}

  static List<Measurement> before(LocalDate today, LocalDate monday) {
    List<Measurement> log = new ArrayList<>();
    for (int week = Story.FIRST_WEEK; week >= 0; week--) {
      LocalDate date = monday.minusWeeks(week);
      if (date.isBefore(today)) {
        log.add(new Measurement("body_weight", date, weight(week)));
        if (week % WAIST_EVERY_WEEKS == 0) {
          log.add(new Measurement("waist", date, (int) WAIST.at(week)));
        }
      }
    }
    return log;
  }

  /** Grams, as scales show them: to 100 g. */
  static int weight(int week) {
    double wobble = new Random(Story.SEED * 1_000_003L + 7919L * week).nextGaussian() * 0.35;
    return (int) Math.round((Story.BODY_WEIGHT.at(week) + wobble) * 10) * 100;
  }
}
