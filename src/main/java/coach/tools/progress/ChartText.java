package coach.tools.progress;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.lifter.Lifter;
import coach.tools.sets.Gaps;
import coach.tools.sets.LeftOut;
import coach.tools.sets.SetLine;
import coach.training.Gap;
import coach.training.MetricSeries;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chart of {@code show_progress_chart} for terminals and chats. */
record ChartText(ChartAnswer chart, ObjectNode json, Optional<Sparkline> sparkline) {
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
        "First %s, last %s, lowest %s, highest %s.",
        point("first"), point("last"), point("lowest"), point("highest"));
    String slice = Numbers.count(line.days(), "day");
    text.line(
        "A block is the best of %s up to today, from %s to %s %s (not from 0)%s.",
        slice,
        number(json.get("sparkline"), "low"),
        number(json.get("sparkline"), "high"),
        json.get("value_unit").textValue(),
        line.marks().indexOf(Sparkline.NOTHING) < 0
            ? ""
            : "; " + Sparkline.NOTHING + " is " + slice + " without the lift");
    text.line("Trend: %s; %s", chart.direction(), trend());
    text.line("Records: %s.", records());
    leftOut(text);
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
    List<String> dates = new ArrayList<>();
    chart.chosen().points().stream()
        .filter(MetricSeries.Point::record)
        .forEach(point -> dates.add(point.date().toString()));
    return dates.isEmpty()
        ? "none in this period"
        : dates.size() + ", the last on " + dates.get(dates.size() - 1);
  }

  private String point(String name) {
    JsonNode point = json.get(name);
    String set = point.has("set") ? ", " + point.get("set").textValue() : "";
    return "%s (%s%s)".formatted(number(point, "value"), point.get("date").textValue(), set);
  }

  private static String number(JsonNode node, String field) {
    return SetLine.number(node, field);
  }
}
