package coach.tools.progress;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.training.Gap;
import coach.training.MetricSeries;
import coach.training.MetricSeries.Point;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The chart of {@code show_progress_chart} for terminals and chats. */
record ChartText(ChartAnswer chart, ObjectNode json, Optional<Sparkline> sparkline) {
  private static final int LATEST = 5;
  private static final int MOST_MONTHS = 24;

  String write() {
    Text text = new Text();
    Lifter lifter = chart.lifter();
    text.line(
        "%s, %s per session in %s%s, %s to %s%s: %s. Dates in %s.",
        chart.exercise().title(),
        chart.metric().label(),
        json.get("value_unit").textValue(),
        chart.metric() == coach.training.Metric.E1RM ? " by " + lifter.formula().label() : "",
        chart.from(),
        lifter.today(),
        lifter.clipped(chart.days()),
        Numbers.count(json.get("sessions").intValue(), "session"),
        lifter.context().zone());
    sparkline.ifPresentOrElse(line -> picture(text, line), () -> nothing(text));
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private void picture(Text text, Sparkline line) {
    text.line("").line(line.marks()).line("");
    text.line(
        "First %s, last %s (%s), lowest %s, highest %s.",
        point(points().get(0)),
        point(points().get(points().size() - 1)),
        change(points().get(0), points().get(points().size() - 1)),
        point(ChartAnswer.lowest(points()).orElseThrow()),
        point(ChartAnswer.highest(points()).orElseThrow()));
    text.lineIf(months().size() > 1, "Best of each month: %s.", String.join("; ", months()));
    String slice = Numbers.count(line.days(), "day");
    text.line(
        "A block is the best of %s up to today, from %s to %s %s (not from 0)%s.",
        slice,
        Numbers.plain(chart.shown(line.low()), 2),
        Numbers.plain(chart.shown(line.high()), 2),
        json.get("value_unit").textValue(),
        line.marks().indexOf(Sparkline.NOTHING) < 0
            ? ""
            : "; " + Sparkline.NOTHING + " is " + slice + " without the lift");
    text.line("Trend: %s; %s", chart.direction(), trend());
    text.line("Records: %s.", records());
    leftOut(text);
  }

  private String change(Point first, Point last) {
    double more = chart.shown(last.value().amount()) - chart.shown(first.value().amount());
    return "%s%s %s since the first"
        .formatted(more < 0 ? "" : "+", Numbers.plain(more, 2), json.get("value_unit").textValue());
  }

  private void leftOut(Text text) {
    MetricSeries series = chart.chosen();
    text.lineIf(
        !json.get("deloads").isEmpty(),
        "Deloads (shown, not in the trend): %s.",
        Json.join(json.get("deloads")));
    text.lineIf(
        !series.layoffs().isEmpty(),
        "Layoffs: %s.",
        String.join("; ", series.layoffs().stream().map(Gaps::line).toList()));
    int thinned = json.get("thinned_out").intValue();
    text.lineIf(
        thinned > 0,
        "The list of points leaves out %d of %d sessions, evenly; everything above counts all.",
        thinned,
        json.get("sessions").intValue());
  }

  private String trend() {
    return ProgressText.trend(json.get("trend"), json.get("value_unit").textValue());
  }

  private void nothing(Text text) {
    JsonNode others = json.get("metrics");
    text.line(
        others.isEmpty()
            ? "No finished work sets in this period. Ask for more days."
            : "No session has a number for this metric. Ask for metric "
                + Json.join(others).replace(", ", " or ")
                + ".");
    for (Gap gap : chart.chosen().layoffs()) {
      text.line("Layoff: %s.", Gaps.line(gap));
    }
  }

  private String records() {
    List<String> records = new ArrayList<>();
    points().stream().filter(Point::record).forEach(record -> records.add(point(record)));
    int all = records.size();
    return all == 0
        ? "none in this period"
        : all == 1
            ? "1, " + records.get(0)
            : "%d, the last %s"
                .formatted(all, String.join("; ", records.subList(Math.max(0, all - LATEST), all)));
  }

  private List<Point> points() {
    return chart.chosen().points();
  }

  /** "2026-01 100 (90x5)", a month after the other. */
  private List<String> months() {
    Map<YearMonth, Point> best = new TreeMap<>();
    for (Point point : points()) {
      best.merge(
          YearMonth.from(point.date()),
          point,
          (one, other) -> other.value().amount() > one.value().amount() ? other : one);
    }
    List<String> months = new ArrayList<>();
    best.forEach((month, point) -> months.add(month + " " + value(point)));
    return months.subList(Math.max(0, months.size() - MOST_MONTHS), months.size());
  }

  private String value(Point point) {
    String value = Numbers.plain(chart.shown(point.value().amount()), 2);
    return point.value().set().map(set -> value + " (" + chart.words(set) + ")").orElse(value);
  }

  private String point(Point point) {
    String set = point.value().set().map(done -> ", " + chart.words(done)).orElse("");
    String value = Numbers.plain(chart.shown(point.value().amount()), 2);
    return "%s (%s%s)".formatted(value, point.date(), set);
  }
}
