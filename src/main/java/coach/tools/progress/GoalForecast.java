package coach.tools.progress;

import coach.tools.Exercises;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.training.OneRepMax;
import coach.training.Progress;
import coach.training.Trend;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a goal of the lifter's asks for a week, beside what the recent weeks gave. */
final class GoalForecast {
  private static final int FURTHEST_DAYS = 3 * 365;

  private GoalForecast() {}

  /** The first goal for this exercise; empty without one, or without an e1RM to measure it by. */
  static Optional<ObjectNode> of(Lifter lifter, Exercises exercise, Progress progress) {
    for (JsonNode goal : lifter.context().settings().path("goals")) {
      if (goal.path("exercise").asText("").equalsIgnoreCase(exercise.name())
          && !progress.bests().isEmpty()) {
        return Optional.of(forecast(lifter, goal, progress));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode forecast(Lifter lifter, JsonNode goal, Progress progress) {
    String named = goal.path("unit").asText("");
    Unit unit = named.isEmpty() ? lifter.unit() : Unit.parse(named);
    int reps = Math.max(1, goal.path("reps").asInt(1));
    int grams = unit.toGrams(goal.path("target").asDouble());
    double wanted = lifter.formula().estimate(grams, reps);
    double now = progress.bests().stream().mapToDouble(OneRepMax.Estimate::grams).max().orElse(0);
    ObjectNode json = Json.object();
    json.put("target", lifter.weight(grams)).put("reps", reps).put("e1rm", lifter.weight(wanted));
    json.put("best_e1rm", lifter.weight(now));
    String words =
        "%s%s is an e1RM of %s; the best of the period is %s."
            .formatted(
                lifter.show(grams),
                reps > 1 ? " for " + reps + " reps" : "",
                lifter.show(wanted),
                lifter.show(now));
    words += required(lifter, goal.path("by").asText(""), wanted - now, json);
    String outlook = outlook(lifter.today(), wanted - now, progress.oneRepMax());
    json.put("outlook", outlook);
    String rate = Numbers.signed(lifter.weight(progress.oneRepMax().slopePerWeek()), 2);
    return json.put("words", words + " The period gave %s a week: %s.".formatted(rate, outlook));
  }

  /** What the weeks that are left must bring; empty without a day to come, or where it is there. */
  private static String required(Lifter lifter, String day, double missing, ObjectNode json) {
    Optional<LocalDate> by = date(day);
    if (by.isEmpty() || !by.get().isAfter(lifter.today()) || missing <= 0) {
      return "";
    }
    double perWeek = missing * 7 / ChronoUnit.DAYS.between(lifter.today(), by.get());
    json.put("by", day).put("required_per_week", lifter.weight(perWeek));
    return " By %s that takes %s a week.".formatted(day, lifter.show(perWeek));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** A range of dates, by the slope and one standard error to either side. */
  private static String outlook(LocalDate today, double missing, Trend trend) {
    if (missing <= 0) {
      return "reached by the estimate";
    }
    if (trend.isUnknown()) {
      return "too little data to say when";
    }
    double slow = trend.slopePerWeek() - trend.slopeErrorPerWeek();
    double fast = trend.slopePerWeek() + trend.slopeErrorPerWeek();
    if (slow <= 0 || missing / slow * 7 > FURTHEST_DAYS) {
      return "not at the present rate";
    }
    return "at this rate between %s and %s"
        .formatted(
            today.plusDays((long) (missing / fast * 7)),
            today.plusDays((long) (missing / slow * 7)));
  }
}
