package coach.tools.body;

import coach.db.Answer;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Text;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.progress.ProgressTools;
import coach.tools.progress.Sparkline;
import coach.training.Trend;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One kind of measurement over time, in the shape of the chart of an exercise. */
public record BodyChart(String kind, Lifter lifter, LocalDate since, List<Trend.Point> values) {
  public static final List<String> KINDS = Measure.KINDS;

  /** About one a week of a year; the ends and the extremes are among them. */
  private static final int MOST_POINTS = 50;

  /** The answer to a call with {@code measurement} and {@code days}. */
  public static ToolAnswer answer(ToolCall call) {
    String kind = call.arguments().text("measurement");
    int days = call.arguments().integer("days");
    Answer answer =
        call.database()
            .run(
                call.caller(),
                "list_body_measurements",
                Map.of("kind", kind, "days", String.valueOf(days)));
    Lifter lifter = Lifter.of(answer.context());
    List<Trend.Point> values =
        Json.list(
            answer.data().get("measurements"),
            row ->
                new Trend.Point(
                    LocalDate.parse(row.get("date").textValue()),
                    Measure.value(kind, lifter, row.get("value").doubleValue())));
    LocalDate since = LocalDate.parse(answer.data().get("looked_back_to").textValue());
    return new BodyChart(kind, lifter, since, values).write(days);
  }

  private ToolAnswer write(int days) {
    Trend trend = Trend.of(values);
    List<Trend.Point> shown = shown();
    ObjectNode json = lifter.answer();
    json.put("measurement", kind).put("metric", kind);
    json.put("value_unit", Measure.unit(kind, lifter));
    json.put("since", since.toString()).put("to", lifter.today().toString()).put("days", days);
    json.put("sessions", values.size());
    json.set("points", Json.array(shown, BodyChart::point));
    json.put("thinned_out", values.size() - shown.size());
    json.set("trend", ProgressTools.trend(trend, value -> Numbers.round(value, 2)));
    json.set("trend_line", trend.isUnknown() ? null : line(trend));
    return new ToolAnswer(json, text(trend, shown));
  }

  private static JsonNode point(Trend.Point value) {
    return Json.object().put("date", value.date().toString()).put("value", value.value());
  }

  private List<Trend.Point> shown() {
    int last = values.size() - 1;
    if (last < MOST_POINTS) {
      return values;
    }
    Comparator<Integer> byValue = Comparator.comparingDouble(place -> values.get(place).value());
    TreeSet<Integer> places = new TreeSet<>();
    IntStream.range(0, MOST_POINTS - 2).forEach(n -> places.add(n * last / (MOST_POINTS - 3)));
    places.add(IntStream.rangeClosed(0, last).boxed().min(byValue).orElseThrow());
    places.add(IntStream.rangeClosed(0, last).boxed().max(byValue).orElseThrow());
    return places.stream().map(values::get).toList();
  }

  /** A least-squares line passes through the mean of its points. */
  private ObjectNode line(Trend trend) {
    LocalDate from = values.get(0).date();
    LocalDate to = values.get(values.size() - 1).date();
    double mean =
        values.stream()
            .mapToLong(value -> value.date().toEpochDay() - from.toEpochDay())
            .average()
            .orElseThrow();
    double first = trend.mean() - trend.slopePerWeek() * mean / 7;
    double rise = trend.slopePerWeek() * (to.toEpochDay() - from.toEpochDay()) / 7;
    return Json.object()
        .put("since", from.toString())
        .put("first", Numbers.round(first, 2))
        .put("to", to.toString())
        .put("last", Numbers.round(first + rise, 2));
  }

  private String text(Trend trend, List<Trend.Point> shown) {
    Text text = new Text();
    text.line(
        "%s in %s, %s to %s: %s. Dates in %s.",
        Measure.label(kind),
        Measure.unit(kind, lifter),
        since,
        lifter.today(),
        Numbers.count(values.size(), "value"),
        lifter.context().zone());
    if (values.isEmpty()) {
      return text.line("Nothing measured in this period. Ask for more days.").toString();
    }
    drawn(text);
    text.line("Trend: %s.", Measure.trend(trend, trend.slopePerWeek(), kind, lifter));
    text.line(
        "Values: %s.", shown.stream().map(BodyChart::words).collect(Collectors.joining("; ")));
    text.lineIf(
        shown.size() < values.size(),
        "%d more are left out of the list, evenly.",
        values.size() - shown.size());
    return text.toString();
  }

  private void drawn(Text text) {
    List<Sparkline.Mark> marks =
        values.stream().map(value -> new Sparkline.Mark(value.date(), value.value())).toList();
    Sparkline line = Sparkline.of(marks, lifter.today());
    text.line("").line(line.marks()).line("");
    text.line(
        "A block is the highest of %s up to today, from %s to %s (not from 0).",
        Numbers.count(line.days(), "day"),
        Numbers.plain(line.low(), 2),
        Numbers.plain(line.high(), 2));
  }

  private static String words(Trend.Point value) {
    return value.date() + " " + Numbers.plain(value.value(), 2);
  }
}
