package coach.tools.progress;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.ToolAnswer;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.Gaps;
import coach.training.Metric;
import coach.training.MetricSeries;
import coach.training.MetricSeries.Point;
import coach.training.PerformedSet;
import coach.training.Trend;
import coach.training.Trend.Direction;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the answer of {@code show_progress_chart}: what a view draws and what a text tells.
 *
 * @param from first day of the period
 * @param days look-back as it was asked for
 * @param series by metric, the chosen one among them
 */
record ChartAnswer(
    Lifter lifter,
    Exercises exercise,
    Metric metric,
    LocalDate from,
    int days,
    Map<Metric, MetricSeries> series,
    ObjectNode leftOut) {
  MetricSeries chosen() {
    return series.get(metric);
  }

  /** The answer with at most so many points. */
  ToolAnswer answer(int most) {
    List<Point> points = chosen().points();
    List<Point> shown = thinned(points, most);
    ObjectNode json = header();
    json.put("sessions", points.size());
    json.set("points", Json.array(shown, point -> json(point)));
    json.put("thinned_out", points.size() - shown.size());
    json.put("records", (int) points.stream().filter(Point::record).count());
    json.set("trend", ProgressTools.trend(chosen().trend(), this::shown).without("mean"));
    json.set("trend_line", chosen().line().map(this::json).orElse(null));
    List<Point> deloads = points.stream().filter(Point::deload).toList();
    json.set("deloads", Json.array(deloads.stream().map(Point::date).toList()));
    json.set("layoffs", Json.array(chosen().layoffs(), gap -> Gaps.json(gap)));
    json.set("left_out", leftOut);
    return new ToolAnswer(json, new ChartText(this, json, sparkline(points)).write());
  }

  private ObjectNode header() {
    ObjectNode json = lifter.answer();
    json.set("exercise", exercise.json());
    json.put("metric", metric.code());
    json.put("value_unit", metric.unit(lifter.unit().symbol()));
    json.put("since", from.toString());
    json.put("to", lifter.today().toString());
    json.put("days", days);
    json.put("one_rm_formula", lifter.formula().label());
    List<Metric> known =
        series.keySet().stream().filter(each -> !series.get(each).points().isEmpty()).toList();
    json.set("metrics", Json.array(known.stream().map(Metric::code).toList()));
    return json;
  }

  /** A value of the metric as it is shown. */
  double shown(double value) {
    return TimedLines.shown(lifter, metric, value);
  }

  private ObjectNode json(Point point) {
    ObjectNode json = Json.object();
    json.put("date", point.date().toString());
    json.put("value", shown(point.value().amount()));
    point.value().set().ifPresent(set -> json.put("set", words(set)));
    json.put("sets", point.value().sets());
    // Most points are neither, and an absent flag is small.
    if (point.record()) {
      json.put("record", true);
    }
    if (point.deload()) {
      json.put("deload", true);
    }
    return json;
  }

  /** The set as lifters write it: "100x5", "bw+20x8", "bwx12". */
  String words(PerformedSet set) {
    return RecordLines.set(lifter, set);
  }

  private ObjectNode json(MetricSeries.Line line) {
    return Json.object()
        .put("since", line.from().toString())
        .put("first", shown(line.first()))
        .put("to", line.to().toString())
        .put("last", shown(line.last()));
  }

  static Optional<Point> lowest(List<Point> points) {
    return points.stream().min(Comparator.comparingDouble(point -> point.value().amount()));
  }

  static Optional<Point> highest(List<Point> points) {
    return points.stream()
        .reduce((best, point) -> point.value().amount() > best.value().amount() ? point : best);
  }

  private Optional<Sparkline> sparkline(List<Point> points) {
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Sparkline.of(
                points.stream()
                    .map(point -> new Sparkline.Mark(point.date(), point.value().amount()))
                    .toList(),
                lifter.today()));
  }

  /** At most so many points: the ends, the extremes, and the rest evenly, records first. */
  private static List<Point> thinned(List<Point> points, int most) {
    if (points.size() <= most) {
      return points;
    }
    Set<Point> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.add(points.get(0));
    kept.add(points.get(points.size() - 1));
    kept.add(lowest(points).orElseThrow());
    kept.add(highest(points).orElseThrow());
    List<Point> rest = points.stream().filter(point -> !kept.contains(point)).toList();
    int places = most - kept.size();
    for (int place = 0; place < places; place++) {
      int start = (int) ((long) place * rest.size() / places);
      int end = (int) ((long) (place + 1) * rest.size() / places);
      List<Point> part = rest.subList(start, end);
      kept.add(part.stream().filter(Point::record).findFirst().orElse(part.get(0)));
    }
    return points.stream().filter(kept::contains).toList();
  }

  /** Which way the trend points, in a word; it must be known better than by its own error. */
  String direction() {
    Trend trend = chosen().trend();
    if (trend.isUnknown()) {
      return "cannot be told";
    }
    return trend.direction() == Direction.UNCLEAR ? "no clear direction" : trend.direction().code();
  }
}
