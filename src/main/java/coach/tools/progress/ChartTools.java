package coach.tools.progress;

import static coach.training.Progress.LeftOut.NO_BODY_WEIGHT;
import static coach.training.Progress.LeftOut.NO_REPS;
import static coach.training.Progress.LeftOut.NO_WEIGHT;
import static coach.training.Progress.LeftOut.OVER_12_REPS;
import static coach.training.Progress.LeftOut.SET_TYPE;
import static coach.training.Progress.LeftOut.TIMED;
import static coach.training.Progress.LeftOut.WARM_UP;

import coach.db.Answer;
import coach.tools.Budget;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Resource;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.ToolError;
import coach.tools.ViewPage;
import coach.tools.lifter.Lifter;
import coach.tools.sets.StoredSet;
import coach.training.Metric;
import coach.training.MetricSeries;
import coach.training.PerformedSet;
import coach.training.Progress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One exercise over time as a chart: to look at, to read as text, and as numbers. */
public final class ChartTools {
  /** Nearly one a week of a year; the ends, the extremes and most records are always among them. */
  private static final int MOST_POINTS = 45;

  private static final String VIEW = "progress-chart";

  private ChartTools() {}

  /** The page that shows a chart. */
  public static Resource view() {
    return ViewPage.named(VIEW, "Progress chart", "show_progress_chart");
  }

  /**
   * @param kinds of body measurements
   * @param body answers for one of them
   */
  public static List<Tool> all(List<String> kinds, Tool.Handler body) {
    return List.of(
        new Tool(
                "show_progress_chart",
                "Progress chart",
                "Shows one exercise or body measurement over time as a chart with its numbers: value"
                    + " per session, trend, records, deloads and layoffs. analyze_progress judges an"
                    + " exercise.",
                Effect.READ,
                List.of(
                    Exercises.param(),
                    Param.choice(
                        "measurement",
                        "Body measurement instead, as in log_body_measurement.",
                        kinds),
                    Param.choice(
                            "metric",
                            "Value of a session; volume is weight x reps, reps the most in a set.",
                            Arrays.stream(Metric.values()).map(Metric::code).toList())
                        .defaultsTo(Metric.E1RM.code()),
                    Param.integer("days", "Days to look back.", 1, 3650).defaultsTo(90)),
                Output.of(
                    "exercise object?, measurement string?, metric string, value_unit string,"
                        + " since string, to string, days integer, time_zone string, unit string,"
                        + " one_rm_formula string?, sessions integer, points array,"
                        + " thinned_out integer, records integer?, trend object, trend_line object?,"
                        + " deloads array?, layoffs array?, metrics array?, left_out object?"),
                call -> chosen(call).equals("measurement") ? body.answer(call) : show(call))
            .showing(ViewPage.address(VIEW)));
  }

  private static String chosen(ToolCall call) {
    boolean measurement = call.arguments().has("measurement");
    ToolError.when(
        measurement == call.arguments().has("exercise"),
        measurement
            ? "exercise and measurement are both sent. Send one of them."
            : "exercise is missing. Send an exercise by name or id, or measurement for the body.");
    return measurement ? "measurement" : "exercise";
  }

  private static ToolAnswer show(ToolCall call) {
    Answer answer = call.run();
    JsonNode data = answer.data();
    Exercises exercise = Exercises.found(data, call.arguments().text("exercise"));
    Lifter lifter = Lifter.of(answer.context());
    List<PerformedSet> sets = StoredSet.until(lifter.today(), data.get("sets"), exercise.name());
    LocalDate from = LocalDate.parse(data.get("looked_back_to").textValue());
    Map<Metric, MetricSeries> series = new EnumMap<>(Metric.class);
    for (Metric each : Metric.values()) {
      series.put(
          each,
          MetricSeries.of(
              new MetricSeries.Question(sets, each, lifter.formula(), from, lifter.today())));
    }
    Metric metric = shown(Metric.of(call.arguments().text("metric")), series);
    ObjectNode leftOut = leftOut(metric, lifter, period(sets, from));
    leftOut.set("drafts", data.get("drafts"));
    leftOut.put("dated_after_today", data.get("sets").size() - sets.size());
    leftOut.properties().removeIf(reason -> reason.getValue().asInt() == 0);
    int days = call.arguments().integer("days");
    ChartAnswer chart = new ChartAnswer(lifter, exercise, metric, from, days, series, leftOut);
    return Budget.fit(Math.min(MOST_POINTS, chart.chosen().points().size()), chart::answer);
  }

  /** What was asked for; of sets without an e1RM that take time or distance, one of these. */
  private static Metric shown(Metric asked, Map<Metric, MetricSeries> series) {
    return asked != Metric.E1RM || !series.get(asked).points().isEmpty()
        ? asked
        : Stream.of(Metric.DISTANCE, Metric.DURATION)
            .filter(each -> !series.get(each).points().isEmpty())
            .findFirst()
            .orElse(asked);
  }

  private static List<PerformedSet> period(List<PerformedSet> sets, LocalDate from) {
    return sets.stream().filter(set -> !set.date().isBefore(from)).toList();
  }

  /** Counts the sets that say nothing of this metric; deloads are shown, so not counted. */
  private static ObjectNode leftOut(Metric metric, Lifter lifter, List<PerformedSet> sets) {
    boolean timed = Metric.TIMED.contains(metric);
    Set<Progress.LeftOut> reasons = timed ? EnumSet.of(WARM_UP) : EnumSet.of(WARM_UP, NO_REPS);
    if (metric == Metric.E1RM || metric == Metric.REPS || metric == Metric.VOLUME) {
      reasons.add(TIMED);
    }
    if (metric.isWeight() && !timed) {
      reasons.add(NO_WEIGHT);
    }
    if (metric == Metric.E1RM) {
      reasons.addAll(EnumSet.of(NO_BODY_WEIGHT, SET_TYPE, OVER_12_REPS));
    }
    ObjectNode json = Json.object();
    Progress.of(new Progress.Question(sets, lifter.today(), lifter.formula(), Optional.empty()))
        .leftOut()
        .forEach(
            (reason, count) -> {
              if (reasons.contains(reason)) {
                json.put(reason.code(), count);
              }
            });
    return json;
  }
}
