package coach.tools.progress;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Period;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.records.RecordLines;
import coach.tools.sets.Gaps;
import coach.tools.sets.StoredSet;
import coach.tools.sets.Targets;
import coach.training.OneRepMax;
import coach.training.PerformedSet;
import coach.training.Prescription;
import coach.training.Progress;
import coach.training.Trend;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How one exercise develops: trend, best sets, and the evidence for a plateau. */
public final class ProgressTools {
  /** Bests of sessions in the answer; get_exercise_history has all. */
  private static final int LATEST = 8;

  private ProgressTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "analyze_progress",
            "Analyze progress",
            "Whether one exercise gets stronger: direction and trend of e1RM and volume, how much"
                + " data that rests on, best sets, plateau evidence, and the forecast of its goal."
                + " Without exercise a row for every lift of the period. A trend needs 4 sessions"
                + " over 21 days.",
            Effect.READ,
            params(),
            Output.of(
                "exercise object?, since string, to string, time_zone string, unit string,"
                    + " one_rm_formula string, sessions integer?, sessions_per_week number?,"
                    + " e1rm_trend object?, volume_trend object?, reps_trend object?, best_sets"
                    + " array?, best_before_period object?, easy_days object?, plateau object?,"
                    + " target object?, goal object?, assistance object?, session_bests array?,"
                    + " timed array?, exercises array?, left_out object?"),
            ProgressTools::analyze));
  }

  private static List<Param> params() {
    List<Param> params = new ArrayList<>(Period.params(30));
    params.add(0, Exercises.param().describedAs("Name as the lifter says it, or id; default all."));
    params.add(Param.integer("max_sessions", "Newest sessions to use.", 1, 200).defaultsTo(100));
    return params;
  }

  /** What was read and what was made of it, while the answer is written. */
  private record Analysis(
      Lifter lifter,
      Exercises exercise,
      Period period,
      JsonNode data,
      Progress progress,
      ObjectNode json) {}

  private static ToolAnswer analyze(ToolCall call) {
    Answer answer = call.run(Period.values(call.arguments()));
    JsonNode data = answer.data();
    Period period = Period.of(data);
    if (!call.arguments().has("exercise")) {
      return ProgressOverview.answer(answer, period);
    }
    Exercises exercise = Exercises.found(data, call.arguments().text("exercise"));
    Lifter lifter = Lifter.of(answer.context());
    List<PerformedSet> sets = StoredSet.until(period.to(), data.get("sets"), exercise.name());
    List<PerformedSet> before = StoredSet.until(period.to(), data.get("before"), exercise.name());
    Optional<Prescription> target = Targets.prescription(data.get("target"));
    Progress progress =
        Progress.of(new Progress.Question(sets, period.to(), lifter.formula(), target, before));
    ObjectNode json = lifter.answer();
    Analysis analysis = new Analysis(lifter, exercise, period, data, progress, json);
    json.set("timed", TimedLines.json(lifter, sets, period.since()));
    fill(analysis, data.get("sets").size() - sets.size());
    json.set("assistance", help(lifter, sets).orElse(null));
    List<OneRepMax.Estimate> bests = progress.bests();
    json.set("session_bests", Json.array(bests, estimate -> estimate(lifter, estimate)));
    String text = new ProgressText(lifter, exercise, progress, json).write(period);
    List<OneRepMax.Estimate> latest =
        bests.subList(Math.max(0, bests.size() - LATEST), bests.size());
    json.set("session_bests", Json.array(latest, estimate -> estimate(lifter, estimate)));
    return new ToolAnswer(json, text);
  }

  private static void fill(Analysis analysis, int later) {
    Lifter lifter = analysis.lifter;
    Progress progress = analysis.progress;
    ObjectNode json = analysis.json;
    json.set("exercise", analysis.exercise.json());
    json.put("since", analysis.period.since().toString());
    json.put("to", analysis.period.to().toString());
    json.put("one_rm_formula", lifter.formula().label());
    json.put("sessions", progress.sessions());
    json.put("sessions_per_week", Numbers.round(progress.sessionsPerWeek(), 1));
    json.set("e1rm_trend", trend(progress.oneRepMax(), lifter::weight));
    json.set("volume_trend", trend(progress.volume(), lifter::weight));
    json.set("reps_trend", trend(progress.mostReps(), value -> Numbers.round(value, 2)));
    json.set("best_sets", Json.array(progress.bestSets(), estimate -> estimate(lifter, estimate)));
    json.set(
        "best_before_period",
        progress.bestBefore().map(earlier -> before(analysis, earlier)).orElse(null));
    json.set("easy_days", easyDays(lifter, progress));
    json.set("plateau", plateau(progress.plateau()));
    fallingBody(analysis.data.path("body_weights"))
        .ifPresent(body -> json.withObject("/plateau").set("cut", trend(body, lifter::weight)));
    json.set("target", Targets.json(analysis.data.get("target")).orElse(null));
    // What was a year ago forecasts nothing.
    boolean isNow = analysis.period.to().equals(lifter.today());
    json.set(
        "goal", isNow ? GoalForecast.of(lifter, analysis.exercise, progress).orElse(null) : null);
    leftOut(analysis, later, json.putObject("left_out"));
  }

  private static void leftOut(Analysis analysis, int later, ObjectNode leftOut) {
    analysis.progress.leftOut().forEach((reason, count) -> leftOut.put(reason.code(), count));
    int inPeriod = analysis.data.get("sessions_in_period").intValue();
    leftOut.put("older_sessions", inPeriod - analysis.data.get("sessions_read").intValue());
    leftOut.put("drafts", analysis.data.get("drafts").intValue());
    leftOut.put("dated_after_today", later);
  }

  /** What the body weight did in the weeks of a plateau, where it surely fell. */
  private static Optional<Trend> fallingBody(JsonNode weights) {
    Trend trend =
        Trend.of(
            Json.list(
                weights,
                day ->
                    new Trend.Point(
                        LocalDate.parse(day.get(0).textValue()), day.get(1).doubleValue())));
    return Optional.of(trend).filter(body -> body.direction() == Trend.Direction.FALLING);
  }

  private static ObjectNode easyDays(Lifter lifter, Progress progress) {
    return progress
        .easy()
        .map(
            easy ->
                trend(easy.trend(), lifter::weight)
                    .<ObjectNode>set("first", estimate(lifter, easy.first()))
                    .<ObjectNode>set("latest", estimate(lifter, easy.latest())))
        .orElse(null);
  }

  /** The least help of the first and of the last day with help: less of it is progress. */
  private static Optional<ObjectNode> help(Lifter lifter, List<PerformedSet> sets) {
    TreeMap<LocalDate, Integer> least = new TreeMap<>();
    sets.stream()
        .filter(set -> set.isWork() && set.weightGrams() < 0)
        .forEach(set -> least.merge(set.date(), -set.weightGrams(), Math::min));
    return least.size() < 2
        ? Optional.empty()
        : Optional.of(
            Json.object()
                .put("first", lifter.weight(least.firstEntry().getValue()))
                .put("first_on", least.firstKey().toString())
                .put("last", lifter.weight(least.lastEntry().getValue()))
                .put("last_on", least.lastKey().toString()));
  }

  /** A trend as answers have it; {@code shown} makes a value what is shown of it. */
  public static ObjectNode trend(Trend trend, java.util.function.DoubleUnaryOperator shown) {
    ObjectNode json = Json.object();
    json.put("per_week", shown.applyAsDouble(trend.slopePerWeek()));
    json.put("percent_per_week", Numbers.round(trend.percentPerWeek(), 2));
    json.put("standard_error_per_week", shown.applyAsDouble(trend.slopeErrorPerWeek()));
    json.put("r_squared", Numbers.round(trend.rSquared(), 2));
    json.put("mean", shown.applyAsDouble(trend.mean()));
    json.put("sessions", trend.count());
    json.put("span_days", trend.spanDays());
    json.put("direction", trend.direction().code());
    json.put("data", trend.data().code());
    return json;
  }

  private static ObjectNode estimate(Lifter lifter, OneRepMax.Estimate estimate) {
    ObjectNode json = Json.object();
    json.put("date", estimate.set().date().toString());
    json.put("set", RecordLines.set(lifter, estimate.set()));
    lifter.putHandled(json, estimate.set().weightGrams());
    json.put("reps", estimate.set().reps());
    json.put("e1rm", lifter.weight(estimate.grams()));
    return json;
  }

  /** The best before the period, and whether the period has a better one. */
  private static ObjectNode before(Analysis analysis, OneRepMax.Estimate best) {
    ObjectNode json = estimate(analysis.lifter, best);
    json.put("exceeded", analysis.progress.plateau().newInPeriod());
    LocalDate today = analysis.lifter.today();
    json.put("weeks_ago", ChronoUnit.WEEKS.between(best.set().date(), today));
    return json;
  }

  private static ObjectNode plateau(Progress.Plateau plateau) {
    ObjectNode json = Json.object();
    json.put("stalled", plateau.stalled());
    json.put("target_always_reached", plateau.alwaysReached());
    json.put("new_best_in_period", plateau.newInPeriod());
    json.put("last_best_on", plateau.lastBestOn().map(LocalDate::toString).orElse(null));
    json.put("weeks_since_best", plateau.weeksSinceBest());
    json.put("sessions_since_best", plateau.sessionsSinceBest());
    json.set("short_of_target_on", Json.array(plateau.missed()));
    json.set("layoffs", Json.array(plateau.layoffs(), gap -> Gaps.json(gap)));
    return json;
  }
}
