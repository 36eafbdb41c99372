package coach.tools.progress;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.SetLine;
import coach.training.Metric;
import coach.training.MetricSeries;
import coach.training.MetricSeries.Point;
import coach.training.PerformedSet;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How sets of seconds and metres develop, each number by itself; they have no e1RM. */
final class TimedLines {
  private TimedLines() {}

  /** What the sets have of duration, distance, speed and load over distance. */
  static ArrayNode json(Lifter lifter, List<PerformedSet> sets, LocalDate since) {
    ArrayNode json = Json.MAPPER.createArrayNode();
    List<Metric> metrics = new ArrayList<>(Metric.TIMED);
    List<PerformedSet> timed =
        sets.stream().filter(set -> set.seconds() > 0 || set.metres() > 0).toList();
    metrics.add(Metric.TOP_SET_WEIGHT);
    for (Metric metric : metrics) {
      MetricSeries series =
          MetricSeries.of(
              new MetricSeries.Question(timed, metric, lifter.formula(), since, lifter.today()));
      if (!series.points().isEmpty()) {
        json.add(json(lifter, metric, series));
      }
    }
    return json;
  }

  private static ObjectNode json(Lifter lifter, Metric metric, MetricSeries series) {
    List<Point> points = series.points();
    Point best =
        points.stream()
            .reduce((a, b) -> b.value().amount() > a.value().amount() ? b : a)
            .orElseThrow();
    ObjectNode json = Json.object();
    json.put("metric", metric.code()).put("metric_label", metric.label());
    json.put("value_unit", metric.unit(lifter.unit().symbol()));
    json.set("trend", ProgressTools.trend(series.trend(), value -> shown(lifter, metric, value)));
    json.set("first", json(lifter, metric, points.get(0)));
    json.set("last", json(lifter, metric, points.get(points.size() - 1)));
    json.set("best", json(lifter, metric, best));
    return json;
  }

  private static String unit(JsonNode json) {
    return json.get("value_unit").textValue();
  }

  private static ObjectNode json(Lifter lifter, Metric metric, Point point) {
    ObjectNode json = Json.object();
    json.put("date", point.date().toString());
    json.put("value", shown(lifter, metric, point.value().amount()));
    point.value().set().ifPresent(set -> json.put("set", RecordLines.set(lifter, set)));
    return json;
  }

  static double shown(Lifter lifter, Metric metric, double value) {
    return metric.isWeight() ? lifter.weight(value) : Numbers.round(value, 2);
  }

  static void write(Text text, JsonNode timed) {
    for (JsonNode each : timed) {
      String label = each.get("metric_label").textValue();
      text.line(
          "%s: %s First %s, last %s, best %s.",
          label.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + label.substring(1),
          ProgressText.trend(each.get("trend"), unit(each)),
          point(each, "first"),
          point(each, "last"),
          point(each, "best"));
    }
  }

  private static String point(JsonNode each, String name) {
    JsonNode point = each.get(name);
    return "%s %s on %s"
        .formatted(SetLine.number(point, "value"), unit(each), point.get("date").textValue());
  }
}
