package coach.tools.body;

import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.tools.progress.Sparkline;
import coach.training.Trend;
import coach.training.Unit;
import java.util.ArrayList;
import java.util.List;

/** What can be measured on a body, and how its stored number reads in the lifter's units. */
final class Measure {
  static final List<String> KINDS =
      List.of(
          ("body_weight, body_fat, neck, shoulders, chest, waist, hips, left_upper_arm,"
                  + " right_upper_arm, left_forearm, right_forearm, left_thigh, right_thigh,"
                  + " left_calf, right_calf")
              .split(", "));

  /** Units of the values sent; which of them fits follows from the kind. */
  static final List<String> UNITS = List.of("kg", "lb", "cm", "in", "percent");

  private static final double MILLIMETRES_PER_INCH = 25.4;

  private Measure() {}

  /** The unit in which a lifter reads this kind. */
  static String unit(String kind, Lifter lifter) {
    return switch (kind) {
      case "body_weight" -> lifter.unit().symbol();
      case "body_fat" -> "percent";
      default -> lifter.unit() == Unit.LB ? "in" : "cm";
    };
  }

  /**
   * @param stored grams, hundredths of a percent or millimetres; also a difference, or a fraction
   * @return the number in {@link #unit}, rounded as it is shown
   */
  static double value(String kind, Lifter lifter, double stored) {
    return switch (unit(kind, lifter)) {
      case "percent" -> Numbers.round(stored / 100, 1);
      case "cm" -> Numbers.round(stored / 10, 1);
      case "in" -> Numbers.round(stored / MILLIMETRES_PER_INCH, 2);
      default -> lifter.weight(stored);
    };
  }

  /** "81.5 kg", "15 percent". */
  static String show(String kind, Lifter lifter, double stored) {
    return Numbers.plain(value(kind, lifter, stored), 2) + " " + unit(kind, lifter);
  }

  /** "+0.1 kg a week over 12 values (rising, data plenty)". */
  static String trend(Trend trend, double perWeek, String kind, Lifter lifter) {
    return trend.isUnknown()
        ? "too few values over too few days for a trend"
        : "%s %s a week over %s (%s, data %s)"
            .formatted(
                Numbers.signed(perWeek, 2),
                unit(kind, lifter),
                Numbers.count(trend.count(), "value"),
                trend.direction().code(),
                trend.data().code());
  }

  static String label(String kind) {
    return kind.replace('_', ' ');
  }

  /** The values over time in one line of blocks. */
  static String chart(Lifter lifter, String kind, List<Trend.Point> newestFirst) {
    List<Sparkline.Mark> marks = new ArrayList<>();
    newestFirst.forEach(point -> marks.add(0, new Sparkline.Mark(point.date(), point.value())));
    Sparkline line = Sparkline.of(marks, lifter.today());
    return "%s from %s to %s"
        .formatted(line.marks(), show(kind, lifter, line.low()), show(kind, lifter, line.high()));
  }
}
